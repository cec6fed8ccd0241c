#!/usr/bin/env bash
# PuLP 3.3.2 writes numbers with 12 digits into LP files and 13 into MPS files. A third of a bill of 300 million is then a third of another bill: where
# three nations each bear exactly a third of 3e8, HiGHS in memory says Optimal and HiGHS says Infeasible of the files that PuLP writes for the same problem. No
# warning; CBC and GLPK, which weigh a row by its size, let it pass. Written with all 17 digits (repr) the file is Optimal for all. HiGHS' own
# writeModel gives 15 digits, which moves the same trouble to larger bills.
#
# Seen (PuLP 3.3.2, highspy 1.16.0, swiglpk 5.0.13 = GLPK 5.0), shares of 3e8:
#   HiGHS in memory Optimal / CBC Optimal
#   HiGHS, lp Infeasible / mps Infeasible / GLPK, lp Optimal
#   HiGHS, lp in full Optimal / GLPK, lp in full Optimal
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pulp==3.3.2 highspy==1.16.0 swiglpk==5.0.13
cat > "$folder/seen.py" <<'PY'
import os
import re
import sys
from pathlib import Path

import highspy
import pulp
import swiglpk as glpk

folder = Path(sys.argv[1])
nations = ["DEU", "FRA", "GBR"]


def thirds():
    """Three units of 1e8 each, two of them decided; no nation is to bear more, or less, than a third of the bill."""
    problem = pulp.LpProblem("thirds")
    sent = {name: pulp.LpVariable(name, 0, 1) for name in nations}
    problem += pulp.lpSum(-one for one in sent.values())
    bill = pulp.lpSum(1e8 * one for one in sent.values())
    for name, one in sent.items():
        share = 1e8 * one - bill / 3
        problem += (share <= 0) if name == "FRA" else (share >= 0)
    problem += sent["FRA"] == 1
    problem += sent["GBR"] == 1
    return problem


def by_highs(file):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(str(file))
    highs.run()
    return highs.modelStatusToString(highs.getModelStatus())


def by_glpk(file):
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    assert glpk.glp_read_lp(problem, None, str(file)) == 0
    glpk.glp_simplex(problem, None)
    return "Optimal" if glpk.glp_get_status(problem) == glpk.GLP_OPT else "not optimal"


def in_full(file):
    """Give the numbers that PuLP shortened their digits back."""
    whole = {f"{value:.12g}": repr(value) for value in (1e8 - 1e8 / 3, 1e8 / 3)}
    full = file.with_name("full.lp")
    full.write_text(re.sub(r"\d+\.\d+", lambda found: whole.get(found[0], found[0]), file.read_text()))
    assert full.read_text() != file.read_text()
    return full


said = {}
for solver in (pulp.HiGHS(msg=False), pulp.PULP_CBC_CMD(msg=False)):
    problem = thirds()
    problem.solve(solver)
    said[solver.name] = pulp.LpStatus[problem.status]
print(f"HiGHS in memory {said['HiGHS']} / CBC {said['PULP_CBC_CMD']}")
lp, mps = folder / "thirds.lp", folder / "thirds.mps"
thirds().writeLP(str(lp))
thirds().writeMPS(str(mps))
print(f"HiGHS, lp {by_highs(lp)} / mps {by_highs(mps)} / GLPK, lp {by_glpk(lp)}")
full = in_full(lp)
print(f"HiGHS, lp in full {by_highs(full)} / GLPK, lp in full {by_glpk(full)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2>/dev/null | grep "^HiGHS" | tee "$folder/said"
cat > "$folder/expected" <<'TXT'
HiGHS in memory Optimal / CBC Optimal
HiGHS, lp Infeasible / mps Infeasible / GLPK, lp Optimal
HiGHS, lp in full Optimal / GLPK, lp in full Optimal
TXT
diff "$folder/expected" "$folder/said"
