#!/usr/bin/env bash
# HiGHS (highspy 1.15.1) counts time_limit over all runs of one Highs object where it solves a linear program, and for each run by itself where it has
# whole numbers. A family of linear programs solved hot, each within the limit many times over, ends with "Time limit reached" after a few; of
# whole-number programs none does. For linear programs the limit to set is getRunTime() and the seconds that the next run may take.
#
# Seen (highspy 1.15.1), runs that each take less than the limit, for as long as twice the limit:
#   linear: Time limit reached, after less than twice the limit
#   whole numbers: Optimal to the end
#   linear, with getRunTime() added: Optimal to the end
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.15.1
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy as np

LIMIT = 1.0


def family(whole, added):
    draw = np.random.default_rng(0)
    columns = 12 if whole else 300
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.addVars(columns, np.zeros(columns), np.full(columns, 3.0))
    if whole:
        for column in range(columns):
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    every = np.arange(columns, dtype=np.int32)
    for _ in range(6 if whole else 200):
        highs.addRow(-highspy.kHighsInf, draw.uniform(5, 10), columns, every, draw.uniform(0.1, 1, columns))
    for _ in range(100_000):
        highs.clearSolver()
        highs.changeColsCost(columns, every, -draw.uniform(0, 1, columns))
        highs.setOptionValue("time_limit", LIMIT + (highs.getRunTime() if added else 0))
        before = highs.getRunTime()
        highs.run()
        said = highs.modelStatusToString(highs.getModelStatus())
        if said != "Optimal":
            assert highs.getRunTime() < 2 * LIMIT
            return f"{said}, after less than twice the limit"
        assert highs.getRunTime() - before < LIMIT
        if highs.getRunTime() > 2 * LIMIT:
            return "Optimal to the end"
    raise AssertionError("too quick")


print("linear:", family(whole=False, added=False))
print("whole numbers:", family(whole=True, added=False))
print("linear, with getRunTime() added:", family(whole=False, added=True))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
linear: Time limit reached, after less than twice the limit
whole numbers: Optimal to the end
linear, with getRunTime() added: Optimal to the end
SEEN
