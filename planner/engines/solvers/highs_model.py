"""How a program is handed to HiGHS: its arrays, the options, and what its words for an ending mean."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from functools import cache
from typing import Any, Protocol

import highspy
import numpy as np
from scipy import sparse

from planner.engines.engine import Status
from planner.program.blocks import BoolArray, FloatArray
from planner.program.program import Program

STATUSES = {
    highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: Status.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
    highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
    highspy.HighsModelStatus.kTimeLimit: Status.LIMIT,
    highspy.HighsModelStatus.kIterationLimit: Status.LIMIT,
    highspy.HighsModelStatus.kInterrupt: Status.LIMIT,
}
TOLERANCE = 1e-9
"""What HiGHS may leave of an infeasibility, in a row's unit and in scaled prices."""
SMALLEST = 1e-12
"""Coefficients up to this HiGHS leaves out, and the rest is then another program; it can go no lower. By
itself it leaves out a thousand times larger ones, also where nothing else holds their column."""
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
    "small_matrix_value": SMALLEST,
}


class Arrays(Protocol):
    """What HiGHS needs of a program."""

    @property
    def matrix(self) -> sparse.csr_array:
        """Rows x columns."""
        ...

    @property
    def lower(self) -> FloatArray:
        """The least of each column."""
        ...

    @property
    def upper(self) -> FloatArray:
        """The most of each column."""
        ...

    @property
    def row_lower(self) -> FloatArray:
        """The least of each row."""
        ...

    @property
    def row_upper(self) -> FloatArray:
        """The most of each row."""
        ...


def instance() -> Any:
    """Return HiGHS, made without a word."""
    _greet()
    return highspy.Highs()


@cache
def version() -> str:
    """Return the version of the HiGHS library, which only an instance tells."""
    return str(instance().version())


@cache
def _greet() -> None:
    """Let HiGHS print what 1.16 prints when the first is made, where nobody reads it.

    Its options come too late for that, and on standard output it would stand in front of a document.
    """
    with suppress(OSError):
        out, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            highspy.Highs()
        finally:
            os.dup2(out, 1)
            os.close(out)
            os.close(nowhere)


def loaded(program: Arrays, integrality: BoolArray) -> Any:
    """Return a HiGHS instance that holds a program; raises ValueError where HiGHS refuses it."""
    highs = instance()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    return _passed(highs, program, integrality)


def _passed(highs: Any, program: Arrays, integrality: BoolArray) -> Any:
    """Hand a HiGHS instance a program and return it."""
    matrix = program.matrix
    rows, columns = matrix.shape
    answer = highs.passModel(
        columns,
        rows,
        matrix.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        program.lower,
        program.upper,
        program.row_lower,
        program.row_upper,
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data,
        integrality.astype(np.int32),
    )
    if answer == highspy.HighsStatus.kError:
        raise ValueError("HiGHS refused the program")
    return highs


def solved_by_default(program: Program, cost: FloatArray) -> FloatArray:
    """Return the values at which a cost is least, as HiGHS finds them that is handed a file and no options.

    Whole numbers are solved to the end. None where it comes to none.
    """
    stepped, size = program.in_steps(), program.counted
    highs = instance()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    _passed(highs, stepped, stepped.integer)
    set_cost(highs, cost * size, 1.0)
    highs.run()
    ended = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(highs.getSolution().col_value) * size if ended else np.zeros(0)


def set_cost(highs: Any, cost: FloatArray, scale: float) -> None:
    """Give a HiGHS instance the cost to minimise, times a scale."""
    columns = np.arange(len(cost), dtype=np.int32)
    highs.changeColsCost(len(columns), columns, cost * scale)


def set_limit(highs: Any, seconds: float | None) -> None:
    """Let the next run take so many seconds; HiGHS counts over all its runs."""
    highs.setOptionValue("time_limit", math.inf if seconds is None else highs.getRunTime() + seconds)


def scale_of(cost: FloatArray) -> float:
    """Return the power of two that brings the largest cost to between a half and one."""
    largest = float(np.abs(cost).max(initial=0.0))
    return 1.0 if largest == 0 else 2.0 ** -math.ceil(math.log2(largest))
