#!/usr/bin/env bash
# Draws numbered by a list with the seed first, default_rng([seed, world]), where NumPy's manual has it last: world 0 of study 7 draws what study 7 itself draws, default_rng(7), and [7, 0, 0, 0] does too,
# because a seed is filled up with zeros to four numbers of 32 bits; 7 x 2^32 is [0, 7] the same way. So a study and its first part, or world 0 of every list within a list, see
# one and the same chance, and what is averaged over them is worth less than it looks. spawn puts its keys behind those four; what it gives first is [7, 0, 0, 0, 0].
# Number from 1, or spawn.
#
# Seen (numpy 2.4.6): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install numpy==2.4.6
cat > "$folder/seen.py" <<'PY'
import numpy

seeds = {
    "7": 7,
    "[7]": [7],
    "[7, 0]": [7, 0],
    "[7, 0, 0, 0]": [7, 0, 0, 0],
    "[7, 0, 0, 0, 0]": [7, 0, 0, 0, 0],
    "[7, 1]": [7, 1],
    "[0, 7]": [0, 7],
    "7 x 2^32": 7 * 2**32,
    "first spawned of 7": numpy.random.SeedSequence(7).spawn(1)[0],
}
for name, seed in seeds.items():
    print(f"{name}: {numpy.random.default_rng(seed).random():.6f}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
7: 0.625095
[7]: 0.625095
[7, 0]: 0.625095
[7, 0, 0, 0]: 0.625095
[7, 0, 0, 0, 0]: 0.797859
[7, 1]: 0.770141
[0, 7]: 0.038861
7 x 2^32: 0.038861
first spawned of 7: 0.797859
SEEN
