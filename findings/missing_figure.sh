#!/usr/bin/env bash
# An empty cell of a table of pledges is NaN in pandas. What solvers make of it where it ends up as a limit or a price, each answering "optimal":
#   SciPy 1.16.3 (linprog): a bound that is NaN is no bound, so that a nation without a figure sends as much as is asked of it
#   GLOP (OR-tools 9.15.6755) and SCIP (PySCIPOpt 6.3.0): a row whose limit is NaN holds nothing; a budget without a figure is no budget
#   SCIP: one NaN among the weights of the goal makes the value of any plan NaN, and the first plan found, nothing at all, is optimal
# PuLP and linprog's other arguments refuse it, linopy 0.10.1 warns. A figure that is missing is to be stopped where a table is read.
#
# Seen, most that two nations send, the second at most 3:
#   linprog, first at most NaN, together 40: success 40
#   GLOP, together NaN, first at most 5: OPTIMAL 8
#   SCIP, together NaN, first at most 5: optimal 8
#   SCIP, weight of the first NaN: optimal, sends 0
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install scipy==1.16.3 ortools==9.15.6755 PySCIPOpt==6.3.0 pandas==2.3.3
cat > "$folder/seen.py" <<'PY'
import io

import pandas as pd
from ortools.linear_solver import pywraplp
from pyscipopt import Model
from scipy.optimize import linprog

pledges = pd.read_csv(io.StringIO("nation,units\nPOL,\nROU,3\n"))
missing, other = (float(units) for units in pledges["units"])

found = linprog([-1, -1], A_ub=[[1, 1]], b_ub=[40], bounds=[(0, missing), (0, other)])
print(f"linprog, first at most NaN, together 40: {'success' if found.success else found.message} {-found.fun:g}")

glop = pywraplp.Solver.CreateSolver("GLOP")
first, second = glop.NumVar(0, 5, "POL"), glop.NumVar(0, other, "ROU")
glop.Add(first + second <= missing)
glop.Maximize(first + second)
status = "OPTIMAL" if glop.Solve() == pywraplp.Solver.OPTIMAL else "not optimal"
print(f"GLOP, together NaN, first at most 5: {status} {glop.Objective().Value():g}")


def scip(together, weight):
    model = Model()
    model.hideOutput()
    first, second = model.addVar("POL", lb=0, ub=5), model.addVar("ROU", lb=0, ub=other)
    model.addCons(first + second <= together)
    model.setObjective(weight * first + second, "maximize")
    model.optimize()
    return model.getStatus(), model.getVal(first) + model.getVal(second)


status, sent = scip(missing, 1)
print(f"SCIP, together NaN, first at most 5: {status} {sent:g}")
status, sent = scip(40, missing)
print(f"SCIP, weight of the first NaN: {status}, sends {sent:g}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
linprog, first at most NaN, together 40: success 40
GLOP, together NaN, first at most 5: OPTIMAL 8
SCIP, together NaN, first at most 5: optimal 8
SCIP, weight of the first NaN: optimal, sends 0
TXT
