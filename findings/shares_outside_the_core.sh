#!/usr/bin/env bash
# "Give each nation its part so that no group would do better by itself": the core of a game, and where it is empty the least core, that
# with the smallest subsidy for all groups. shapiq (ExactComputer, index "ELC", egalitarian least core) gives parts outside it although
# the core is there. One nation can lead, and one of two others has to come with it: the core is one point, all to the lead. shapiq gives
# it 54 %, so that lead and either partner, who could do all, have 77 % together. Its program minimises the length of the vector of parts
# plus the subsidy in one sum, where the least core has the smallest subsidy first and the most equal parts after it. The subsidy that it
# buys equality with is not in what it returns. Where the groups leave room for equal parts, or where equality costs more than it brings, it is right.
#
# Seen (shapiq 1.4.1), parts, and the most that a group is short of what it can do by itself; beside it the core, whose least and greatest
# part of each nation are found by linprog:
#   a lead and one of two: 54.4, 22.8, 22.8, short by 22.8; core 100 to 100, 0 to 0, 0 to 0
#   pairs of 90, 80 and 70, all 120: 50.0, 40.0, 30.0, short by 0.0; core 50 to 50, 40 to 40, 30 to 30
#   pairs of 50, all 100: 33.3, 33.3, 33.3, short by 0.0; core 0 to 50, 0 to 50, 0 to 50
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install shapiq==1.4.1 scipy==1.17.1 numpy==2.4.6
cat > "$folder/seen.py" <<'PY'
import itertools

import numpy as np
from scipy.optimize import linprog
from shapiq import ExactComputer

GROUPS = [group for size in (1, 2) for group in itertools.combinations(range(3), size)]
GAMES = {
    "a lead and one of two": {(0, 1): 100, (0, 2): 100, (0, 1, 2): 100},
    "pairs of 90, 80 and 70, all 120": {(0, 1): 90, (0, 2): 80, (1, 2): 70, (0, 1, 2): 120},
    "pairs of 50, all 100": {(0, 1): 50, (0, 2): 50, (1, 2): 50, (0, 1, 2): 100},
}


def core(game):
    rows = [[-float(nation in group) for nation in range(3)] for group in GROUPS]
    limits = [-float(game.get(group, 0)) for group in GROUPS]
    whole = {"A_ub": rows, "b_ub": limits, "A_eq": [[1, 1, 1]], "b_eq": [game[0, 1, 2]], "bounds": (None, None)}
    ends = [[round(sign * linprog(sign * np.eye(3)[nation], **whole).fun, 6) for sign in (1, -1)] for nation in range(3)]
    return ", ".join(f"{low + 0:.0f} to {high + 0:.0f}" for low, high in ends)


for name, game in GAMES.items():
    worth = lambda met: np.array([float(game.get(tuple(np.flatnonzero(row)), 0)) for row in np.asarray(met)])
    found = ExactComputer(n_players=3, game=worth)("ELC", 1)
    parts = [found[(nation,)] for nation in range(3)]
    short = max(game.get(group, 0) - sum(parts[nation] for nation in group) for group in GROUPS)
    print(f"{name}: {', '.join(f'{part:.1f}' for part in parts)}, short by {max(short, 0):.1f}; core {core(game)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
a lead and one of two: 54.4, 22.8, 22.8, short by 22.8; core 100 to 100, 0 to 0, 0 to 0
pairs of 90, 80 and 70, all 120: 50.0, 40.0, 30.0, short by 0.0; core 50 to 50, 40 to 40, 30 to 30
pairs of 50, all 100: 33.3, 33.3, 33.3, short by 0.0; core 0 to 50, 0 to 50, 0 to 50
TXT
