"""Changes to round values."""

from __future__ import annotations

import math
from dataclasses import replace

from planner.studies.concessions.priced_changes import PricedChange
from planner.studies.concessions.round_changes import to_digits


def test_the_rounding_of_a_solver_is_no_reason_to_go_further_in_the_last_digit() -> None:
    change = PricedChange(("nations", "A", "offers", "k", "units"), 1.0, 2.0 + 1e-12, 100.0)
    assert to_digits(change, math.ceil).to == 2.0
    assert to_digits(replace(change, to=2.000000004), math.ceil).to == 2.00000001
