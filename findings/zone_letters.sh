#!/usr/bin/env bash
# Where a post stands in metres, "36S 699703 3664410": zone, letter, east, north. The letter is a band of latitude (S is 32 to 40 degrees north) to the military and to the package utm,
# and a hemisphere (south) in the names that pyproj knows coordinate systems by and to the package mgrs, which takes the very triple that utm gives. Naqoura in Lebanon, in band S, is then 57
# degrees south, 10,000 km away; Goma in Congo, "35S" for south, is 87 degrees north to utm. Nothing objects, though no such place is in that band. utm's own pages tell of bands; where
# the packages meet nobody warns. Of a triple of utm's the letter is turned into a hemisphere before it is handed on (from N to X it is north); of a table one asks which of the two it means.
#
# Seen (utm 0.9.0, mgrs 1.6.0, pyproj 3.7.2), degrees north and east: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install utm==0.9.0 mgrs==1.6.0 pyproj==3.7.2
cat > "$folder/seen.py" <<'PY'
import mgrs
import utm
from pyproj import CRS, Geod, Transformer

POSTS = {"Naqoura, as utm writes it": ("36S", 699703, 3664410, (33.1, 35.14)), "Goma, S for south": ("35S", 747000, 9814000, (-1.68, 29.22))}


def by_utm(zone, east, north):
    return tuple(float(degrees) for degrees in utm.to_latlon(east, north, int(zone[:2]), zone[2]))


def by_mgrs(zone, east, north):
    return mgrs.MGRS().toLatLon(mgrs.MGRS().UTMToMGRS(int(zone[:2]), zone[2], east, north))


def by_pyproj(zone, east, north):
    east, north = Transformer.from_crs(CRS(f"WGS 84 / UTM zone {zone}"), "EPSG:4326", always_xy=True).transform(east, north)
    return north, east


for post, (zone, east, north, (latitude, longitude)) in POSTS.items():
    for read in (by_utm, by_mgrs, by_pyproj):
        place = read(zone, east, north)
        off = Geod(ellps="WGS84").inv(longitude, latitude, place[1], place[0])[2] / 1000
        print(f"{post}, {read.__name__}: {place[0]:.1f}, {place[1]:.1f}, off by {round(off, -1):,.0f} km")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
Naqoura, as utm writes it, by_utm: 33.1, 35.1, off by 0 km
Naqoura, as utm writes it, by_mgrs: -57.1, 36.3, off by 10,000 km
Naqoura, as utm writes it, by_pyproj: -57.1, 36.3, off by 10,000 km
Goma, S for south, by_utm: 86.9, 107.7, off by 10,120 km
Goma, S for south, by_mgrs: -1.7, 29.2, off by 0 km
Goma, S for south, by_pyproj: -1.7, 29.2, off by 0 km
SEEN
