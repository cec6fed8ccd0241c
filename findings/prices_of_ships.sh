#!/usr/bin/env bash
# "What would one more tonne cost?" asked of a plan with whole ships: 30 tonnes fill three ships to the last place, and one more costs 4, solved again. Programs with whole numbers
# have no prices; what comes back where they are asked for is 0 by PuLP with HiGHS, by SciPy's linprog (its marginals), by linopy and, with a line on the error stream, by OR-tools'
# wrapper, as if the need were free, and 1 by PuLP with its CBC, which holds the ships fixed. highspy itself says beside its zeros that they are not valid (dual_valid), which the
# first three do not hand on. cvxpy and python-mip say None, Pyomo raises. Issue 1849 of HiGHS asks for what CBC does. Look whether the program has whole numbers, or solve again
# with the need changed.
#
# Seen (PuLP 3.3.2 with its CBC 2.10.3, highspy 1.16.0, SciPy 1.17.1, linopy 0.10.1, cvxpy 1.9.3, python-mip 2.0.0, Pyomo 6.10.1, OR-tools 9.15.6755): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && python3 -m venv "$folder/apart" # OR-tools beside a HiGHS of its own
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 scipy==1.17.1 linopy==0.10.1 cvxpy==1.9.3 mip==2.0.0 pyomo==6.10.1
"$folder/apart/bin/pip" -q install ortools==9.15.6755
cat > "$folder/seen.py" <<'PY'
import logging

import cvxpy
import highspy
import linopy
import mip
import pulp
import pyomo.environ as pyomo
from scipy.optimize import linprog

logging.disable(logging.CRITICAL)
SHIP, SEA, AIR = 9, 1, 4
"""What a ship costs, which holds ten tonnes, and a tonne by sea and by air."""


def by_pulp(solver, need=30):
    program = pulp.LpProblem()
    ships, sea, air = pulp.LpVariable("ships", 0, 9, "Integer"), pulp.LpVariable("sea", 0), pulp.LpVariable("air", 0)
    program += SHIP * ships + SEA * sea + AIR * air
    program += (sea + air >= need, "need")
    program += sea - 10 * ships <= 0
    program.solve(solver)
    return round(pulp.value(program.objective), 6), program.constraints["need"].pi


def by_linprog():
    answer = linprog([SHIP, SEA, AIR], [[0, -1, -1], [-10, 1, 0]], [-30, 0], bounds=[(0, 9), (0, None), (0, None)], integrality=[1, 0, 0])
    return answer.fun, -answer.ineqlin.marginals[0]


def by_linopy():
    model = linopy.Model()
    ships, sea, air = model.add_variables(0, 9, integer=True), model.add_variables(0), model.add_variables(0)
    model.add_constraints(sea + air >= 30, name="need")
    model.add_constraints(sea - 10 * ships <= 0)
    model.add_objective(SHIP * ships + SEA * sea + AIR * air)
    model.solve("highs", log_to_console=False)
    return model.objective.value, model.dual["need"].item()


def by_highspy():
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    ships, sea, air = solver.addIntegral(0, 9), solver.addVariable(0), solver.addVariable(0)
    solver.addConstr(sea + air >= 30)
    solver.addConstr(sea - 10 * ships <= 0)
    solver.minimize(SHIP * ships + SEA * sea + AIR * air)
    solution = solver.getSolution()
    return solver.getObjectiveValue(), solution.row_dual[0], f"dual_valid {solution.dual_valid}"


def by_cvxpy():
    ships, sea, air = cvxpy.Variable(integer=True), cvxpy.Variable(nonneg=True), cvxpy.Variable(nonneg=True)
    rows = [sea + air >= 30, sea - 10 * ships <= 0, ships <= 9]
    program = cvxpy.Problem(cvxpy.Minimize(SHIP * ships + SEA * sea + AIR * air), rows)
    program.solve(solver="HIGHS")
    return program.value, rows[0].dual_value


def by_mip():
    model = mip.Model()
    model.verbose = 0
    ships, sea, air = model.add_var(ub=9, var_type=mip.INTEGER), model.add_var(), model.add_var()
    need = model.add_constr(sea + air >= 30)
    model.add_constr(sea - 10 * ships <= 0)
    model.objective = mip.minimize(SHIP * ships + SEA * sea + AIR * air)
    model.optimize()
    return model.objective_value, need.pi


def by_pyomo():
    model = pyomo.ConcreteModel()
    model.ships = pyomo.Var(domain=pyomo.NonNegativeIntegers, bounds=(0, 9))
    model.sea, model.air = pyomo.Var(domain=pyomo.NonNegativeReals), pyomo.Var(domain=pyomo.NonNegativeReals)
    model.need = pyomo.Constraint(expr=model.sea + model.air >= 30)
    model.hold = pyomo.Constraint(expr=model.sea - 10 * model.ships <= 0)
    model.cost = pyomo.Objective(expr=SHIP * model.ships + SEA * model.sea + AIR * model.air)
    model.dual = pyomo.Suffix(direction=pyomo.Suffix.IMPORT)
    pyomo.SolverFactory("appsi_highs").solve(model)
    return pyomo.value(model.cost), model.dual[model.need]


def cbc(need=30):
    return by_pulp(pulp.PULP_CBC_CMD(msg=False), need)


def by_pulp_and_highs():
    return by_pulp(pulp.HiGHS(msg=False))


print(f"seen solved again: {cbc()[0]:g} for 30 tonnes, {cbc(31)[0]:g} for 31")
print(f"seen by_pulp_and_cbc: {cbc()[0]:g}, price {cbc()[1]:g}")
for answer in (by_pulp_and_highs, by_linprog, by_linopy, by_highspy, by_cvxpy, by_mip, by_pyomo):
    try:
        bill, price, *beside = answer()
        print(f"seen {answer.__name__}: {bill:g}, price {price if price is None else abs(price)}", *beside)
    except RuntimeError:
        print(f"seen {answer.__name__}: raises")
PY
cat > "$folder/apart.py" <<'PY'
from ortools.linear_solver import pywraplp

for name in ("SCIP", "CBC"):
    solver = pywraplp.Solver.CreateSolver(name)
    ships, sea, air = solver.IntVar(0, 9, "ships"), solver.NumVar(0, solver.infinity(), "sea"), solver.NumVar(0, solver.infinity(), "air")
    need = solver.Add(sea + air >= 30)
    solver.Add(sea - 10 * ships <= 0)
    solver.Minimize(9 * ships + sea + 4 * air)
    solver.Solve()
    print(f"seen by_pywraplp, {name}: {solver.Objective().Value():g}, price {need.dual_value()}")
PY
{ "$folder/venv/bin/python" "$folder/seen.py"; "$folder/apart/bin/python" "$folder/apart.py" 2> "$folder/told"; } | grep '^seen' | tee "$folder/said"
grep -c 'only available for continuous' "$folder/told" | tee -a "$folder/said"
diff "$folder/said" - <<'SEEN'
seen solved again: 57 for 30 tonnes, 61 for 31
seen by_pulp_and_cbc: 57, price 1
seen by_pulp_and_highs: 57, price 0.0
seen by_linprog: 57, price 0.0
seen by_linopy: 57, price 0.0
seen by_highspy: 57, price 0.0 dual_valid False
seen by_cvxpy: 57, price None
seen by_mip: 57, price None
seen by_pyomo: raises
seen by_pywraplp, SCIP: 57, price 0.0
seen by_pywraplp, CBC: 57, price 0.0
2
SEEN
