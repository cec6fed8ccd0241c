#!/usr/bin/env bash
# In an LP file a variable of the section Binary that the section Bounds gives an upper bound of 4 is a whole number up to 4 for HiGHS and
# GLPK, and 0 or 1 for SCIP. Nobody warns: a writer that gives no bounds to what it calls binary is read alike everywhere.
#
# Seen (highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0):
#   HiGHS 4, SCIP 1, GLPK 4
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13
cat > "$folder/most.lp" <<'LP'
Maximize
 most: x
Subject To
 cap: x <= 7.5
Bounds
 x <= 4
Binary
 x
End
LP
cat > "$folder/seen.py" <<'PY'
import highspy
import pyscipopt
import swiglpk as glpk

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel("most.lp")
highs.run()

model = pyscipopt.Model()
model.hideOutput()
model.readProblem("most.lp")
model.optimize()

glpk.glp_term_out(glpk.GLP_OFF)
problem, how = glpk.glp_create_prob(), glpk.glp_iocp()
assert glpk.glp_read_lp(problem, None, "most.lp") == 0
glpk.glp_init_iocp(how)
how.presolve = glpk.GLP_ON
assert glpk.glp_intopt(problem, how) == 0
print(
    f"HiGHS {highs.getInfo().objective_function_value:g}, SCIP {model.getObjVal():g}, GLPK {glpk.glp_mip_obj_val(problem):g}"
)
PY
cd "$folder"
venv/bin/python seen.py | grep -v -e "^Running HiGHS" -e "^Includes" | tee seen
diff seen - <<'SEEN'
HiGHS 4, SCIP 1, GLPK 4
SEEN
