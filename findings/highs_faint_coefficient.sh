#!/usr/bin/env bash
# HiGHS 1.15.1 (highspy) leaves out every matrix coefficient up to 1e-9 (small_matrix_value), also one that is alone in
# its row and alone holds its column: the row is gone, the answer is "Optimal", its largest infeasibility is given as 0,
# and the values break the row a thousandfold. Only passModel's own status (a warning) gives it away; with output_flag
# off nothing is printed, and scipy.optimize.linprog, which hands the same program to the same solver, says success.
# A program in sound units gets there by being scaled: a column measured in its own small reach has small coefficients
# in the rows of larger ones. small_matrix_value goes down to 1e-12.
#
# Seen (highspy 1.15.1, scipy 1.16.3), where 9e-10 x <= 0.001 holds x to 1111111.1:
#   as it comes: Optimal x = 1000000000.0 infeasibility 0.0
#   small_matrix_value 1e-12: Optimal x = 1111111.1 infeasibility 0.0
#   scipy: success True x = 1000000000.0
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.15.1 scipy==1.16.3
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy as np
from scipy.optimize import linprog


def solved(smallest):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("small_matrix_value", smallest)
    highs.addVar(0, 1e9)
    highs.changeColCost(0, -1.0)
    highs.addRow(-highspy.kHighsInf, 0.001, 1, np.array([0], dtype=np.int32), np.array([9e-10]))
    highs.run()
    said = highs.modelStatusToString(highs.getModelStatus())
    value, worst = highs.getSolution().col_value[0], highs.getInfo().max_primal_infeasibility
    return f"{said} x = {value:.1f} infeasibility {worst:.1f}"


print("as it comes:", solved(1e-9))
print("small_matrix_value 1e-12:", solved(1e-12))
answer = linprog([-1.0], A_ub=[[9e-10]], b_ub=[0.001], bounds=[(0, 1e9)], method="highs")
print(f"scipy: success {answer.success} x = {answer.x[0]:.1f}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
as it comes: Optimal x = 1000000000.0 infeasibility 0.0
small_matrix_value 1e-12: Optimal x = 1111111.1 infeasibility 0.0
scipy: success True x = 1000000000.0
SEEN
