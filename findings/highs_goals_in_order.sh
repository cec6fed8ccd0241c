#!/usr/bin/env bash
# HiGHS goes through goals in order by itself (addLinearObjective with blend_multi_objectives off, highspy 1.16.0), and is right where every field of every goal is
# filled in. Where it is not, or the model says maximise, it answers Optimal, kOk, and:
#   - a goal whose tolerances were left as they come (-1 and -1: "not heeded") is not held for those after it; the last goal alone decides
#   - a goal whose weight was left as it comes is worth 0: as if it were not there
#   - a model that maximises is minimised; only a weight of -1 for each goal maximises
#   - a second goal of the same priority is not there; addLinearObjective says so by its status, which nobody has to read, run() not
#   - the value reported is 0, that of the model's own, empty goal, and the prices are those of the last goal alone
# Every goal gets a weight, both tolerances and a priority of its own, and its value is worked out from the columns.
#
# Seen (highspy 1.16.0), least x + 2 y first, most y next, with x + y at least 4, both at most 10:
#   all filled in: x 4, y 0, value 0, price of the row 10
#   tolerances left: x 0, y 10
#   weight of the first left: x 10, y 10
#   the same priority: x 4, y 0, told at the second goal: kError, by run(): kOk
#   model maximises x + 2 y: x 4, y 0
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import highspy

FILLED = {"weight": 1.0, "abs_tolerance": 0.0, "rel_tolerance": 0.0}
COST, MORE = [1.0, 2.0], [0.0, -10.0]


def solved(*goals, maximise=False):
    """The two columns after all goals, given as pairs of weights and what is filled in besides."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("blend_multi_objectives", False)
    first, second = solver.addVariable(0, 10), solver.addVariable(0, 10)
    solver.addConstr(first + second >= 4)
    if maximise:
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    told = []
    for coefficients, fields in goals:
        goal = highspy.HighsLinearObjective()
        goal.coefficients = coefficients
        for name, value in fields.items():
            setattr(goal, name, value)
        told.append(solver.addLinearObjective(goal).name)
    ran = solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    x, y = (abs(value) for value in solver.getSolution().col_value)
    return solver, f"x {x:g}, y {y:g}", told[-1], ran.name


first, second = FILLED | {"priority": 2}, FILLED | {"priority": 1}
solver, columns, *_ = solved((COST, first), (MORE, second))
value, price = solver.getInfo().objective_function_value, solver.getSolution().row_dual[0]
print(f"all filled in: {columns}, value {value:g}, price of the row {price:g}")
no_tolerances = [{"weight": 1.0, "priority": priority} for priority in (2, 1)]
print("tolerances left:", solved((COST, no_tolerances[0]), (MORE, no_tolerances[1]))[1])
no_weight = {name: value for name, value in first.items() if name != "weight"}
print("weight of the first left:", solved((COST, no_weight), (MORE, second))[1])
_, columns, told, ran = solved((COST, second), (MORE, second))
print(f"the same priority: {columns}, told at the second goal: {told}, by run(): {ran}")
print("model maximises x + 2 y:", solved((COST, first), maximise=True)[1])
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
all filled in: x 4, y 0, value 0, price of the row 10
tolerances left: x 0, y 10
weight of the first left: x 10, y 10
the same priority: x 4, y 0, told at the second goal: kError, by run(): kOk
model maximises x + 2 y: x 4, y 0
TXT
