#!/usr/bin/env bash
# "How far may this need change, and what does that do?" asked of HiGHS (highspy 1.16.0, getRanging). 8 are needed in all, 2 of them at sea, where the cheapest plan has 6 anyway. Of
# the need in all, which is met just so, the answer is right both ways. Of the need with room, "up" is right (to 6, nothing changes), but "down" gives the very need that it has, 2,
# and a plan for 14: what it would cost to bring the amount at sea down to 2, not the need. Any need from 0 to 6 costs 10, solved again. The same two fields mean a limit in
# one row and an amount in the next, and nothing in the answer says which. Look at the status of the row first, or solve again.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy


def solved(needs):
    """Two nations, the first the cheaper, with ships, and 6 at most."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for column, (cost, most) in enumerate(((1.0, 6.0), (2.0, 10.0))):
        highs.addVar(0.0, most)
        highs.changeColCost(column, cost)
    for need, nations in zip(needs, ([0, 1], [0]), strict=True):
        highs.addRow(need, highspy.kHighsInf, len(nations), numpy.array(nations), numpy.ones(len(nations)))
    highs.run()
    return highs


highs, needs = solved((8.0, 2.0)), (8.0, 2.0)
print(f"as it is: costs {highs.getObjectiveValue():g}, amounts {highs.getSolution().row_value}")
_, ranging = highs.getRanging()
for row, name in enumerate(("in all", "at sea")):
    for way, found in (("up", ranging.row_bound_up), ("down", ranging.row_bound_dn)):
        changed = [found.value_[row] if number == row else need for number, need in enumerate(needs)]
        again = solved(changed).getObjectiveValue()
        print(f"{name}, {way} to {found.value_[row]:g}: costs {found.objective_[row]:g}; solved again {again:g}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v -e ^Running -e ^Includes | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
as it is: costs 10, amounts [8.0, 6.0]
in all, up to 16: costs 26; solved again 26
in all, down to 6: costs 6; solved again 6
at sea, up to 6: costs 10; solved again 10
at sea, down to 2: costs 14; solved again 10
SEEN
