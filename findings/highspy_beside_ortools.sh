#!/usr/bin/env bash
# highspy 1.15.1 and OR-tools 9.15.6755 do not live in one process: whichever is imported second stops with an ImportError "undefined symbol",
# for both bring a HiGHS library of the same name and the loader takes the first. pip finds nothing wrong with the pair
# (`pip check`), each works alone, and SciPy's or SCIP's own HiGHS are no trouble. With highspy 1.16.0 the pair works. Compare such solvers in
# processes of their own.
#
# Seen (highspy 1.15.1, ortools 9.15.6755):
#   highspy first: ImportError undefined symbol
#   ortools first: ImportError undefined symbol
#   scipy first: fine
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.15.1 ortools==9.15.6755 scipy==1.17.1
"$folder/venv/bin/pip" -q check >/dev/null
cd "$folder"
try() {
    if venv/bin/python -c "import $2" >said 2>&1; then echo "$1 first: fine"
    elif tail -n 1 said | grep -q "^ImportError: .*undefined symbol"; then echo "$1 first: ImportError undefined symbol"
    else cat said; exit 1; fi
}
{
    try highspy "highspy, ortools.sat.python.cp_model"
    try ortools "ortools.sat.python.cp_model, highspy"
    try scipy "scipy.optimize, ortools.sat.python.cp_model"
} | tee seen
diff seen - <<'SEEN'
highspy first: ImportError undefined symbol
ortools first: ImportError undefined symbol
scipy first: fine
SEEN
