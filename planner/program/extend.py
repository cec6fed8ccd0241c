"""A program with more columns or rows than it was formulated with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from planner.program.blocks import ColumnBlock, FloatArray, RowBlock
from planner.program.program import Goal, Program


def with_columns(program: Program, block: ColumnBlock, coefficients: sparse.sparray) -> Program:
    """Return a program with a family of columns after its own; `coefficients` are rows x new columns.

    No goal of the program costs them anything.
    """
    matrix = sparse.hstack([program.matrix, coefficients], format="csr")
    goals = tuple(
        replace(goal, cost=np.concatenate([goal.cost, np.zeros(block.count)])) for goal in program.goals
    )
    return replace(
        program,
        columns=(*program.columns, block),
        goals=goals,
        matrix=sparse.csr_array(matrix),
        lower=np.concatenate([program.lower, block.lower]),
        upper=np.concatenate([program.upper, block.upper]),
        reach=np.concatenate([program.reach, block.reach]),
        step=np.concatenate([program.step, block.step]),
    )


def with_rows(program: Program, block: RowBlock, coefficients: sparse.sparray) -> Program:
    """Return a program with rows after its own; `coefficients` are new rows x columns, in place of parts."""
    return replace(
        program,
        rows=(*program.rows, block),
        matrix=sparse.csr_array(sparse.vstack([program.matrix, coefficients], format="csr")),
        row_lower=np.concatenate([program.row_lower, block.lower]),
        row_upper=np.concatenate([program.row_upper, block.upper]),
    )


def with_goals(program: Program, **costs: FloatArray) -> Program:
    """Return a program with other goals, in order, each by its cost on the columns from the first on.

    Columns that a cost is too short for cost nothing.
    """
    width = len(program.lower)
    goals = (Goal(name, np.concatenate([cost, np.zeros(width - len(cost))])) for name, cost in costs.items())
    return replace(program, goals=tuple(goals))
