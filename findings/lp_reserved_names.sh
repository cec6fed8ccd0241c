#!/usr/bin/env bash
# A column of an LP file that is called `end`, which PuLP writes without complaint: HiGHS refuses the file, GLPK reads it, and SCIP takes the name for the end of
# the file and solves what it has read until then: a program without rows, "optimal" at 2 where 5 is right. Other names that are words to some
# readers only: `st` (SCIP, CBC), `inf`, `gen`, `bin`, `max` (HiGHS, SCIP), `nan` (SCIP); these are refused. A prefix to every
# name (x_end) is read alike by all.
#
# Seen (PuLP 3.3.2, highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0):
#   end: HiGHS refuses, SCIP 2, GLPK 5
#   x_end: HiGHS 5, SCIP 5, GLPK 5
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13
cat > "$folder/seen.py" <<'PY'
import highspy
import pulp
import pyscipopt
import swiglpk as glpk


def written(name):
    problem = pulp.LpProblem("posts", pulp.LpMinimize)
    post, other = pulp.LpVariable(name, 0, 7), pulp.LpVariable("other", 0)
    problem += 2 * post + 3 * other
    problem += post + other >= 2, "need"
    problem += post + 0.5 * other <= 1.5, "cap"
    problem.writeLP("posts.lp")


def by_highs():
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    if highs.readModel("posts.lp") == highspy.HighsStatus.kError:
        return "refuses"
    highs.run()
    return f"{highs.getInfo().objective_function_value:g}"


def by_scip():
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem("posts.lp")
    model.optimize()
    return f"{model.getObjVal():g}" if model.getStatus() == "optimal" else model.getStatus()


def by_glpk():
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    assert glpk.glp_read_lp(problem, None, "posts.lp") == 0
    assert glpk.glp_simplex(problem, None) == 0
    return f"{glpk.glp_get_obj_val(problem):g}"


for name in ("end", "x_end"):
    written(name)
    print(f"{name}: HiGHS {by_highs()}, SCIP {by_scip()}, GLPK {by_glpk()}")
PY
cd "$folder"
venv/bin/python -W ignore seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
end: HiGHS refuses, SCIP 2, GLPK 5
x_end: HiGHS 5, SCIP 5, GLPK 5
SEEN
