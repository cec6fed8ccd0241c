#!/usr/bin/env bash
# scipy.stats.qmc.Sobol 1.16.3: two scramblings of the same dimension with different seeds are no independent samples
# of each other, point by point. Scrambling keeps the order of the sequence, so the k-th points of both lie in the same
# half for all k, or in opposite halves for all k; in quarters it is alike. Each of them alone is uniform, and means over
# many seeds are right, so nothing looks wrong. Whoever draws one sample with seed 1 and another with seed 2 to redraw
# single inputs (pick and freeze, for the total shares of a variance by Sobol' or Jansen) gets 0 or 2 times the truth
# from each pair of seeds for a yes-or-no input, and an average whose error is many times what it should be. Columns of
# one sequence of twice the dimensions are what Saltelli's scheme takes, and they do not agree beyond chance.
#
# Seen (scipy 1.16.3, numpy 2.3.5), 1024 points; for an even chance of yes and no the total share is 1:
#   two seeds, same half: [0.0, 1.0]
#   two columns of one sequence, same half: [0.5]
#   total share by two seeds: [0.0, 2.0]
#   total share by two columns: [1.0]
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install scipy==1.16.3 numpy==2.3.5
cat > "$folder/seen.py" <<'PY'
import numpy as np
from scipy.stats import qmc


def points(dimensions, seed):
    return qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed)).random_base2(10)


def same_half(one, other):
    return float(np.mean((one < 0.5) == (other < 0.5)))


def total_share(one, other):
    yes, redrawn = one < 0.5, other < 0.5
    return float(np.mean((yes.astype(float) - redrawn) ** 2) / 2 / np.var(yes))


seeds = range(20)
two = [(points(1, 2 * seed)[:, 0], points(1, 2 * seed + 1)[:, 0]) for seed in seeds]
columns = [points(2, seed).T for seed in seeds]
print("two seeds, same half:", sorted({same_half(*pair) for pair in two}))
print("two columns of one sequence, same half:", sorted({same_half(*pair) for pair in columns}))
print("total share by two seeds:", sorted({total_share(*pair) for pair in two}))
print("total share by two columns:", sorted({total_share(*pair) for pair in columns}))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
two seeds, same half: [0.0, 1.0]
two columns of one sequence, same half: [0.5]
total share by two seeds: [0.0, 2.0]
total share by two columns: [1.0]
SEEN
