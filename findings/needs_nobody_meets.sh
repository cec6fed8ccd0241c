#!/usr/bin/env bash
# A need that nobody can meet, for the table of who has what says so: three tanks are wanted, and no nation has any. In linopy 0.10.1 the pairs are masked out, or their weight in the
# table is 0; the row of that need then has no column, and linopy leaves it out of what the solver gets, "ok", "optimal", though it stands in model.constraints and
# prints with its right-hand side. Three ships are sent, and the price of the need for tanks is NaN. All three ways to the solver (lp, mps, direct) do it. PuLP, PySCIPOpt,
# python-mip, cvxpy and highspy say infeasible, and Pyomo raises. linopy refuses a row that is constant as a whole (its issue 517), not one of several. Hold the plan against the needs
# afterwards, or give each need a column for what stays unmet.
#
# Seen (linopy 0.10.1, highspy 1.16.0, PuLP 3.3.2, PySCIPOpt 6.3.0, python-mip 2.0.0, cvxpy 1.9.3, Pyomo 6.10.1): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install linopy==0.10.1 highspy==1.16.0 pulp==3.3.2 PySCIPOpt==6.3.0 mip==2.0.0 cvxpy==1.9.3 pyomo==6.10.1
cat > "$folder/seen.py" <<'PY'
import logging
import warnings

import cvxpy
import highspy
import linopy
import mip
import pandas
import pulp
import pyomo.environ as pyomo
import pyscipopt

logging.disable(logging.ERROR)
warnings.simplefilter("ignore", FutureWarning)
HAS = pandas.DataFrame([[1.0, 0.0], [1.0, 0.0]], index=pandas.Index(["FRA", "POL"], name="nation"), columns=pandas.Index(["ships", "tanks"], name="need"))


def by_linopy(way, masked):
    model = linopy.Model()
    sent = model.add_variables(0, 9, coords=[HAS.index, HAS.columns], name="sent", mask=HAS > 0 if masked else None)
    needs = model.add_constraints((sent if masked else sent * HAS).sum("nation") >= 3, name="needs")
    model.add_objective(sent.sum())
    status = model.solve("highs", io_api=way, log_to_console=False)
    price = model.constraints["needs"].dual.sel(need="tanks").item()
    return f"{status[1]} {model.objective.value:g}, rows listed {needs.size}, price of tanks {price}"


def by_pulp():
    program = pulp.LpProblem()
    ships = pulp.LpVariable("ships", 0, 9)
    program += ships
    program += ships >= 3
    program += pulp.lpSum([]) >= 3
    program.solve(pulp.PULP_CBC_CMD(msg=False))
    return pulp.LpStatus[program.status]


def by_scip():
    model = pyscipopt.Model()
    model.hideOutput()
    ships = model.addVar(ub=9)
    model.setObjective(ships)
    model.addCons(ships >= 3)
    model.addCons(pyscipopt.quicksum([]) >= 3)
    model.optimize()
    return model.getStatus()


def by_mip():
    model = mip.Model()
    model.verbose = 0
    ships = model.add_var(ub=9)
    model.objective = mip.minimize(ships)
    model += ships >= 3
    model += mip.xsum([]) >= 3
    return model.optimize().name


def by_cvxpy():
    sent = cvxpy.Variable(2, nonneg=True)
    program = cvxpy.Problem(cvxpy.Minimize(cvxpy.sum(sent)), [HAS["ships"].to_numpy() @ sent >= 3, HAS["tanks"].to_numpy() @ sent >= 3])
    program.solve(solver="HIGHS")
    return program.status


def by_highspy():
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    ships = solver.addVariable(0, 9)
    solver.addConstr(ships >= 3)
    solver.addConstr(solver.qsum([]) >= 3)
    solver.minimize(ships)
    return solver.modelStatusToString(solver.getModelStatus())


def by_pyomo():
    model = pyomo.ConcreteModel()
    model.ships = pyomo.Var(bounds=(0, 9))
    try:
        model.need = pyomo.Constraint(expr=pyomo.quicksum([]) >= 3)
    except ValueError:
        return "refused"


for way in ("lp", "mps", "direct"):
    print(f"seen linopy, masked, {way}: {by_linopy(way, masked=True)}")
    print(f"seen linopy, weights of 0, {way}: {by_linopy(way, masked=False)}")
for answer in (by_pulp, by_scip, by_mip, by_cvxpy, by_highspy, by_pyomo):
    print(f"seen {answer.__name__}: {answer()}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep '^seen' | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
seen linopy, masked, lp: optimal 3, rows listed 2, price of tanks nan
seen linopy, weights of 0, lp: optimal 3, rows listed 2, price of tanks nan
seen linopy, masked, mps: optimal 3, rows listed 2, price of tanks nan
seen linopy, weights of 0, mps: optimal 3, rows listed 2, price of tanks nan
seen linopy, masked, direct: optimal 3, rows listed 2, price of tanks nan
seen linopy, weights of 0, direct: optimal 3, rows listed 2, price of tanks nan
seen by_pulp: Infeasible
seen by_scip: infeasible
seen by_mip: INFEASIBLE
seen by_cvxpy: infeasible
seen by_highspy: Infeasible
seen by_pyomo: refused
SEEN
