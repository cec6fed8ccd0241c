"""The heat map of requirements: what it leaves out is counted as one or many."""

from __future__ import annotations

import pandas as pd

from planner.reports.heat_map import left_out

LINES = pd.DataFrame({"Line": ["L1", "L2", "L3"], "Short": [1.0, 0.0, 0.0]})


def test_requirements_that_are_filled_and_left_out_are_counted_as_one_or_many() -> None:
    assert left_out(LINES[:2], LINES[:1]) == " The other requirement is filled in every phase."
    assert left_out(LINES, LINES[:1]) == " The other 2 requirements are filled in every phase."
    assert left_out(LINES, LINES) == ""
