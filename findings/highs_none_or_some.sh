#!/usr/bin/env bash
# "None, or between 500 and 120,000 people" is a semi-continuous column, which HiGHS (highspy 1.16.0) knows. With an upper limit of 100,000 it is solved; with more, or with
# none, the run ends with "Solve error" and no value, and the reason stands in the log alone, which is mostly off. addVariable and addConstr take it
# without a word. SciPy's milp (integrality 2), which hands it to its own HiGHS, answers status 4, "Solve error". SCIP solves all three. People
# are counted in thousands, or a yes-or-no column of one's own is written, which every solver takes.
#
# Seen (highspy 1.16.0, SciPy 1.16.3, PySCIPOpt 6.3.0), most that can be sent where at most 110,000 may stand:
#   up to 100,000: HiGHS 100000, SciPy 100000, SCIP 100000
#   up to 120,000: HiGHS Solve error, SciPy Solve error, SCIP 110000
#   without limit: HiGHS Solve error, SciPy Solve error, SCIP 110000
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 scipy==1.16.3 PySCIPOpt==6.3.0
cat > "$folder/seen.py" <<'PY'
import re
import sys

import highspy
import numpy as np
from pyscipopt import Model
from scipy.optimize import Bounds, LinearConstraint, milp

FOLDER = sys.argv[1]
ROOM = 110_000


def highs(most):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    people = solver.addVariable(500, most, type=highspy.HighsVarType.kSemiContinuous)
    solver.addConstr(people + solver.addVariable(0, 0) <= ROOM)
    solver.maximize(people)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return solver.modelStatusToString(solver.getModelStatus())
    return f"{solver.val(people):.0f}"


def scipys(most):
    limits, room = Bounds([500, 0], [most, 0]), LinearConstraint([[1, 1]], -np.inf, ROOM)
    found = milp([-1, 0], integrality=[2, 0], bounds=limits, constraints=room)
    return f"{-found.fun:.0f}" if found.success else re.search(r"Status \d+: ([\w ]+)", found.message)[1]


def scip(most):
    path = f"{FOLDER}/plan.lp"
    with open(path, "w") as file:
        upper = "inf" if most == np.inf else f"{most:.0f}"
        file.write(
            f"Maximize\n sent: people\nSubject To\n room: people + other <= {ROOM}\n"
            f"Bounds\n 500 <= people <= {upper}\n other <= 0\nSemi-Continuous\n people\nEnd\n"
        )
    model = Model()
    model.hideOutput()
    model.readProblem(path)
    model.optimize()
    return f"{model.getObjVal():.0f}"


for name, most in {"up to 100,000": 100_000, "up to 120,000": 120_000, "without limit": np.inf}.items():
    print(f"{name}: HiGHS {highs(most)}, SciPy {scipys(most)}, SCIP {scip(most)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2>/dev/null | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
up to 100,000: HiGHS 100000, SciPy 100000, SCIP 100000
up to 120,000: HiGHS Solve error, SciPy Solve error, SCIP 110000
without limit: HiGHS Solve error, SciPy Solve error, SCIP 110000
TXT
