#!/usr/bin/env bash
# CP-SAT behind OR-tools' linear solver wrapper (9.15.6755) says OPTIMAL, value 0 and bound 0, of a program whose optimum is 4, and of the same without
# whole numbers, whose optimum is 4.8: a continuous variable is searched in whole numbers, for `mip_var_scaling` is 1 unless it is set. Other small programs
# come out right, where presolve or a final linear program has the last word, so a trial does not tell. A scaling of 1000 searches thousandths and calls the
# best of those OPTIMAL, 2.33 where thirds allow 2.333333. The bound is that of the rounded program and no proof beside another solver's.
#
# Seen (SCIP and GLOP are those of the same wrapper):
#   half: SCIP 4.0 bound 4.0 / SAT 0.0 bound 0.0 / SAT in thousandths 4.0 bound 4.0
#   half, nothing whole: GLOP 4.8 / SAT 0.0 bound 0.0
#   third: SCIP 2.333333 bound 2.333333 / SAT in thousandths 2.33 bound 2.33
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install ortools==9.15.6755
cat > "$folder/seen.py" <<'PY'
from ortools.linear_solver import pywraplp


def told(name, share, *, scaling=None, whole=True):
    solver = pywraplp.Solver.CreateSolver(name)
    sent = solver.NumVar(0, 10, "sent")
    units = solver.IntVar(0, 3, "units") if whole else solver.NumVar(0, 3, "units")
    solver.Add(sent <= share * units)
    solver.Add(2 * units + sent <= 3)
    solver.Maximize(10 * sent - units)
    if name == "SAT":
        scale = "" if scaling is None else f" mip_var_scaling:{scaling}"
        solver.SetSolverSpecificParametersAsString("num_workers:1 relative_gap_limit:0" + scale)
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    objective = solver.Objective()
    return round(objective.Value(), 6) + 0.0, round(objective.BestBound(), 6) + 0.0


seen = {
    "half SCIP": (told("SCIP", 0.5), (4.0, 4.0)),
    "half SAT": (told("SAT", 0.5), (0.0, 0.0)),
    "half SAT in thousandths": (told("SAT", 0.5, scaling=1000), (4.0, 4.0)),
    "half, nothing whole GLOP": (told("GLOP", 0.5, whole=False)[:1], (4.8,)),
    "half, nothing whole SAT": (told("SAT", 0.5, whole=False), (0.0, 0.0)),
    "third SCIP": (told("SCIP", 1 / 3), (2.333333, 2.333333)),
    "third SAT in thousandths": (told("SAT", 1 / 3, scaling=1000), (2.33, 2.33)),
}
for name, (found, _) in seen.items():
    print(name, *found)
assert all(found == before for found, before in seen.values())
PY
cd "$folder" && ./venv/bin/python seen.py
