"""A program with more columns and rows than it was formulated with."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.blocks import ColumnBlock, RowBlock
from planner.program.extend import with_columns, with_goals, with_rows
from planner.program.row_source import ADDED
from tests.small import formulated


def test_columns_and_rows_stand_after_those_that_were_there() -> None:
    program = formulated().program
    block = ColumnBlock.continuous("more", {}, np.ones(2))
    wider = with_columns(program, block, sparse.csr_array((len(program.row_lower), 2)))
    row = RowBlock("held", {}, np.zeros(1), np.ones(1), (), ADDED, "")
    both = with_rows(wider, row, sparse.csr_array(np.ones((1, len(wider.lower)))))
    assert both.family("more") == slice(len(program.lower), len(program.lower) + 2)
    assert both.matrix.shape == (len(program.row_lower) + 1, len(program.lower) + 2)
    assert both.row(len(program.row_lower))[0].family == "held"
    assert all(len(goal.cost) == len(both.lower) for goal in both.goals)


def test_columns_that_give_nothing_change_no_solution() -> None:
    program = formulated().program
    block = ColumnBlock.continuous("more", {}, np.ones(3))
    wider = with_columns(program, block, sparse.csr_array((len(program.row_lower), 3)))
    before, after = (solve(one, Highs()) for one in (program, wider))
    assert [stage.value for stage in after.stages] == pytest.approx([stage.value for stage in before.stages])


def test_other_goals_take_the_place_of_all_that_were_there() -> None:
    program = formulated().program
    changed = with_goals(program, first=np.ones(1))
    assert [goal.name for goal in changed.goals] == ["first"]
    assert changed.goals[0].cost.sum() == 1
