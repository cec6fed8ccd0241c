#!/usr/bin/env bash
# Where a unit stands is written as a grid reference of the military (MGRS), coarse where it is not to be told better: "36TUS" is a square of
# 100 km. The package mgrs answers its south-west corner up to 1.4.6 and its centre in 1.6.0, neither with a word of which: the same text moves
# 70 km, and 700 m where it is given to the kilometre. Two digits for east and four for north ("30 4444") are no error: 1.6.0 cuts them in the
# middle (30.4 km east), 1.4.6 answers a place 44 km south of that. 1.5.4 cannot be imported in a clean environment: it needs `packaging` and does
# not tell pip. The digits are counted, and the corner or the centre worked out from them, before the package is asked.
#
# Seen, latitude and longitude:
#   mgrs 1.4.6: 36TUS: 46.0244 30.4159
#   mgrs 1.4.6: 36TUS24: 46.3896 30.6589
#   mgrs 1.4.6: 36TUS2749: 46.4724 30.7465
#   mgrs 1.4.6: 36TUS30 4444: 46.0325 30.8032
#   mgrs 1.4.6: 36TUS304444: 46.4319 30.7924
#   mgrs 1.5.4: No module named 'packaging'
#   mgrs 1.6.0: 36TUS: 46.4869 31.0456
#   mgrs 1.6.0: 36TUS24: 46.4359 30.7220
#   mgrs 1.6.0: 36TUS2749: 46.4770 30.7528
#   mgrs 1.6.0: 36TUS30 4444: 46.4323 30.7931
#   mgrs 1.6.0: 36TUS304444: 46.4323 30.7931
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/seen.py" <<'PY'
import sys

try:
    import mgrs
except ImportError as error:
    print(f"mgrs {sys.argv[1]}: {error}")
    sys.exit()

grid = mgrs.MGRS()
for reference in ("36TUS", "36TUS24", "36TUS2749", "36TUS30 4444", "36TUS304444"):
    north, east = grid.toLatLon(reference)
    print(f"mgrs {sys.argv[1]}: {reference}: {north:.4f} {east:.4f}")
PY
for version in 1.4.6 1.5.4 1.6.0; do
    python3 -m venv "$folder/$version"
    "$folder/$version/bin/pip" -q install "mgrs==$version" 2>/dev/null
    "$folder/$version/bin/python" "$folder/seen.py" "$version"
done | tee "$folder/said"
diff "$folder/said" - <<'TXT'
mgrs 1.4.6: 36TUS: 46.0244 30.4159
mgrs 1.4.6: 36TUS24: 46.3896 30.6589
mgrs 1.4.6: 36TUS2749: 46.4724 30.7465
mgrs 1.4.6: 36TUS30 4444: 46.0325 30.8032
mgrs 1.4.6: 36TUS304444: 46.4319 30.7924
mgrs 1.5.4: No module named 'packaging'
mgrs 1.6.0: 36TUS: 46.4869 31.0456
mgrs 1.6.0: 36TUS24: 46.4359 30.7220
mgrs 1.6.0: 36TUS2749: 46.4770 30.7528
mgrs 1.6.0: 36TUS30 4444: 46.4323 30.7931
mgrs 1.6.0: 36TUS304444: 46.4323 30.7931
TXT
