#!/usr/bin/env bash
# HiGHS 1.15.1 (highspy) proves a wrong optimum for a small, valid program with one binary column when it is given a
# feasible start (setSolution) and presolve is on: one unit of column 2 (which needs the binary) saves a twelfth, so the
# best is 0.91667. Without the start, or with presolve off, HiGHS finds it. With both it answers "Optimal", value 1.0 and
# the bound 1.0 to match, so that nothing in its answer gives it away.
#
# Seen (highspy 1.15.1):
#   plain: Optimal 0.91667 bound 0.91667
#   start, presolve off: Optimal 0.91667 bound 0.91667
#   start: Optimal 1.00000 bound 1.00000
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.15.1
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy as np

INF = highspy.kHighsInf
FILL1 = {8: 0.06818181818181818, 9: 0.03571428571428571}
ROWS = [
    (6, {2: 0.5, 7: 1}, 6), (11, {0: 1, 3: 1, 5: 1, 8: 1}, 11), (7, {1: 1, 4: 1, 6: 1, 9: 1}, 7),
    (-INF, {0: 1}, 6), (-INF, {1: 1}, 6), (-INF, {2: 1}, 1), (-INF, {3: 1}, 2), (-INF, {4: 1}, 2),
    (-INF, {5: 1}, 2), (-INF, {6: 1}, 2), (-INF, {2: 1, 10: -1}, 0), (-INF, {0: 50}, 1000), (-INF, {1: 50}, 1000),
    (-INF, {2: 10}, 1000), (-INF, {3: 700, 5: 50}, 1000), (-INF, {4: 700, 6: 50}, 1000),
    (-INF, FILL1, 0.11688311688311687 + 1e-9),
]
START = [6, 6, 0, 9 / 7, 1, 2, 0, 6, 12 / 7, 0, 0]


def solved(start, presolve):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("presolve", presolve)
    for column in range(11):
        highs.addVar(0, 1 if column == 10 else INF)
    highs.changeColIntegrality(10, highspy.HighsVarType.kInteger)
    highs.changeColCost(7, 1 / 6)
    for lower, row, upper in ROWS:
        highs.addRow(lower, upper, len(row), np.array(list(row), dtype=np.int32), np.array(list(row.values()), dtype=float))
    if start:
        highs.setSolution(11, np.arange(11, dtype=np.int32), np.array(START, dtype=float))
    highs.run()
    info = highs.getInfo()
    said = highs.modelStatusToString(highs.getModelStatus())
    return f"{said} {info.objective_function_value:.5f} bound {info.mip_dual_bound:.5f}"


print("plain:", solved(False, "on"))
print("start, presolve off:", solved(True, "off"))
print("start:", solved(True, "on"))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
plain: Optimal 0.91667 bound 0.91667
start, presolve off: Optimal 0.91667 bound 0.91667
start: Optimal 1.00000 bound 1.00000
SEEN
