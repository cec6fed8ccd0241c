#!/usr/bin/env bash
# SCIP through PySCIPOpt 6.3.0 says that a row with one variable (at most 4 ships of France) has the price 0 although it binds and the price is -0.5: SCIP
# makes a bound of such a row, also with presolve, heuristics and propagation off, and getDualsolLinear answers 0 with no sign of it. With two variables in
# the row the price is there. With presolve on, getConss() after the solve is empty. HiGHS gives both.
#
# Seen (PySCIPOpt 6.3.0, highspy 1.16.0), minimise -x - y/2 with x <= 4, x + y <= 6:
#   SCIP: only 0, cap -0.5
#   SCIP, presolve on: rows left 0
#   HiGHS: only -0.5, cap -0.5
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install PySCIPOpt==6.3.0 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy as np
from pyscipopt import SCIP_PARAMSETTING, Model


def by_scip(presolve):
    model = Model()
    model.hideOutput()
    if not presolve:
        model.setPresolve(SCIP_PARAMSETTING.OFF)
        model.setHeuristics(SCIP_PARAMSETTING.OFF)
        model.disablePropagation()
    x, y = model.addVar("x", lb=0, obj=-1), model.addVar("y", lb=0, obj=-0.5)
    model.addCons(x <= 4, "only")
    model.addCons(x + y <= 6, "cap")
    model.optimize()
    assert model.getObjVal() == -5
    return model


model = by_scip(presolve=False)
print("SCIP:", ", ".join(f"{row.name} {model.getDualsolLinear(row):g}" for row in model.getConss()))
print("SCIP, presolve on: rows left", len(by_scip(presolve=True).getConss()))

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.addVars(2, np.zeros(2), np.full(2, highspy.kHighsInf))
highs.changeColsCost(2, np.array([0, 1], dtype=np.int32), np.array([-1, -0.5]))
highs.addRow(-highspy.kHighsInf, 4, 1, np.array([0], dtype=np.int32), np.ones(1))
highs.addRow(-highspy.kHighsInf, 6, 2, np.array([0, 1], dtype=np.int32), np.ones(2))
highs.run()
only, cap = highs.getSolution().row_dual
print(f"HiGHS: only {only:g}, cap {cap:g}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
SCIP: only 0, cap -0.5
SCIP, presolve on: rows left 0
HiGHS: only -0.5, cap -0.5
SEEN
