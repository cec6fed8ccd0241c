#!/usr/bin/env bash
# Lift as a flow, by OR-tools' graph solvers (9.15.6755), which count in whole numbers. Arcs that are added one by one refuse 2.7; the same arcs added as NumPy arrays, as the guide
# does it, have everything behind the point cut off without a word. Rates of 0.9 and 0.2 a tonne are then both free, so that of two ways the dear one is taken and the bill is 0,
# "OPTIMAL"; of 2.9 thousand tonnes 2 are sent; an assignment at 0.9 and 0.8 looks as good as one at 0.1 and 0.2. That only whole numbers are taken is told (issues 687 and 1539
# advise to scale), not that arrays are cut. Scale, round, and hand over arrays of whole numbers only; networkx takes 0.9 as it is.
#
# Seen (OR-tools 9.15.6755, networkx 3.6.1, numpy 2.4.6): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install ortools==9.15.6755 networkx==3.6.1 numpy==2.4.6
cat > "$folder/seen.py" <<'PY'
import networkx
import numpy
from ortools.graph.python import linear_sum_assignment, max_flow, min_cost_flow

RATES = numpy.array([0.9, 0.2])
"""Of two ways from the base to the force, a tonne."""
PAIRS = numpy.array([[0.9, 0.1], [0.2, 0.8]])


def cheapest(supply, room, rates):
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(numpy.array([0, 0]), numpy.array([1, 1]), room, rates)
    flow.set_nodes_supplies(numpy.array([0, 1]), numpy.array([supply, -supply]))
    status = flow.solve().name
    return f"{status}, bill {flow.optimal_cost()}, by the two ways {flow.flows(arcs).tolist()}"


try:
    min_cost_flow.SimpleMinCostFlow().add_arc_with_capacity_and_unit_cost(0, 1, 5, 0.9)
except TypeError:
    print("one arc, a rate of 0.9: refused")
print("arrays, 5 tonnes:", cheapest(5, numpy.array([5, 5]), RATES))
print("rates times ten, in whole numbers:", cheapest(5, numpy.array([5, 5]), numpy.rint(10 * RATES).astype(int)))
print("arrays, 2.9 thousand tonnes:", cheapest(2.9, numpy.array([5.0, 5.0]), numpy.array([9, 2])))

most = max_flow.SimpleMaxFlow()
most.add_arcs_with_capacity(numpy.array([0, 1]), numpy.array([1, 2]), numpy.array([2.9, 1.9]))
most.solve(0, 2)
print("most through 2.9 and 1.9:", most.optimal_flow())

pairs = linear_sum_assignment.SimpleLinearSumAssignment()
pairs.add_arcs_with_cost(numpy.array([0, 0, 1, 1]), numpy.array([0, 1, 0, 1]), PAIRS.ravel())
pairs.solve()
taken = [pairs.right_mate(left) for left in range(2)]
print(f"assignment: cost {pairs.optimal_cost()}, which really costs {PAIRS[[0, 1], taken].sum():.1f}; the least is {min(PAIRS.trace(), PAIRS[::-1].trace()):.1f}")

ways = networkx.MultiDiGraph()
ways.add_node("base", demand=-5)
ways.add_node("force", demand=5)
for rate in RATES.tolist():
    ways.add_edge("base", "force", capacity=5, weight=rate)
print(f"networkx, 5 tonnes: bill {networkx.network_simplex(ways)[0]:.1f}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
one arc, a rate of 0.9: refused
arrays, 5 tonnes: OPTIMAL, bill 0, by the two ways [5, 0]
rates times ten, in whole numbers: OPTIMAL, bill 10, by the two ways [0, 5]
arrays, 2.9 thousand tonnes: OPTIMAL, bill 4, by the two ways [0, 2]
most through 2.9 and 1.9: 1
assignment: cost 0, which really costs 1.7; the least is 0.3
networkx, 5 tonnes: bill 1.0
SEEN
