#!/usr/bin/env bash
# PuLP 4.2.0 says of a linear program that HiGHS gave up at its time limit, before it had any plan, that there is a solution: has_solution is True, an objective
# is given, and the values are where the simplex method stood, all nothing here, with every need unmet. For a whole-number program that is stopped as early it is False. Who
# goes by has_solution draws up an empty plan. Values of a stopped run are held against the rows before anybody reads them. Needs Python 3.12 or newer
# (PYTHON=python3.13).
#
# Seen (PuLP 4.2.0, highspy 1.16.0), 120 needs, a limit of 0 seconds:
#   divisible: TimeLimit has_solution True objective 0 needs unmet 120
#   whole: TimeLimit has_solution False
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==4.2.0 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import random

import pulp

SIZE = 120
for kind, category in (("divisible", "Continuous"), ("whole", "Integer")):
    random.seed(1)
    problem = pulp.LpProblem("needs", pulp.LpMinimize)
    sent = [[problem.add_variable(f"x_{i}_{j}", 0, None, category) for j in range(SIZE)] for i in range(SIZE)]
    problem.setObjective(pulp.lpSum(random.random() * one for row in sent for one in row))
    for number, row in enumerate(sent):
        problem.addConstraint(pulp.lpSum(row) <= 3, f"offer_{number}")
        problem.addConstraint(pulp.lpSum(one[number] for one in sent) >= 2.5, f"need_{number}")
    said = problem.solve(pulp.getSolver("HiGHS", msg=False, timeLimit=0))
    line = f"{kind}: {said.status.name} has_solution {said.has_solution}"
    if said.has_solution:
        unmet = sum(sum(row[number].value() for row in sent) < 2.4 for number in range(SIZE))
        line += f" objective {said.objective:g} needs unmet {unmet}"
    print(line)
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
divisible: TimeLimit has_solution True objective 0 needs unmet 120
whole: TimeLimit has_solution False
SEEN
