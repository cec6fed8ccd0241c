#!/usr/bin/env bash
# SALib 1.6.0: one answer of 4,096 that is missing (NaN: a world in which no plan exists) or infinite turns every share of the variance into 0, with confidence
# intervals of 0: "nothing matters, and that is certain". No warning, no NaN to notice: where the standard deviation is not
# above nothing, and that of NaN is not, the analysis answers zeros as for a constant. rbd_fast of the same package answers NaN.
#
# Seen (SALib 1.6.0, NumPy 2.4.6), y = 4 a + 2 b:
#   all there: S1 0.80 0.20, intervals > 0
#   one missing: S1 0.00 0.00, intervals 0
#   one infinite: S1 0.00 0.00, intervals 0
#   one missing, rbd_fast: S1 nan nan
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install SALib==1.6.0 numpy==2.4.6
cat > "$folder/seen.py" <<'PY'
import numpy as np
from SALib.analyze import rbd_fast, sobol
from SALib.sample import sobol as points

problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1]] * 2}
drawn = points.sample(problem, 1024, calc_second_order=False, seed=1)
answers = 4 * drawn[:, 0] + 2 * drawn[:, 1]


def with_one(value):
    changed = answers.copy()
    changed[5] = value
    return changed


def shares(found):
    return " ".join(f"{share:.2f}" for share in found["S1"])


for name, given in [
    ("all there", answers),
    ("one missing", with_one(np.nan)),
    ("one infinite", with_one(np.inf)),
]:
    found = sobol.analyze(problem, given, calc_second_order=False, seed=1)
    sure = "0" if not np.any(found["S1_conf"]) and not np.any(found["ST_conf"]) else "> 0"
    print(f"{name}: S1 {shares(found)}, intervals {sure}")
print("one missing, rbd_fast: S1", shares(rbd_fast.analyze(problem, drawn, with_one(np.nan))))
PY
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/said" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
all there: S1 0.80 0.20, intervals > 0
one missing: S1 0.00 0.00, intervals 0
one infinite: S1 0.00 0.00, intervals 0
one missing, rbd_fast: S1 nan nan
SEEN
