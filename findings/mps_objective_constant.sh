#!/usr/bin/env bash
# The constant of an objective is written in an MPS file as the right-hand side of the objective row. HiGHS and SCIP read its
# negative (as a right-hand side moves over), GLPK reads it as it stands: one file, two optima that differ by twice the
# constant, each reported as optimal. PuLP 3.3.2 (fromMPS) cannot read such a file at all (KeyError). A file meant for
# several programs carries the constant on a column fixed at 1.
#
# Seen (highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0, PuLP 3.3.2), least x with x >= 2 and 5 in the objective's RHS:
#   RHS 5: HiGHS -3, SCIP -3, GLPK 7
#   PuLP KeyError('cost')
#   column fixed at 1: HiGHS 7, SCIP 7, GLPK 7
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13 pulp==3.3.2
cat > "$folder/seen.py" <<'PY'
import highspy
import pulp
import pyscipopt
import swiglpk as glpk

HEAD = "NAME K\nROWS\n N cost\n G need\nCOLUMNS\n    x    cost    1    need    1\n"
FILES = {
    "RHS 5": HEAD + "RHS\n    RHS    cost    5    need    2\nENDATA\n",
    "column fixed at 1": HEAD + "    one    cost    5\nRHS\n    RHS    need    2\nBOUNDS\n FX BND one 1\nENDATA\n",
}


def by_highs(path):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(path)
    highs.run()
    return highs.getInfo().objective_function_value


def by_scip(path):
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(path)
    model.optimize()
    return model.getObjVal()


def by_glpk(path):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    assert glpk.glp_read_mps(problem, glpk.GLP_MPS_FILE, None, path) == 0
    assert glpk.glp_simplex(problem, None) == 0
    return glpk.glp_get_obj_val(problem)


for name, text in FILES.items():
    with open("constant.mps", "w") as file:
        file.write(text)
    path = "constant.mps"
    print(f"{name}: HiGHS {by_highs(path):g}, SCIP {by_scip(path):g}, GLPK {by_glpk(path):g}")
    if name == "RHS 5":
        try:
            pulp.LpProblem.fromMPS(path)
        except KeyError as problem:
            print("PuLP", repr(problem))
PY
cd "$folder"
venv/bin/python seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
RHS 5: HiGHS -3, SCIP -3, GLPK 7
PuLP KeyError('cost')
column fixed at 1: HiGHS 7, SCIP 7, GLPK 7
SEEN
