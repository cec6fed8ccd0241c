#!/usr/bin/env bash
# The same seed twice is not the same points. scipy.stats.qmc.Sobol scrambles by a child that it spawns from the generator that it is given, and
# numpy counts children in the SeedSequence: whoever makes a generator of one SeedSequence for each of two sequences, as numpy allows (its own
# draws are the same), gets two scramblings. A copy of the SeedSequence for each, or one made anew, gives the same. And fast_forward(0) of a
# sequence of which nothing is drawn is an OverflowError, where it is nothing to do once something is.
#
# Seen (SciPy 1.17.1):
#   numpy, one SeedSequence, two generators: the same draws True
#   Sobol, one SeedSequence, two generators: the same points False; children spawned 2
#   Sobol, a copy for each: the same points True
#   fast_forward(0) at the start: OverflowError: can't convert negative value to npy_uint32; after two points: nothing
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install scipy==1.17.1
cat > "$folder/seen.py" <<'PY'
import copy

import numpy as np
from scipy.stats import qmc


def points(seed):
    return qmc.Sobol(2, scramble=True, seed=np.random.default_rng(seed)).random(4)


seed = np.random.SeedSequence(3)
same = np.random.default_rng(seed).random() == np.random.default_rng(seed).random()
print(f"numpy, one SeedSequence, two generators: the same draws {same}")
same = np.array_equal(points(seed), points(seed))
print(f"Sobol, one SeedSequence, two generators: the same points {same}; children spawned {seed.n_children_spawned}")
seed = np.random.SeedSequence(3)
same = np.array_equal(points(copy.deepcopy(seed)), points(copy.deepcopy(seed)))
print(f"Sobol, a copy for each: the same points {same}")
try:
    qmc.Sobol(2, scramble=True, seed=1).fast_forward(0)
except OverflowError as refused:
    said = f"OverflowError: {refused}"
later = qmc.Sobol(2, scramble=True, seed=1)
later.random(2)
later.fast_forward(0)
print(f"fast_forward(0) at the start: {said}; after two points: nothing")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
numpy, one SeedSequence, two generators: the same draws True
Sobol, one SeedSequence, two generators: the same points False; children spawned 2
Sobol, a copy for each: the same points True
fast_forward(0) at the start: OverflowError: can't convert negative value to npy_uint32; after two points: nothing
TXT
