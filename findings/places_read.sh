#!/usr/bin/env bash
# Places as reports write them, degrees and minutes with nothing but blanks between ("33 07 N 35 08 E", Naqoura), or with a comma for the point ("33,12 35,14"): geopy's Point,
# which also reads what is given to its distances, takes the last two numbers that it can for latitude and longitude. The first is 35 north, 8 east, in Algeria; with seconds ("33
# 07 00 N 35 08 00 E") it is 8 north, 0 east; the second is 35, 14, at sea south of Malta. Nothing is raised or marked, and a base next to it is 2,510 km away. With signs for
# degrees and minutes it is right. geopy's issue 247, open since 2017, has one of the kind (hundredths of a second parted by a blank). pygeodesy reads the blanks, refuses the
# comma, and makes 3,307 degrees of "3307N"; lat-lon-parser reads all of them but the last, which it refuses. Look at how far a place is from the others, or read coordinates as
# numbers in a column each.
#
# Seen (geopy 2.5.0, pygeodesy 26.10.26, lat-lon-parser 1.3.1): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install geopy==2.5.0 pygeodesy==26.10.26 lat-lon-parser==1.3.1
cat > "$folder/seen.py" <<'PY'
import geopy
import lat_lon_parser
from geopy.distance import geodesic
from pygeodesy.dms import parseDMS

BASE = (33.1, 35.2)
for text in ("33°07'N 35°08'E", "33 07 N 35 08 E", "N33 07 E035 08", "33 07 00 N 35 08 00 E", "33.12 35.14", "33,12 35,14", "33,12 N 35,14 E"):
    place = geopy.Point(text)
    print(f"geopy, {text}: {place.latitude:.2f}, {place.longitude:.2f}, {round(geodesic(BASE, text).km, -1):,.0f} km from the base")
for text in ("33 07 N", "33,12", "3307N"):
    for name, read in (("pygeodesy", parseDMS), ("lat-lon-parser", lat_lon_parser.parse)):
        try:
            print(f"{name}, {text}: {read(text):.2f}")
        except ValueError:
            print(f"{name}, {text}: refused")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
geopy, 33°07'N 35°08'E: 33.12, 35.13, 10 km from the base
geopy, 33 07 N 35 08 E: 35.00, 8.00, 2,510 km from the base
geopy, N33 07 E035 08: 35.00, 8.00, 2,510 km from the base
geopy, 33 07 00 N 35 08 00 E: 8.00, 0.00, 4,560 km from the base
geopy, 33.12 35.14: 33.12, 35.14, 10 km from the base
geopy, 33,12 35,14: 35.00, 14.00, 1,960 km from the base
geopy, 33,12 N 35,14 E: 35.00, 14.00, 1,960 km from the base
pygeodesy, 33 07 N: 33.12
lat-lon-parser, 33 07 N: 33.12
pygeodesy, 33,12: refused
lat-lon-parser, 33,12: 33.12
pygeodesy, 3307N: 3307.00
lat-lon-parser, 3307N: refused
SEEN
