#!/usr/bin/env bash
# linopy 0.10.1 adds two variables over the same nations in another order by place, not by name: x + y gives x[FRA] + y[POL] without a word, because both have the same
# shape. Bounds and constants of another order (pandas, xarray) are put in order by name, so that one model treats the two differently.
# Variables from two tables are brought into one order (reindex) before they meet.
#
# Seen (linopy 0.10.1, xarray 2026.9.0): see the lines at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install linopy==0.10.1 xarray==2026.9.0
cat > "$folder/seen.py" <<'PY'
import linopy
import pandas as pd

model = linopy.Model()
one, other = pd.Index(["FRA", "GBR", "POL"], name="nation"), pd.Index(["POL", "GBR", "FRA"], name="nation")
x = model.add_variables(lower=0, coords=[one], name="x")
y = model.add_variables(lower=0, coords=[other], name="y")
most = pd.Series([1.0, 2.0, 3.0], index=other)
print(x + y)
print(model.add_constraints(x <= most, name="most"))
PY
"$folder/venv/bin/python" -W ignore "$folder/seen.py" | grep "^\[" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
[FRA]: +1 x[FRA] + 1 y[POL]
[GBR]: +1 x[GBR] + 1 y[GBR]
[POL]: +1 x[POL] + 1 y[FRA]
[FRA]: +1 x[FRA] ≤ 3.0
[GBR]: +1 x[GBR] ≤ 2.0
[POL]: +1 x[POL] ≤ 1.0
SEEN
