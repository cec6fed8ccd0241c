#!/usr/bin/env bash
# PuLP 3.3.2 with its CBC 2.10.3: a variable with bounds that cross (at least 0, at most -2: nothing can be right) is "Optimal", with a
# value of -10 below its own lower bound. PuLP leaves the lower bound 0 out of the MPS file, and CBC takes a negative upper bound
# without a lower one as "no lower bound"; HiGHS says Infeasible of the same problem, and of the same file.
#
# Seen (PuLP 3.3.2, highspy 1.16.0):
#   CBC Optimal -10.0
#   HiGHS Infeasible
#   HiGHS, the file: Infeasible
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import highspy
import pulp


def crossed():
    problem = pulp.LpProblem("crossed", pulp.LpMinimize)
    x, y = pulp.LpVariable("x", 0, -2), pulp.LpVariable("y", 0)
    problem += x + 3 * y
    problem += x + y >= -10, "need"
    return problem


by_cbc = crossed()
by_cbc.solve(pulp.PULP_CBC_CMD(msg=False))
print("CBC", pulp.LpStatus[by_cbc.status], by_cbc.variablesDict()["x"].varValue)
by_highs = crossed()
by_highs.solve(pulp.HiGHS(msg=False))
print("HiGHS", pulp.LpStatus[by_highs.status])
crossed().writeMPS("crossed.mps")
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel("crossed.mps")
highs.run()
print("HiGHS, the file:", highs.modelStatusToString(highs.getModelStatus()))
PY
cd "$folder"
venv/bin/python -W ignore seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
CBC Optimal -10.0
HiGHS Infeasible
HiGHS, the file: Infeasible
SEEN
