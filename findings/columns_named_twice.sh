#!/usr/bin/env bash
# A column that is named twice (3 x + 2 x, where goals were put into one sum by pasting): in the objective of an LP file HiGHS 1.15.1 counts the last alone, without a
# word, while in a row it adds up and says so; 1.16.0 adds up in both. In an MPS file HiGHS takes the first of two entries and prints a warning, though its
# reader answers "ok"; SCIP takes the last in the objective and adds up in a row; CBC and GLPK refuse. One goal, three values: 8, 12, 20. A sum is worked out
# before it is written.
#
# Seen (highspy 1.15.1 and 1.16.0, PySCIPOpt 6.3.0), 3 x + 2 x with x at least 4, or at least 10 with x sought:
#   lp, goal: HiGHS 1.15.1 ok 8, HiGHS 1.16.0 ok 20, SCIP 20
#   lp, row: HiGHS 1.15.1 warns 2, HiGHS 1.16.0 warns 2, SCIP 2
#   mps, goal: HiGHS 1.15.1 ok 12, HiGHS 1.16.0 ok 12, SCIP 8
#   mps, row: HiGHS 1.15.1 ok 3.33333, HiGHS 1.16.0 ok 3.33333, SCIP 2
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python3 -m venv "$folder/before"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0
"$folder/before/bin/pip" -q install highspy==1.15.1
printf 'Minimize\n goal: 3 x + 2 x\nSubject To\n need: x >= 4\nEnd\n' > "$folder/goal.lp"
printf 'Minimize\n goal: x\nSubject To\n need: 3 x + 2 x >= 10\nEnd\n' > "$folder/row.lp"
top='NAME twice\nROWS\n N goal\n G need\nCOLUMNS\n'
printf "$top"' x goal 3\n x goal 2\n x need 1\nRHS\n RHS need 4\nENDATA\n' > "$folder/goal.mps"
printf "$top"' x goal 1\n x need 3\n x need 2\nRHS\n RHS need 10\nENDATA\n' > "$folder/row.mps"
cat > "$folder/highs.py" <<'PY'
import sys

import highspy

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
read = highs.readModel(sys.argv[1])
highs.run()
word = {highspy.HighsStatus.kOk: "ok", highspy.HighsStatus.kWarning: "warns"}[read]
print(f"HiGHS {highs.version()} {word} {highs.getInfo().objective_function_value:g}")
PY
cat > "$folder/scip.py" <<'PY'
import sys

from pyscipopt import Model

model = Model()
model.hideOutput()
model.readProblem(sys.argv[1])
model.optimize()
print(f"SCIP {model.getObjVal():g}")
PY
for form in lp mps; do
    for place in goal row; do
        file=$folder/$place.$form
        before=$("$folder/before/bin/python" "$folder/highs.py" "$file" | grep "^HiGHS")
        now=$("$folder/venv/bin/python" "$folder/highs.py" "$file" | grep "^HiGHS")
        echo "$form, $place: $before, $now, $("$folder/venv/bin/python" "$folder/scip.py" "$file" 2>/dev/null | grep "^SCIP")"
    done
done | tee "$folder/said"
diff "$folder/said" - <<'TXT'
lp, goal: HiGHS 1.15.1 ok 8, HiGHS 1.16.0 ok 20, SCIP 20
lp, row: HiGHS 1.15.1 warns 2, HiGHS 1.16.0 warns 2, SCIP 2
mps, goal: HiGHS 1.15.1 ok 12, HiGHS 1.16.0 ok 12, SCIP 8
mps, row: HiGHS 1.15.1 ok 3.33333, HiGHS 1.16.0 ok 3.33333, SCIP 2
TXT
