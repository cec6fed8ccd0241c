#!/usr/bin/env bash
# PuLP's own way to go through goals in order (LpProblem.sequentialSolve 3.3.2) with the CBC that it brings: two of forty small programs have, by that, no plan from the
# second goal on, although the plan of the first goal stands there still. CBC writes eight digits, 1.3333333 for four thirds, so the row that holds the first
# goal asks for 2e-7 more than there is. Nothing is raised: a list of statuses is returned, and the columns keep values that look like the
# plan. With HiGHS, which hands over all digits, each has its plan. A goal that is held is given room, or is held at the solver's own value.
#
# Seen (PuLP 3.3.2 with its CBC 2.10.3, highspy 1.16.0), least cost first and fewest people next, of 40 random programs:
#   CBC: Optimal, Optimal 38; Optimal, Infeasible 2
#   HiGHS: Optimal, Optimal 40
#   one that has no plan by CBC: cost 23.6 and 4158 people by HiGHS; CBC Infeasible, cost 23.6, 4158 people
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import random
from collections import Counter

import pulp


def program(seed):
    """Four nations, three needs: the problem, its cost and its people."""
    draw = random.Random(seed)
    problem = pulp.LpProblem("needs", pulp.LpMinimize)
    sent = [pulp.LpVariable(nation, 0, draw.randint(3, 9)) for nation in ("FRA", "GBR", "POL", "ROU")]
    cost = pulp.lpSum(round(draw.uniform(1, 9), 2) * units for units in sent)
    people = pulp.lpSum(draw.randint(100, 900) * units for units in sent)
    for _ in range(3):
        problem += pulp.lpSum(draw.choice([1, 1, 2, 3]) * units for units in sent) >= draw.randint(7, 13)
    return problem, cost, people


def in_order(seed, solver):
    problem, cost, people = program(seed)
    statuses = problem.sequentialSolve([cost, people], solver=solver)
    return [pulp.LpStatus[status] for status in statuses], pulp.value(cost), pulp.value(people)


solvers = {"CBC": pulp.PULP_CBC_CMD(msg=False), "HiGHS": pulp.HiGHS(msg=False)}
for name, solver in solvers.items():
    counted = Counter(", ".join(in_order(seed, solver)[0]) for seed in range(40))
    print(f"{name}: " + "; ".join(f"{statuses} {count}" for statuses, count in sorted(counted.items(), reverse=True)))
(_, cost, people), (statuses, left, still) = in_order(2, solvers["HiGHS"]), in_order(2, solvers["CBC"])
print(f"one that has no plan by CBC: cost {cost:.1f} and {people:.0f} people by HiGHS; CBC {statuses[-1]}, cost {left:.1f}, {still:.0f} people")
PY
"$folder/venv/bin/python" -W ignore "$folder/seen.py" | grep -v -e "^Running HiGHS" -e "^Includes" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
CBC: Optimal, Optimal 38; Optimal, Infeasible 2
HiGHS: Optimal, Optimal 40
one that has no plan by CBC: cost 23.6 and 4158 people by HiGHS; CBC Infeasible, cost 23.6, 4158 people
TXT
