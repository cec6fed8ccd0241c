#!/usr/bin/env bash
# PuLP 4.2.0 reports a whole-number program that CBC (cbcbox 2.935) solved to the end, without any gap or time limit set, with the
# status GapLimit (-7), not Optimal (1): who reads anything but Optimal as "stopped" throws proven optima away, although
# the same program is Optimal with HiGHS. Needs Python 3.12 or newer (PYTHON=python3.13).
#
# Seen (PuLP 4.2.0, cbcbox 2.935, highspy 1.16.0):
#   COIN_CMD GapLimit True 3.5
#   HiGHS Optimal True 3.5
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==4.2.0 cbcbox==2.935 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import pulp

for name in ("COIN_CMD", "HiGHS"):
    problem = pulp.LpProblem("small", pulp.LpMinimize)
    x, y = problem.add_variable("x", 0, 5), problem.add_variable("y", 0, 5, "Integer")
    problem.setObjective(x + 2 * y)
    problem.addConstraint(x + 2 * y >= 3.5, "need")
    said = problem.solve(pulp.getSolver(name, msg=False))
    print(name, said.status.name, said.has_solution, said.objective)
PY
PATH="$folder/venv/bin:$PATH" "$folder/venv/bin/python" "$folder/seen.py" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
COIN_CMD GapLimit True 3.5
HiGHS Optimal True 3.5
SEEN
