#!/usr/bin/env bash
# In an MPS file, a whole-number column (between the INTORG and INTEND markers) whose only bound is `LO 0` is at most 1 for
# GLPK, and without limit for HiGHS and SCIP; with no bound at all it is at most 1 for all three, and without limit for
# PuLP's own reader (fromMPS). PuLP writes such columns as `LO 0` (writeMPS). So "as many ships as it takes" silently becomes "at most one ship", or the other way round:
# a file meant for several programs states an upper bound for each whole-number column (PL where there is none).
#
# Seen (highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0, PuLP 3.3.2):
#   no bound: HiGHS 1, SCIP 1, GLPK 1, PuLP None
#   LO 0: HiGHS 7, SCIP 7, GLPK 1, PuLP None
#   PL: HiGHS 7, SCIP 7, GLPK 7, PuLP None
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13 pulp==3.3.2
cat > "$folder/seen.py" <<'PY'
import highspy
import pulp
import pyscipopt
import swiglpk as glpk

SHIPS = """NAME SHIPS
ROWS
 N cost
 L berths
COLUMNS
    MARKER    'MARKER'    'INTORG'
    ships     cost        -1    berths    1
    MARKER    'MARKER'    'INTEND'
RHS
    RHS       berths      7.5
{bounds}ENDATA
"""


def by_highs(path):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(path)
    highs.run()
    return round(-highs.getInfo().objective_function_value)


def by_scip(path):
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(path)
    model.optimize()
    return round(-model.getObjVal())


def by_glpk(path):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem, how = glpk.glp_create_prob(), glpk.glp_iocp()
    assert glpk.glp_read_mps(problem, glpk.GLP_MPS_FILE, None, path) == 0
    glpk.glp_init_iocp(how)
    how.presolve = glpk.GLP_ON
    assert glpk.glp_intopt(problem, how) == 0
    return round(-glpk.glp_mip_obj_val(problem))


def upper_by_pulp(path):
    return pulp.LpProblem.fromMPS(path)[0]["ships"].upBound


for name, bounds in (("no bound", ""), ("LO 0", "BOUNDS\n LO BND ships 0\n"), ("PL", "BOUNDS\n PL BND ships\n")):
    with open("ships.mps", "w") as file:
        file.write(SHIPS.format(bounds=bounds))
    path = "ships.mps"
    print(f"{name}: HiGHS {by_highs(path)}, SCIP {by_scip(path)}, GLPK {by_glpk(path)}, PuLP {upper_by_pulp(path)}")
PY
cd "$folder"
venv/bin/python seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
no bound: HiGHS 1, SCIP 1, GLPK 1, PuLP None
LO 0: HiGHS 7, SCIP 7, GLPK 1, PuLP None
PL: HiGHS 7, SCIP 7, GLPK 7, PuLP None
SEEN
