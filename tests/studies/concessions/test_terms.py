"""On what terms rules bend: what one of a number of nations costs in people."""

from __future__ import annotations

from typing import Any

import pytest

from planner.scenario.reading import read
from tests.small import document
from tests.studies.asking import relaxations_of

BROAD = {"kind": "breadth", "count": "nation", "component": "land"}


def price_of_fewer(was: int, to: int, **fields: Any) -> float:
    """Return what it costs that fewer nations have to have a part, of a rule that asks for too many."""
    scenario = read(document(constraints={"broad": {**BROAD, "at_least": was, **fields}}))
    (change,) = relaxations_of(scenario)["cheapest"].changes
    assert (change.path, change.was, change.to) == (("constraints", "broad", "at_least"), was, to)
    return change.price


@pytest.mark.parametrize("measure", [{}, {"measure": "personnel"}])
def test_one_that_no_nation_can_be_costs_the_people_that_it_would_have_to_bring(
    measure: dict[str, str],
) -> None:
    assert price_of_fewer(2, 0, each=50_000, **measure) == pytest.approx(2 * 50_000)


def test_over_the_horizon_it_costs_the_people_of_a_month() -> None:
    # 400,000 person-months in the eight months are 50,000 people.
    assert price_of_fewer(2, 0, each=400_000, per="horizon") == pytest.approx(2 * 50_000)


@pytest.mark.parametrize("per", [{}, {"per": "horizon"}])
def test_one_that_nations_can_be_costs_the_people_that_each_brings(per: dict[str, str]) -> None:
    # Asked for twice its companies of 120 people, France brings the 3 that are needed and Romania 2.
    assert price_of_fewer(3, 2, each=120, requirements=["L2"], **per) == pytest.approx(120 * (3 + 2) / 2)
