"""How a program is handed to HiGHS: whole, with nothing of it left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from scipy import sparse

from planner.engines.solvers.highs_model import loaded, set_cost
from planner.program.blocks import FloatArray


@dataclass(frozen=True, eq=False)
class _OneColumn:
    """`coefficient * x <= most`, with x up to a billion."""

    matrix: sparse.csr_array
    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray

    @classmethod
    def of(cls, coefficient: float, most: float) -> _OneColumn:
        matrix = sparse.csr_array(np.array([[coefficient]]))
        return cls(matrix, np.zeros(1), np.array([1e9]), np.array([-np.inf]), np.array([most]))


@pytest.mark.parametrize("coefficient", [9e-10, 2e-12])
def test_a_column_that_only_a_faint_coefficient_holds_is_held(coefficient: float) -> None:
    """HiGHS by itself leaves out coefficients up to 1e-9 and calls what then breaks the row optimal."""
    highs = loaded(_OneColumn.of(coefficient, most=1e-3), np.zeros(1, dtype=bool))
    set_cost(highs, np.array([-1.0]), 1.0)
    highs.run()
    assert highs.getSolution().col_value == pytest.approx([min(1e-3 / coefficient, 1e9)])
