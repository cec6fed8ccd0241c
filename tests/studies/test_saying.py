"""Rules in words: one figure reads alike wherever a sentence says it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.studies.saying import Saying
from tests.studies.asking import small

_RULES: dict[str, dict[str, Any]] = {
    "share": {"kind": "share", "per": "nation", "at_most": 0.6},
    "third": {"kind": "share", "per": "nation", "at_most": "1/3"},
    "lead": {"kind": "lead", "nations": "TUR", "component": "maritime", "least": 0.125},
    "burden": {"kind": "burden", "key": "gdp", "low": 0.8, "high": 1.2},
    "ratio": {"kind": "reliance", "nations": "FRA", "on": {"nations": "TUR"}, "ratio": "2/3"},
    "limit": {"kind": "limit", "measure": "personnel", "at_most": 1000.5},
}


@pytest.mark.parametrize(
    ("rule", "field", "was", "to", "told"),
    [
        ("share", "at_most", 0.6, 0.61428571, "at most 61.43% instead of 60%"),
        ("third", "at_most", 1 / 3, 0.35, "at most 35% instead of 1/3"),
        ("lead", "least", 0.125, 0.1, "least 10% instead of 12.5%"),
        ("burden", "high", 1.2, 1.3, "high 130% instead of 120%"),
        ("ratio", "ratio", 2 / 3, 0.75, "ratio 0.75 instead of 2/3"),
        ("limit", "at_most", 1000.5, 1100.0, "at most 1,100 instead of 1,000.5"),
    ],
)
def test_a_number_that_moves_is_written_as_the_sentence_of_its_constraint_writes_it(
    rule: str, field: str, was: float, to: float, told: str
) -> None:
    scenario = small({rule: _RULES[rule]})
    said = Saying(scenario).moved(scenario.constraints[rule], {field: (was, to)})
    assert f": {told}. It says: " in said
    number = told.split(" instead of ")[1]
    assert number in said.split("It says: ")[1]
