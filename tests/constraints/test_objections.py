"""What each kind finds wrong with its own fields, and with itself in a scenario."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from planner.constraints import kinds
from planner.constraints.base import Constraint
from tests.small import constrained, document, scenario

SHIPS = {"component": "maritime"}


def entry(kind: str, **fields: Any) -> Constraint:
    return kinds()[kind].model_validate({"id": "rule", **fields})


@pytest.mark.parametrize(
    ("kind", "fields", "field", "said"),
    [
        ("limit", {"measure": "cost"}, "", "sets no bound"),
        ("limit", {"measure": "cost", "exactly": 3, "at_most": 4}, "exactly", "stands alone"),
        ("limit", {"measure": "cost", "at_least": 5, "at_most": 4}, "at_least", "5 is more than at_most 4"),
        ("share", {}, "", "sets no bound"),
        ("share", {"at_least": 0.5, "at_most": 0.4}, "at_least", "0.5 is more than at_most 0.4"),
        ("consent", {"by": "UKR"}, "", "either `refuses` or `accepts`"),
        ("consent", {"by": "UKR", "refuses": "FRA", "accepts": "TUR"}, "", "either `refuses` or `accepts`"),
        ("lead", SHIPS, "", "names no `nations` that lead"),
        ("reliance", {**SHIPS, "on": SHIPS}, "on", "the same as the constraint itself"),
        ("burden", {"key": "gdp", "low": 0.9, "high": 0.8}, "low", "0.9 is more than high 0.8"),
        ("burden", {"key": "gdp", "low": 1.1, "high": 1.2}, "low", "1.1 is more than 1"),
        ("burden", {"key": "gdp", "low": 0.1, "high": 0.2}, "high", "0.2 is less than 1"),
        ("presence", {"days": 31, "every": 30}, "days", "31 is more than every 30"),
        ("ramp", {"by": 1, "per": ["nation", "horizon"]}, "per", "cannot be the horizon"),
        ("apart", {}, "", "names no `nations` to keep apart"),
        ("apart", {"nations": {"not": ["FRA", "TUR"]}}, "nations", "name the sides"),
        ("apart", {"nations": ["FRA"]}, "nations", "two sides or more"),
        ("apart", {"nations": ["FRA", "FRA"]}, "nations", "each once"),
        ("breadth", {"count": "nation"}, "", "sets no bound"),
        ("breadth", {"count": "nation", "at_least": 3, "at_most": 2}, "at_least", "3 is more than at_most 2"),
        ("breadth", {"count": "nation", "at_least": 3, "per": "nation"}, "per", "cannot be what is counted"),
    ],
)
def test_a_kind_objects_to_fields_that_contradict_each_other(kind, fields, field, said) -> None:
    [(place, text)] = entry(kind, **fields).objections()
    assert place == field
    assert said in text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("share", {"at_most": 1.5}),
        ("lead", {"nations": "FRA", "least": 1.1}),
        ("reliance", {"ratio": 1}),
        ("reliance", {"on": SHIPS, "ratio": 0}),
        ("burden", {}),
        ("burden", {"key": "gdp", "low": -0.1}),
        ("presence", {"days": 0, "every": 30}),
        ("presence", {"days": 21}),
        ("ramp", {"by": -1}),
        ("package", {"measure": "units", "at_least": 0}),
        ("package", {"at_least": 2}),
        ("breadth", {"count": "phase", "at_least": 2}),
        ("breadth", {"count": "nation", "at_least": 2.5}),
        ("breadth", {"count": "nation", "at_least": 2, "each": 0}),
    ],
)
def test_a_field_that_means_nothing_is_refused(kind, fields) -> None:
    with pytest.raises(ValidationError):
        entry(kind, **fields)


def objections_in(sections: dict[str, Any]) -> list[tuple[str, str]]:
    of = scenario(**sections)
    return list(of.constraints["rule"].objections_in(of))


def test_burden_names_who_shares_it_without_stating_the_key() -> None:
    nations = document()["nations"]
    del nations["ROU"]["keys"]
    rule = constrained(kind="burden", key="gdp", **SHIPS)
    assert objections_in({**rule, "nations": nations}) == [
        ("key", "ROU offers some of it, but states no gdp under its keys")
    ]
    assert objections_in({**constrained(kind="burden", key="gdp", nations="TUR"), "nations": nations}) == []


def test_burden_names_who_is_to_share_it_and_offers_nothing() -> None:
    rule = constrained(kind="burden", key="gdp", nations=["ROU", "TUR", "UKR"], capabilities="battalion")
    assert objections_in(rule) == [
        ("nations", "names ROU, which offers nothing of it"),
        ("nations", "names UKR, which offers nothing of it"),
    ]


def test_ramp_objects_where_no_two_of_its_phases_follow_each_other() -> None:
    assert objections_in(constrained(kind="ramp", by=1, phases="hold")) == [
        ("phases", "selects no two phases that follow each other")
    ]
    alone = {"phases": [{"id": "hold", "months": 3}], "conditions": {}}
    requirements = {"L1": {"capability": "battalion", "place": "west", "quantity": 6}}
    sections = {**constrained(kind="ramp", by=1), **alone, "requirements": requirements}
    assert [field for field, _ in objections_in(sections)] == [""]


def test_apart_names_who_stands_on_two_sides() -> None:
    assert objections_in(constrained(kind="apart", nations=["littoral", "TUR"])) == [
        ("nations", "TUR is in littoral and in TUR")
    ]
