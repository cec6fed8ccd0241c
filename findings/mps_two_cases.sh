#!/usr/bin/env bash
# An MPS file may hold several cases of one program: right-hand sides and bounds carry the name of the set that they belong to, here LOW and HIGH, what
# nations surely and at most send. Nobody can be asked for one by name, and four readers make three programs of it without an error: SCIP and CBC take the first set;
# HiGHS takes, column by column, whatever comes first in any set, LOW's limit for France beside HIGH's for Britain, which is neither case; PuLP's own reader
# (fromMPS) takes whatever comes last. HiGHS answers kWarning where the limits of one column are in both sets, else kOk. GLPK refuses the file.
# Cases are written as files of their own.
#
# Seen (highspy 1.16.0, PySCIPOpt 6.3.0, PuLP 3.3.2 with its CBC 2.10.3, swiglpk 5.0.13 = GLPK 5.0), least cost of four units:
#   LOW alone: HiGHS 7, SCIP 7, CBC 7, PuLP 7, GLPK 7
#   HIGH alone: HiGHS 5, SCIP 5, CBC 5, PuLP 5, GLPK 5
#   LOW and HIGH: HiGHS 8 (warns), SCIP 7, CBC 7, PuLP 5, GLPK refuses
#   LOW for France, HIGH for Britain: HiGHS 8, SCIP 7, CBC 7, PuLP 8, GLPK refuses
#   needs, LOW 4 and HIGH 6: HiGHS 4, SCIP 4, CBC 4, PuLP 8, GLPK refuses
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


def line(code, set_name, row, *pairs):
    """One line of an MPS file, each field where fixed columns want it."""
    text = f" {code:<2} {set_name:<8}  {row:<8}  {pairs[0]:>12}"
    return (text + (f"   {pairs[1]:<8}  {pairs[2]:>12}" if len(pairs) > 1 else "")).rstrip() + "\n"


def program(needs, bounds):
    rows = "NAME          PLEDGES\nROWS\n N  COST\n G  NEED\nCOLUMNS\n"
    costs = {"FRA": 1, "GBR": 2, "POL": 3}
    columns = "".join(line("", nation, "COST", cost, "NEED", 1) for nation, cost in costs.items())
    sides = "RHS\n" + "".join(line("", name, "NEED", units) for name, units in needs)
    limits = "BOUNDS\n" + "".join(line("UP", *bound) for bound in bounds) if bounds else "BOUNDS\n" + line("UP", "ALL", "FRA", 4)
    return rows + columns + sides + limits + "ENDATA\n"


def highs(path):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    warned = solver.readModel(path) == highspy.HighsStatus.kWarning
    solver.run()
    return f"{solver.getInfo().objective_function_value:g}" + (" (warns)" if warned else "")


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


def pulps(path):
    _, problem = pulp.LpProblem.fromMPS(path)
    problem.solve(pulp.HiGHS(msg=False))
    return f"{pulp.value(problem.objective):g}"


def glpks(path):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    if glpk.glp_read_mps(problem, glpk.GLP_MPS_FILE, None, path):
        return "refuses"
    glpk.glp_simplex(problem, None)
    return f"{glpk.glp_get_obj_val(problem):g}"


readers = {"HiGHS": highs, "SCIP": scip, "CBC": cbc, "PuLP": pulps, "GLPK": glpks}
one = [("ALL", 4)]
low, high = [("LOW", "FRA", 1)], [("HIGH", "FRA", 3), ("HIGH", "GBR", 2)]
for name, text in {
    "LOW alone": program(one, low),
    "HIGH alone": program(one, high),
    "LOW and HIGH": program(one, low + high),
    "LOW for France, HIGH for Britain": program(one, low + high[1:]),
    "needs, LOW 4 and HIGH 6": program([("LOW", 4), ("HIGH", 6)], []),
}.items():
    path = f"{FOLDER}/pledges.mps"
    with open(path, "w") as file:
        file.write(text)
    print(f"{name}: " + ", ".join(f"{reader} {read(path)}" for reader, read in readers.items()))
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
LOW alone: HiGHS 7, SCIP 7, CBC 7, PuLP 7, GLPK 7
HIGH alone: HiGHS 5, SCIP 5, CBC 5, PuLP 5, GLPK 5
LOW and HIGH: HiGHS 8 (warns), SCIP 7, CBC 7, PuLP 5, GLPK refuses
LOW for France, HIGH for Britain: HiGHS 8, SCIP 7, CBC 7, PuLP 8, GLPK refuses
needs, LOW 4 and HIGH 6: HiGHS 4, SCIP 4, CBC 4, PuLP 8, GLPK refuses
TXT
