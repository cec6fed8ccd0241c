#!/usr/bin/env bash
# PuLP 3.3.2's reader of MPS files (LpProblem.fromMPS) takes the bound MI ("no lower bound") for "and at most 0 above", and PL ("no
# upper bound") for "and at least 0 below". So a balance that may go either way can no longer go up, "up to 4 from anywhere" is
# lost where UP stands before MI, and "at least 2" is lost where PL stands behind LO. Nothing is said, and the programs are solved to other optima.
# HiGHS and GLPK read all four as they are meant. FR, or each of LO and UP with a number, is read alike everywhere.
#
# Seen (PuLP 3.3.2, highspy 1.16.0, swiglpk 5.0.13 = GLPK 5.0), least cost with x worth -1 (at most 7.5 by a row), or 1 where PL stands:
#   MI: HiGHS -7.5, GLPK -7.5, PuLP 0
#   UP 4, then MI: HiGHS -4, GLPK -4, PuLP 0
#   MI, then UP 4: HiGHS -4, GLPK -4, PuLP -4
#   LO 2, then PL: HiGHS 2, GLPK 2, PuLP 0
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 swiglpk==5.0.13
cat > "$folder/seen.py" <<'PY'
import os
import sys

import highspy
import pulp
import swiglpk

FILE = os.path.join(sys.argv[1], "balance.mps")


def written(worth, bounds):
    lines = ["NAME          BALANCE", "ROWS", " N  COST", " L  ROOM", "COLUMNS"]
    lines += [f"    X         COST      {worth:>12}   ROOM      {1.0:>12}", "RHS"]
    lines += [f"    RHS       ROOM      {7.5:>12}", "BOUNDS"]
    lines += [f" {kind} BND       X         {number:>12}".rstrip() for kind, number in bounds]
    with open(FILE, "w", encoding="utf-8") as file:
        file.write("\n".join([*lines, "ENDATA", ""]))


def by_highs():
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(FILE)
    highs.run()
    return highs.getInfo().objective_function_value


def by_glpk():
    swiglpk.glp_term_out(swiglpk.GLP_OFF)
    problem = swiglpk.glp_create_prob()
    swiglpk.glp_read_mps(problem, swiglpk.GLP_MPS_FILE, None, FILE)
    swiglpk.glp_simplex(problem, None)
    return swiglpk.glp_get_obj_val(problem)


def by_pulp():
    _, problem = pulp.LpProblem.fromMPS(FILE)
    problem.solve(pulp.HiGHS(msg=False))
    return pulp.value(problem.objective)


for name, worth, bounds in [
    ("MI", -1.0, [("MI", "")]),
    ("UP 4, then MI", -1.0, [("UP", 4.0), ("MI", "")]),
    ("MI, then UP 4", -1.0, [("MI", ""), ("UP", 4.0)]),
    ("LO 2, then PL", 1.0, [("LO", 2.0), ("PL", "")]),
]:
    written(worth, bounds)
    print(f"{name}: HiGHS {by_highs():g}, GLPK {by_glpk():g}, PuLP {by_pulp():g}", file=sys.stderr)
PY
"$folder/venv/bin/python" -W ignore "$folder/seen.py" "$folder" 2>&1 >/dev/null | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
MI: HiGHS -7.5, GLPK -7.5, PuLP 0
UP 4, then MI: HiGHS -4, GLPK -4, PuLP 0
MI, then UP 4: HiGHS -4, GLPK -4, PuLP -4
LO 2, then PL: HiGHS 2, GLPK 2, PuLP 0
SEEN
