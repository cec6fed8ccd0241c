"""Changes as they are told: in which order."""

from __future__ import annotations

import pytest

from planner.formulation.formulate import formulate
from planner.studies.concessions.elastic import elastic
from planner.studies.concessions.priced_changes import Changes, PricedChange
from planner.studies.concessions.terms import Terms
from tests.studies.asking import small


@pytest.mark.parametrize("noise", [-1e-12, 0.0, 1e-12])
def test_changes_of_one_price_keep_their_order_whatever_its_last_digits(noise: float) -> None:
    stretched = elastic(formulate(small({})))
    asked = [
        PricedChange(("nations", nation, "offers", "minehunter", "units"), 1.0, 2.0, price)
        for nation, price in (("TUR", 100 + noise), ("ROU", 100.0), ("FRA", 200.0))
    ]
    told = Changes(stretched, Terms.of(stretched)).told(asked)
    assert [change.path[1] for change in told] == ["FRA", "ROU", "TUR"]
