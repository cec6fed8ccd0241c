"""The scale of columns and rows: what a tolerance means the same for."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from planner.program.scale import Scale


def test_a_column_that_rows_hold_to_nothing_keeps_the_size_of_its_reach():
    matrix = sparse.csr_array(np.array([[50.0, 0.0], [50.0, 50.0], [1.0, 1.0]]))
    rows = np.array([-np.inf, 150.0, -np.inf]), np.array([0.0, np.inf, 0.0])
    scale = Scale.of(matrix, (np.zeros(2), np.full(2, 8.0)), rows)
    assert scale.column.tolist() == [8.0, 8.0]
    assert abs(rows[0][1] * scale.row[1]) < 1e20


def test_a_column_that_rows_hold_to_little_has_that_size():
    matrix = sparse.csr_array(np.array([[1.0]]))
    scale = Scale.of(matrix, (np.zeros(1), np.full(1, 1e6)), (np.array([-np.inf]), np.array([0.25])))
    assert scale.column.tolist() == [0.25]
