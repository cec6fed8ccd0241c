#!/usr/bin/env bash
# CBC 2.10.3 (the one PuLP 3.3.2 brings) calls "Optimal" a plan that sends -1500 soldiers of Bangladesh to one line: the column has no
# bound but "at least 0", and a row that holds it is broken as well. The program is small and plain: soldiers shared between two
# lines, one whole number of ships that touches none of them. The value of the goal is right, so that nothing but the columns
# themselves gives it away, and PuLP's status and sol_status both say optimal. With "preprocess off", or by HiGHS, every column is as it should
# be. A solution of CBC's is held against rows and bounds before anybody reads it.
#
# Seen (PuLP 3.3.2, highspy 1.16.0), least column, rows that are broken:
#   CBC: Optimal 73.6134, least column -1500, broken rows 1
#   CBC, preprocess off: Optimal 73.6134, least column 0, broken rows 0
#   HiGHS: Optimal 73.6134, least column 0, broken rows 0
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import warnings

import pulp

warnings.simplefilter("ignore")
COST = "0.001428 BEL_L1_10 + 0.001428 ITA_L1_9 + 0.001428 ITA_V1_9 + 0.001428 OLD_L1_9 + 0.001428 OLD_V1_9 + 0.005712 short_L1_11 + 4.692 short_M1_11 + 0.022848 short_V1_9"
ROWS = """\
FRA_L1_9 + ITA_L1_9 + OLD_L1_9 = 11500
BEL_L1_10 + BGD_L1_10 + IDN_L1_10 + ITA_L1_10 + MYS_L1_10 + NPL_L1_10 + OLD_L1_10 + POL_L1_10 = 11500
BGD_L1_11 + ESP_L1_11 + IDN_L1_11 + ITA_L1_11 + short_L1_11 = 11500
DEU_M1_11 + short_M1_11 >= 14
DEU_M1_11 + short_M1_11 <= 14.99985
FRA_V1_9 + ITA_V1_9 + OLD_V1_9 + short_V1_9 = 3500
BGD_V1_10 + ITA_V1_10 + MYS_V1_10 + NPL_V1_10 + OLD_V1_10 + POL_V1_10 = 3500
BGD_V1_11 + ESP_V1_11 + IDN_V1_11 = 3500
BGD_L1_10 + BGD_V1_10 <= 2000
BGD_L1_11 + BGD_V1_11 <= 2000
ESP_L1_11 + ESP_V1_11 <= 1200
FRA_L1_9 + FRA_V1_9 <= 2000
IDN_L1_10 <= 1000
IDN_L1_11 + IDN_V1_11 <= 1000
ITA_L1_9 + ITA_V1_9 <= 2500
ITA_L1_10 + ITA_V1_10 <= 2500
ITA_L1_11 <= 2500
MYS_L1_10 + MYS_V1_10 <= 1000
NPL_L1_10 + NPL_V1_10 <= 850
OLD_V1_9 <= 2000
OLD_L1_10 + OLD_V1_10 <= 2000
POL_L1_10 + POL_V1_10 <= 300
"""


def program():
    problem, columns = pulp.LpProblem("pledges", pulp.LpMinimize), {}

    def total(text):
        terms = []
        for term in text.split(" + "):
            *number, name = term.split()
            kind = pulp.LpInteger if name == "DEU_M1_11" else pulp.LpContinuous
            column = columns.setdefault(name, pulp.LpVariable(name, 0, None, kind))
            terms.append((column, float(number[0]) if number else 1.0))
        return pulp.LpAffineExpression(terms)

    problem += total(COST)
    for row in ROWS.splitlines():
        left, sense, right = row.rsplit(" ", 2)
        left, right = total(left), float(right)
        problem += left <= right if sense == "<=" else left >= right if sense == ">=" else left == right
    return problem


for name, solver in [
    ("CBC", pulp.PULP_CBC_CMD(msg=False)),
    ("CBC, preprocess off", pulp.PULP_CBC_CMD(msg=False, options=["preprocess off"])),
    ("HiGHS", pulp.HiGHS(msg=False)),
]:
    problem = program()
    problem.solve(solver)
    least = min(column.varValue for column in problem.variables())
    broken = sum(not row.valid(1e-4) for row in problem.constraints.values())
    said = f"{pulp.LpStatus[problem.status]} {pulp.value(problem.objective):.4f}"
    print(f"{name}: {said}, least column {least:.0f}, broken rows {broken}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v "^Running HiGHS\|^Includes third" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
CBC: Optimal 73.6134, least column -1500, broken rows 1
CBC, preprocess off: Optimal 73.6134, least column 0, broken rows 0
HiGHS: Optimal 73.6134, least column 0, broken rows 0
SEEN
