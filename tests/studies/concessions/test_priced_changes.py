"""Changes as they are told: in which order, in which figures, and all of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from planner.formulation.formulate import formulate
from planner.reports.explain_words import priced_changes
from planner.scenario.reading import read
from planner.studies.concessions.elastic import elastic
from planner.studies.concessions.priced_changes import Changes, PricedChange
from planner.studies.concessions.terms import Terms
from planner.studies.prices.prices import prices
from planner.studies.solved import solved
from tests.studies.asking import by_kind, filled, ladder, small

FAIR_TO_THE_LETTER: dict[str, Any] = {
    "title": "half, three tenths and a fifth, to the letter",
    "phases": [{"id": "p", "months": 1}],
    "places": {"here": {"area": "north"}},
    "capabilities": {"bn": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 2}},
    "requirements": {"R": {"capability": "bn", "place": "here", "quantity": 10}},
    "nations": {
        "A": {"keys": {"gdp": 50}, "offers": {"bn": 10}},
        "B": {"keys": {"gdp": 30}, "offers": {"bn": 10}},
        "C": {"keys": {"gdp": 20}, "offers": {"bn": 1}},
    },
    "constraints": {"fair": {"kind": "burden", "key": "gdp", "low": 1, "high": 1}},
    "goals": ["fill", "cost"],
}
"""C's one battalion is a fifth of five: for more, both ends of the band have to move."""


@pytest.mark.parametrize("noise", [-1e-12, 0.0, 1e-12])
def test_changes_of_one_price_keep_their_order_whatever_its_last_digits(noise: float) -> None:
    stretched = elastic(formulate(small({})))
    asked = [
        PricedChange(("nations", nation, "offers", "minehunter", "units"), 1.0, 2.0, price)
        for nation, price in (("TUR", 100 + noise), ("ROU", 100.0), ("FRA", 200.0))
    ]
    told = Changes(stretched, Terms.of(stretched)).told(asked)
    assert [change.path[1] for change in told] == ["FRA", "ROU", "TUR"]


def test_what_is_told_of_an_answer_is_all_that_it_needs() -> None:
    answer = by_kind(ladder(read(FAIR_TO_THE_LETTER), 0.55))["even"]
    (said,) = [line for line in priced_changes(answer) if line.startswith("fair: ")]
    ((low, high),) = re.findall(r"^fair: low (.*)% instead of 100% and high (.*)% instead of 100%\.", said)
    (asked,) = [line for line in priced_changes(answer) if line.startswith("C is asked for ")]
    (units,) = re.findall(r"^C is asked for (.*) battalions \(Bn\) instead of 1 \[", asked)
    made = [
        f"constraints.fair.low={float(low) / 100}",
        f"constraints.fair.high={float(high) / 100}",
        f"nations.C.offers.bn.units={units}",
    ]
    assert filled(read(FAIR_TO_THE_LETTER, made)) == pytest.approx(0.55, abs=2e-3)
    assert filled(read(FAIR_TO_THE_LETTER, made)) >= 0.55 - 1e-9


def test_an_answer_tells_a_share_in_percent_as_the_constraint_does() -> None:
    sections = {
        **FAIR_TO_THE_LETTER,
        "constraints": {"most": {"kind": "share", "nations": "A", "at_most": 0.4}},
    }
    sections["nations"] = {"A": {"offers": {"bn": 10}}, "B": {"offers": {"bn": {"units": 3}}}}
    answer = by_kind(ladder(read(sections), 0.6))["even"]
    (said,) = [line for line in priced_changes(answer) if line.startswith("most: ")]
    assert said.startswith(
        "most: at most 46.67% instead of 40%. It says: personnel of all forces by A is at most 40%"
    )


def test_one_end_of_a_band_that_all_keep_to_the_letter_changes_nothing_and_has_no_price() -> None:
    for end in ("constraints.fair.low=0.9", "constraints.fair.high=1.1"):
        assert filled(read(FAIR_TO_THE_LETTER, [end])) == pytest.approx(0.5)
    both = ["constraints.fair.low=0.9", "constraints.fair.high=1.1"]
    assert filled(read(FAIR_TO_THE_LETTER, both)) == pytest.approx(5 / 9)
    priced = {price.row for price in prices(solved(read(FAIR_TO_THE_LETTER)))}
    assert "fair" not in priced
    assert "nations.C.offers.bn.units" in priced
