"""Bounds of all variables: what of them a point is at."""

from __future__ import annotations

import numpy as np

from planner.engines.hot.bounds import Bounds


def test_a_cone_keeps_only_the_bounds_that_the_point_is_at() -> None:
    bounds = Bounds(np.array([0.0, 0.0, 2.0]), np.array([1.0, 5.0, 2.0]))
    cone = bounds.cone(np.array([0.0, 3.0, 2.0]))
    assert cone.lower.tolist() == [0.0, -np.inf, 2.0]
    assert cone.upper.tolist() == [np.inf, np.inf, 2.0]
