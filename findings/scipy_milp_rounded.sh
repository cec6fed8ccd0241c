#!/usr/bin/env bash
# A column that may be a fraction is taken for a whole number, and nothing says so. One ship, sent or not (a whole number, x), carries up
# to two thirds of a battalion (y): 3 y <= 2 x. As much of it as possible: scipy.optimize.milp of SciPy 1.14.1 answers that nothing goes,
# "Optimization terminated successfully", its bound and gap as if that were proven. That is mended by 1.16.3, where this is wrong: up to 4
# ships, worth 3 each, need escort, which costs 2 and may be half a ship short in all: y >= x - 1/2. One and a half escorts for two ships
# cost 3 and leave 3; it sends two and leaves 2, proven. Both are rows of two columns, one of them whole. Of 300 programs of that size,
# drawn at random, and held against every value of the whole column tried by linprog, 13 and 4 are wrong; without presolve, or with
# SciPy 1.17.1, none is. As the second opinion on a plan in steps, milp is one only there.
#
# Seen:
#   SciPy 1.14.1, presolve True: sends 0.000 (bound 0.000); escorted 2.000 (bound 2.000); 13 of 300 wrong
#   SciPy 1.14.1, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
#   SciPy 1.16.3, presolve True: sends 0.667 (bound 0.667); escorted 2.000 (bound 2.000); 4 of 300 wrong
#   SciPy 1.16.3, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
#   SciPy 1.17.1, presolve True: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
#   SciPy 1.17.1, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
cat > "$folder/seen.py" <<'PY'
import itertools

import numpy as np
from scipy import __version__, optimize


def milp(cost, matrix, most, upper, whole, presolve):
    return optimize.milp(
        cost,
        integrality=whole,
        bounds=optimize.Bounds(np.zeros(len(cost)), upper),
        constraints=optimize.LinearConstraint(matrix, -np.inf, most),
        options={"presolve": presolve, "mip_rel_gap": 0.0},
    )


def one_by_one(cost, matrix, most, upper, whole):
    least = np.inf
    for values in itertools.product(*(range(int(top) + 1) if step else [None] for top, step in zip(upper, whole))):
        bounds = [(0, top) if value is None else (value, value) for value, top in zip(values, upper)]
        found = optimize.linprog(cost, A_ub=matrix, b_ub=most, bounds=bounds)
        least = min(least, found.fun) if found.status == 0 else least
    return least


def drawn(seed):
    draw = np.random.default_rng(seed)
    return draw.integers(-3, 4, 2), draw.integers(-3, 4, (2, 2)), draw.integers(-1, 6, 2), draw.integers(1, 5, 2), (1, 0)


for presolve in (True, False):
    ship = milp([0, -1], [[-2, 3]], [0], [1, 2], (1, 0), presolve)
    escorts = milp([-3, 2], [[2, -2]], [1], [4, 2], (1, 0), presolve)
    wrong = 0
    for seed in range(300):
        found, right = milp(*drawn(seed), presolve), one_by_one(*drawn(seed))
        answer = found.fun if found.status == 0 else np.inf
        if not (answer == right or abs(answer - right) < 1e-6):
            wrong += 1
    print(
        f"SciPy {__version__}, presolve {presolve}: sends {0 - ship.fun:.3f} (bound {0 - ship.mip_dual_bound:.3f});",
        f"escorted {0 - escorts.fun:.3f} (bound {0 - escorts.mip_dual_bound:.3f}); {wrong} of 300 wrong",
    )
PY
for version in 1.14.1 1.16.3 1.17.1; do
    "$folder/venv/bin/pip" -q install "scipy==$version" numpy==2.2.6
    "$folder/venv/bin/python" "$folder/seen.py" 2>/dev/null
done | tee "$folder/said"
diff "$folder/said" - <<'TXT'
SciPy 1.14.1, presolve True: sends 0.000 (bound 0.000); escorted 2.000 (bound 2.000); 13 of 300 wrong
SciPy 1.14.1, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
SciPy 1.16.3, presolve True: sends 0.667 (bound 0.667); escorted 2.000 (bound 2.000); 4 of 300 wrong
SciPy 1.16.3, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
SciPy 1.17.1, presolve True: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
SciPy 1.17.1, presolve False: sends 0.667 (bound 0.667); escorted 3.000 (bound 3.000); 0 of 300 wrong
TXT
