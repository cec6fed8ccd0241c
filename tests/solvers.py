"""Solvers that tests ask beside HiGHS, where they are installed: PuLP 4 bundles no CBC."""

from __future__ import annotations

import pytest

from planner.planning import solvers

CBC = "PULP_CBC_CMD"
needs_cbc = pytest.mark.skipif(CBC not in solvers(), reason="CBC is not installed")
HIGHS_AND_CBC = ["highs", pytest.param(CBC, marks=needs_cbc)]
