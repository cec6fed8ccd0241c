#!/usr/bin/env bash
# "At least 3 and at most 8", written as one would: 3 <= x + y <= 8. Python makes "(3 <= x + y) and (x + y <= 8)" of it, and of two rows `and` keeps the last: with PuLP 3.3.2,
# linopy 0.10.1, python-mip 2.0.0 and OR-tools' wrapper (pywraplp 9.15.6755) the need of 3 is gone without a word, and the cheapest plan, "optimal", sends nothing. PySCIPOpt 6.3.0
# and CP-SAT refuse it; highspy 1.16.0 makes the row that was meant. Write two rows, or the limits as arguments where a package takes them.
#
# Seen, the least that two nations send: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && python3 -m venv "$folder/apart" # OR-tools and highspy do not live in one process
"$folder/venv/bin/pip" -q install pulp==3.3.2 linopy==0.10.1 mip==2.0.0 highspy==1.16.0 PySCIPOpt==6.3.0
"$folder/apart/bin/pip" -q install ortools==9.15.6755
cat > "$folder/seen.py" <<'PY'
import highspy
import linopy
import mip
import pulp
import pyscipopt


def by_pulp():
    program = pulp.LpProblem()
    x, y = (pulp.LpVariable(name, 0, 40) for name in "xy")
    program += x + y
    program += 3 <= x + y <= 8
    program.solve(pulp.PULP_CBC_CMD(msg=False))
    return program.objective.value()


def by_linopy():
    program = linopy.Model()
    x, y = (program.add_variables(0, 40, name=name) for name in "xy")
    program.add_constraints(3 <= x + y <= 8)
    program.add_objective(x + y)
    program.solve("highs", log_to_console=False)
    return program.objective.value


def by_mip():
    program = mip.Model(solver_name=mip.CBC)
    program.verbose = 0
    x, y = (program.add_var(lb=0, ub=40) for _ in "xy")
    program += 3 <= x + y <= 8
    program.objective = mip.minimize(x + y)
    program.optimize()
    return program.objective_value


def by_scip():
    program = pyscipopt.Model()
    program.hideOutput()
    x, y = (program.addVar(lb=0, ub=40) for _ in "xy")
    program.addCons(3 <= x + y <= 8)
    program.setObjective(x + y)
    program.optimize()
    return program.getObjVal()


def by_highspy():
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    x, y = (program.addVariable(0, 40) for _ in "xy")
    program.addConstr(3 <= x + y <= 8)
    program.minimize(x + y)
    return program.getObjectiveValue()


for least in (by_pulp, by_linopy, by_mip, by_scip, by_highspy):
    try:
        print(f"seen {least.__name__}: {least():g}")
    except TypeError:
        print(f"seen {least.__name__}: refused")
PY
cat > "$folder/apart.py" <<'PY'
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

program = pywraplp.Solver.CreateSolver("GLOP")
x, y = (program.NumVar(0, 40, name) for name in "xy")
program.Add(3 <= x + y <= 8)
program.Minimize(x + y)
program.Solve()
print(f"seen by_pywraplp: {program.Objective().Value():g}")

program = cp_model.CpModel()
x, y = (program.new_int_var(0, 40, name) for name in "xy")
try:
    program.add(3 <= x + y <= 8)
except NotImplementedError:
    print("seen by_cp_sat: refused")
PY
{ "$folder/venv/bin/python" "$folder/seen.py"; "$folder/apart/bin/python" "$folder/apart.py"; } | grep '^seen' | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
seen by_pulp: 0
seen by_linopy: 0
seen by_mip: 0
seen by_scip: refused
seen by_highspy: 3
seen by_pywraplp: 0
seen by_cp_sat: refused
SEEN
