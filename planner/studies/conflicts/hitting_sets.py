"""The smallest choice that has something of each of several sets, as a small program of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.blocks import ColumnBlock, IntArray, Part, RowBlock
from planner.program.program import Aim, Blueprint
from planner.program.row_source import ADDED

CHOSEN = "chosen"


def smallest_hitting_set(
    count: int, hit: Sequence[IntArray], without: Sequence[IntArray], *, seconds: float | None = None
) -> IntArray | None:
    """Return the fewest of `count` numbers with one of each set of `hit`, and no set of `without` as a whole.

    None where there is no such choice, or none was proven the smallest in time.
    """
    sets = [*hit, *without]
    ends = np.cumsum([0, *(len(one) for one in sets)])
    row = np.repeat(np.arange(len(sets), dtype=np.int32), np.diff(ends))
    column = np.concatenate([np.zeros(0, dtype=np.int32), *sets]).astype(np.int32)
    lower = np.array([*[1.0] * len(hit), *[-np.inf] * len(without)])
    upper = np.array([*[np.inf] * len(hit), *(len(one) - 1.0 for one in without)])
    rows = RowBlock("sets", {}, lower, upper, (Part(CHOSEN, row, column, np.ones(len(row))),), ADDED, "")
    aim = Aim("number", {CHOSEN: np.ones(count)})
    program = Blueprint({}, (ColumnBlock.binary(CHOSEN, {}, count),), (rows,), (aim,)).assembled("direct")
    solution = solve(program, Highs(), seconds=seconds)
    if solution.status != "optimal":
        return None
    return np.flatnonzero(solution.values > 0.5).astype(np.int32)
