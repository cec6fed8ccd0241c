#!/usr/bin/env bash
# CBC 2.10.3 (the one PuLP 3.3.2 brings) reads an MPS file whose section OBJSENSE says MAX, prints "MAX found after OBJSENSE - Coin ignores" among its
# greeting, minimises, and writes "Optimal": 0 where HiGHS and SCIP find 7. GLPK 5.0 and PuLP's own reader refuse or skip the section. A file meant for
# several programs is written as a minimisation.
#
# Seen (PuLP 3.3.2, highspy 1.16.0, PySCIPOpt 6.3.0):
#   CBC Optimal - objective value 0.00000000
#   HiGHS 7, SCIP 7
#   PuLP reads it as: minimise
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 PySCIPOpt==6.3.0
cat > "$folder/most.mps" <<'MPS'
NAME MOST
OBJSENSE
    MAX
ROWS
 N worth
 L cap
COLUMNS
    x    worth    1    cap    1
RHS
    RHS    cap    7
ENDATA
MPS
cat > "$folder/seen.py" <<'PY'
import subprocess

import highspy
import pulp
import pyscipopt

subprocess.run([pulp.PULP_CBC_CMD().path, "most.mps", "solve", "solu", "cbc.txt"], check=True, capture_output=True)
print("CBC", open("cbc.txt").readline().strip())

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel("most.mps")
highs.run()
model = pyscipopt.Model()
model.hideOutput()
model.readProblem("most.mps")
model.optimize()
print(f"HiGHS {highs.getInfo().objective_function_value:g}, SCIP {model.getObjVal():g}")
sense = pulp.LpProblem.fromMPS("most.mps")[1].sense
print("PuLP reads it as:", "minimise" if sense == pulp.LpMinimize else "maximise")
PY
cd "$folder"
venv/bin/python -W ignore seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
CBC Optimal - objective value 0.00000000
HiGHS 7, SCIP 7
PuLP reads it as: minimise
SEEN
