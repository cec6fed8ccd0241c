#!/usr/bin/env bash
# CBC 2.10.3 (the one PuLP 3.3.2 brings) leaves parts of an LP file out and calls the rest "Optimal": of a row between two limits, as some tools write it
# ("3 <= x + y <= 8"), the first limit is gone, so that a need of 3 is met by nothing; the constant of a goal is gone, so that a bill is 2 where 7
# is paid; "- - x" is read as - x, and what is to be least becomes unbounded. No line of the greeting tells. HiGHS, SCIP and GLPK refuse the two limits and,
# but for GLPK, which refuses them too, read the other two as they are meant. A row has one limit, and a constant stands on a column fixed at 1.
#
# Seen (PuLP 3.3.2 with its CBC 2.10.3, highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0):
#   least x + y, 3 <= x + y <= 8: CBC 0, HiGHS refuses, SCIP refuses, GLPK refuses
#   most x + y, 3 <= x + y <= 8: CBC 8, HiGHS refuses, SCIP refuses, GLPK refuses
#   least x + 5, x at least 2: CBC 2, HiGHS 7, SCIP 7, GLPK refuses
#   least - - x, x at least 2: CBC Unbounded, HiGHS 2, SCIP 2, GLPK refuses
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13
cat > "$folder/seen.py" <<'PY'
import subprocess
import sys

import highspy
import pulp
import swiglpk as glpk
from pyscipopt import Model

FOLDER = sys.argv[1]


def cbc(path):
    said = f"{FOLDER}/said.txt"
    subprocess.run([pulp.PULP_CBC_CMD().path, path, "solve", "solution", said], check=True, capture_output=True)
    status, _, value = open(said).readline().partition(" - objective value ")
    return f"{float(value):g}" if status == "Optimal" else status


def highs(path):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    if solver.readModel(path) == highspy.HighsStatus.kError:
        return "refuses"
    solver.run()
    return f"{solver.getInfo().objective_function_value:g}"


def scip(path):
    model = Model()
    model.hideOutput()
    try:
        model.readProblem(path)
    except OSError:
        return "refuses"
    model.optimize()
    return f"{model.getObjVal():g}"


def glpks(path):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    if glpk.glp_read_lp(problem, None, path):
        return "refuses"
    glpk.glp_simplex(problem, None)
    return f"{glpk.glp_get_obj_val(problem):g}"


readers = {"CBC": cbc, "HiGHS": highs, "SCIP": scip, "GLPK": glpks}
for name, goal, row in (
    ("least x + y, 3 <= x + y <= 8", "Minimize\n cost: x + y", "3 <= x + y <= 8"),
    ("most x + y, 3 <= x + y <= 8", "Maximize\n sent: x + y", "3 <= x + y <= 8"),
    ("least x + 5, x at least 2", "Minimize\n cost: x + 5", "x + y >= 2\n own: x >= 2"),
    ("least - - x, x at least 2", "Minimize\n cost: - - x", "x + y <= 9\n own: x >= 2"),
):
    path = f"{FOLDER}/plan.lp"
    with open(path, "w") as file:
        file.write(f"{goal}\nSubject To\n need: {row}\nEnd\n")
    print(f"{name}: " + ", ".join(f"{reader} {read(path)}" for reader, read in readers.items()))
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2>/dev/null | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
least x + y, 3 <= x + y <= 8: CBC 0, HiGHS refuses, SCIP refuses, GLPK refuses
most x + y, 3 <= x + y <= 8: CBC 8, HiGHS refuses, SCIP refuses, GLPK refuses
least x + 5, x at least 2: CBC 2, HiGHS 7, SCIP 7, GLPK refuses
least - - x, x at least 2: CBC Unbounded, HiGHS 2, SCIP 2, GLPK refuses
TXT
