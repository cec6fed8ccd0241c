#!/usr/bin/env bash
# PuLP 3.3.2: the dual values (`pi`) of one and the same maximised program have opposite signs by CBC and by HiGHS; for the minimised
# twin they agree. GLPK leaves them None without a word. Who reads "one more unit is worth pi" must minimise, or know
# which solver ran.
#
# Seen (PuLP 3.3.2 with its CBC 2.10.3, highspy 1.16.0), 4 places shared by x (worth 1) and y (at least 1 of it):
#   maximise: CBC cap 1 floor -1; HiGHS cap -1 floor 1
#   minimise: CBC cap -1 floor 1; HiGHS cap -1 floor 1
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import pulp


def duals(sense, worth, solver):
    problem = pulp.LpProblem("shared", sense)
    x, y = pulp.LpVariable("x", 0, 7), pulp.LpVariable("y", 0)
    problem += worth * x
    problem += x + y <= 4, "cap"
    problem += y >= 1, "floor"
    problem.solve(solver)
    assert pulp.LpStatus[problem.status] == "Optimal" and x.varValue == 3
    return " ".join(f"{name} {row.pi:g}" for name, row in problem.constraints.items())


for word, sense, worth in (("maximise", pulp.LpMaximize, 1), ("minimise", pulp.LpMinimize, -1)):
    by_cbc = duals(sense, worth, pulp.PULP_CBC_CMD(msg=False))
    by_highs = duals(sense, worth, pulp.HiGHS(msg=False))
    print(f"{word}: CBC {by_cbc}; HiGHS {by_highs}")
PY
cd "$folder"
venv/bin/python -W ignore seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
maximise: CBC cap 1 floor -1; HiGHS cap -1 floor 1
minimise: CBC cap -1 floor 1; HiGHS cap -1 floor 1
SEEN
