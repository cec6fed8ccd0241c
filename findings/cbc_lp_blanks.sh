#!/usr/bin/env bash
# CBC 2.10.3 (the one PuLP 3.3.2 brings) reads an LP file in which no blank stands between a number and its column ("2x") as another program and calls that
# "Optimal": the goal is gone without a complaint (0), and a row of several columns counts one that nobody named, for which there is a line about default column
# names among the greeting. HiGHS, SCIP and GLPK read 2 times x. Writers put the blank; files by hand often do not.
#
# Seen (PuLP 3.3.2 with its CBC 2.10.3, highspy 1.16.0, PySCIPOpt 6.3.0, swiglpk 5.0.13 = GLPK 5.0):
#   goal 2x: CBC 0, HiGHS 6, SCIP 6, GLPK 6
#   goal 2 x: CBC 6, HiGHS 6, SCIP 6, GLPK 6
#   row 2x: CBC 0, HiGHS 3, SCIP 3, GLPK 3
#   row 2 x: CBC 3, HiGHS 3, SCIP 3, GLPK 3
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0 PySCIPOpt==6.3.0 swiglpk==5.0.13 pulp==3.3.2
cat > "$folder/seen.py" <<'PY'
import re
import subprocess
import sys
from pathlib import Path

import highspy
import pulp
import swiglpk as glpk
from pyscipopt import Model

PROGRAMS = {
    "goal 2x": "Minimize\n cost: 2x\nSubject To\n need: x >= 3\nEnd\n",
    "goal 2 x": "Minimize\n cost: 2 x\nSubject To\n need: x >= 3\nEnd\n",
    "row 2x": "Minimize\n cost: x + y\nSubject To\n need: 2x + y >= 6\nEnd\n",
    "row 2 x": "Minimize\n cost: x + y\nSubject To\n need: 2 x + y >= 6\nEnd\n",
}


def by_cbc(file):
    said = subprocess.run([pulp.PULP_CBC_CMD().path, file, "solve", "quit"], capture_output=True, text=True).stdout
    found = re.search(r"Optimal objective (\S+)", said)
    return "none" if found is None else f"{float(found[1]):g}"


def by_highs(file):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(file) == highspy.HighsStatus.kOk
    highs.run()
    return f"{highs.getInfo().objective_function_value:g}"


def by_scip(file):
    model = Model()
    model.hideOutput()
    model.readProblem(file)
    model.optimize()
    return f"{model.getObjVal():g}"


def by_glpk(file):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    assert glpk.glp_read_lp(problem, None, file) == 0
    glpk.glp_simplex(problem, None)
    return f"{glpk.glp_get_obj_val(problem):g}"


for name, text in PROGRAMS.items():
    file = Path(sys.argv[1]) / "program.lp"
    file.write_text(text)
    each = {"CBC": by_cbc, "HiGHS": by_highs, "SCIP": by_scip, "GLPK": by_glpk}
    print(f"{name}: " + ", ".join(f"{solver} {said(str(file))}" for solver, said in each.items()))
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2>/dev/null | grep -e "^goal" -e "^row" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
goal 2x: CBC 0, HiGHS 6, SCIP 6, GLPK 6
goal 2 x: CBC 6, HiGHS 6, SCIP 6, GLPK 6
row 2x: CBC 0, HiGHS 3, SCIP 3, GLPK 3
row 2 x: CBC 3, HiGHS 3, SCIP 3, GLPK 3
TXT
