#!/usr/bin/env bash
# HiGHS (highspy 1.15.1) takes no notice of simplex_dual_edge_weight_strategy once it has solved a linear program: set between two runs, without an error,
# it changes nothing until clearSolver, and getOptionValue says the new one. simplex_strategy, set beside it, is heeded at once. So whoever tries which
# edge weights suit a family of programs, on one object that is solved hot, measures the same method again and again. Set it before the first run.
#
# Seen (highspy 1.15.1), pivots of a second program with steepest edge (2), Devex (1) and Dantzig (0), where the first was solved with steepest edge:
#   set between the runs: the same for all three
#   set between the runs, with clearSolver: not the same
#   set before the first run: not the same
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.15.1
cat > "$folder/seen.py" <<'PY'
import highspy
import numpy as np

ROWS, COLUMNS = 60, 90


def opened():
    draw = np.random.default_rng(0)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("simplex_strategy", 1)
    every = np.arange(COLUMNS, dtype=np.int32)
    highs.addVars(COLUMNS, np.zeros(COLUMNS), np.full(COLUMNS, 10.0))
    highs.changeColsCost(COLUMNS, every, draw.uniform(0, 1, COLUMNS))
    for _ in range(ROWS):
        size = draw.uniform(0, 1, COLUMNS)
        there = np.flatnonzero(size > 0.7).astype(np.int32)
        highs.addRow(draw.uniform(0, 5), highspy.kHighsInf, len(there), there, size[there])
    return highs


def second(weights, between, cleared=False):
    highs = opened()
    highs.setOptionValue("simplex_dual_edge_weight_strategy", 2 if between else weights)
    highs.run()
    highs.setOptionValue("simplex_dual_edge_weight_strategy", weights)
    assert highs.getOptionValue("simplex_dual_edge_weight_strategy")[1] == weights
    if cleared:
        highs.clearSolver()
    every = np.arange(COLUMNS, dtype=np.int32)
    highs.changeColsCost(COLUMNS, every, np.ones(COLUMNS))
    highs.setBasis()
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return highs.getInfo().simplex_iteration_count


def told(**how):
    return "the same for all three" if len({second(one, **how) for one in (2, 1, 0)}) == 1 else "not the same"


print("set between the runs:", told(between=True))
print("set between the runs, with clearSolver:", told(between=True, cleared=True))
print("set before the first run:", told(between=False))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
set between the runs: the same for all three
set between the runs, with clearSolver: not the same
set before the first run: not the same
SEEN
