#!/usr/bin/env bash
# An LP file that begins with "Maximise", as the word is written in British English: SCIP reads a minimisation, and so does HiGHS 1.15.1, without a word; the most that
# three nations can send comes out as 0, "optimal". HiGHS 1.16.0 maximises; CBC 2.10.3 and GLPK 5.0 refuse the file. "Maximize", "Maximum" and "Max" are read
# alike by all. A file by hand, or by a tool of one's own, is best written as a minimisation.
#
# Seen (highspy 1.15.1 and 1.16.0, PySCIPOpt 6.3.0, PuLP 3.3.2 with its CBC 2.10.3, swiglpk 5.0.13 = GLPK 5.0):
#   Maximise: HiGHS 1.15.1 0, HiGHS 1.16.0 12, SCIP 0, CBC refuses, GLPK refuses
#   Maximize: HiGHS 1.15.1 12, HiGHS 1.16.0 12, SCIP 12, CBC 12, GLPK 12
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python3 -m venv "$folder/before"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13 pulp==3.3.2
"$folder/before/bin/pip" -q install highspy==1.15.1
for word in Maximise Maximize; do
    cat > "$folder/$word.lp" <<LP
$word
 sent: FRA + GBR + POL
Subject To
 together: FRA + GBR + POL <= 12
Bounds
 FRA <= 5
 GBR <= 4
 POL <= 6
End
LP
done
cat > "$folder/highs.py" <<'PY'
import sys

import highspy

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
read = highs.readModel(sys.argv[1])
highs.run()
said = f"{highs.getInfo().objective_function_value:g}" if read == highspy.HighsStatus.kOk else "refuses"
print(f"HiGHS {highs.version()} {said}")
PY
cat > "$folder/others.py" <<'PY'
import re
import subprocess
import sys

import pulp
import swiglpk as glpk
from pyscipopt import Model

file = sys.argv[1]
model = Model()
model.hideOutput()
model.readProblem(file)
model.optimize()
cbc = subprocess.run([pulp.PULP_CBC_CMD().path, file, "solve", "quit"], capture_output=True, text=True).stdout
value = re.search(r"Optimal objective (\S+)", cbc)
cbc_said = "refuses" if value is None else f"{float(value[1]):g}"
glpk.glp_term_out(glpk.GLP_OFF)
problem = glpk.glp_create_prob()
if glpk.glp_read_lp(problem, None, file):
    glpk_said = "refuses"
else:
    glpk.glp_simplex(problem, None)
    glpk_said = f"{glpk.glp_get_obj_val(problem):g}"
print(f"SCIP {model.getObjVal():g}, CBC {cbc_said}, GLPK {glpk_said}")
PY
for word in Maximise Maximize; do
    before=$("$folder/before/bin/python" "$folder/highs.py" "$folder/$word.lp" | grep "^HiGHS")
    now=$("$folder/venv/bin/python" "$folder/highs.py" "$folder/$word.lp" | grep "^HiGHS")
    others=$("$folder/venv/bin/python" "$folder/others.py" "$folder/$word.lp" 2>/dev/null | grep "^SCIP")
    echo "$word: $before, $now, $others"
done | tee "$folder/said"
diff "$folder/said" - <<'TXT'
Maximise: HiGHS 1.15.1 0, HiGHS 1.16.0 12, SCIP 0, CBC refuses, GLPK refuses
Maximize: HiGHS 1.15.1 12, HiGHS 1.16.0 12, SCIP 12, CBC 12, GLPK 12
TXT
