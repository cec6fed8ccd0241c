#!/usr/bin/env bash
# An MPS file with two goals, as those who keep goals in order write it: two free rows (N), the first of which is what to minimise, each with its constant on the right-hand side.
# HiGHS (highspy 1.16.0) leaves the second row out, but not its constant: that of every free row, of one that only measures too, goes to the first goal, so that a bill of 4 is -96,
# kOk and Optimal. The plan is right; the value is wrong, and with it every gap and each share of a budget. SCIP, CBC and GLPK leave the row out with its constant. How they read
# the constant of the first goal is another matter (mps_objective_constant.sh). Issue 20 of HiGHS, long closed, is of the weights of a second free row, not of this. Write one goal
# a file.
#
# Seen (highspy 1.16.0, PySCIPOpt 6.3.0, PuLP 3.3.2 with its CBC 2.10.3, swiglpk 5.0.13 = GLPK 5.0), least cost of four units: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 pulp==3.3.2 swiglpk==5.0.13
cat > "$folder/seen.py" <<'PY'
import subprocess
import sys

import highspy
import pulp
import swiglpk as glpk
from pyscipopt import Model

FOLDER = sys.argv[1]


def line(name, row, value):
    return f"    {name:<8}  {row:<8}  {value:>12}\n"


def program(second, constant):
    """Cost first, and where `second` says so another free row: before or behind the need."""
    need, free = " G  NEED\n", " N  PEOPLE\n"
    rows = " N  COST\n" + {"before": free + need, "behind": need + free, "none": need}[second]
    columns = line("SHIPS", "COST", 1) + line("SHIPS", "NEED", 1) + (line("SHIPS", "PEOPLE", 200) if second != "none" else "")
    sides = line("SIDES", "NEED", 4) + (line("SIDES", "PEOPLE", constant) if constant else "")
    return f"NAME          GOALS\nROWS\n{rows}COLUMNS\n{columns}RHS\n{sides}ENDATA\n"


def highs(path):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    status = solver.readModel(path).name
    solver.run()
    return f"{solver.getInfo().objective_function_value:g} ({status}, {solver.modelStatusToString(solver.getModelStatus())}, ships {solver.getSolution().col_value[0]:g})"


def scip(path):
    model = Model()
    model.hideOutput()
    model.readProblem(path)
    model.optimize()
    return f"{model.getObjVal():g}"


def cbc(path):
    said = f"{FOLDER}/said.txt"
    subprocess.run([pulp.PULP_CBC_CMD().path, path, "solve", "solution", said], check=True, capture_output=True)
    return f"{float(open(said).readline().split()[-1]):g}"


def glpks(path):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    glpk.glp_read_mps(problem, glpk.GLP_MPS_FILE, None, path)
    glpk.glp_simplex(problem, None)
    return f"{glpk.glp_get_obj_val(problem):g}"


for name, text in {
    "one goal": program("none", 0),
    "two goals": program("before", 0),
    "two goals, 100 on the second": program("before", 100),
    "the same, the second behind the need": program("behind", 100),
    "two goals, -100 on the second": program("before", -100),
}.items():
    path = f"{FOLDER}/goals.mps"
    with open(path, "w") as file:
        file.write(text)
    print(f"seen {name}: HiGHS {highs(path)}, SCIP {scip(path)}, CBC {cbc(path)}, GLPK {glpks(path)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" | grep '^seen' | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
seen one goal: HiGHS 4 (kOk, Optimal, ships 4), SCIP 4, CBC 4, GLPK 4
seen two goals: HiGHS 4 (kOk, Optimal, ships 4), SCIP 4, CBC 4, GLPK 4
seen two goals, 100 on the second: HiGHS -96 (kOk, Optimal, ships 4), SCIP 4, CBC 4, GLPK 4
seen the same, the second behind the need: HiGHS -96 (kOk, Optimal, ships 4), SCIP 4, CBC 4, GLPK 4
seen two goals, -100 on the second: HiGHS 104 (kOk, Optimal, ships 4), SCIP 4, CBC 4, GLPK 4
SEEN
