"""A smallest package that nobody reaches: what is lacking is asked for, or it is smaller, at its price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

import pytest

from planner.scenario.reading import read
from tests.studies.asking import applied, by_kind, filled, ladder

REQUIRED = 10
OFFERED = {"A": 3, "B": 2}


def of_package(least: float, *per: str) -> dict[str, Any]:
    """Return a scenario in which two nations offer units of a hundred people, and a package is due."""
    return {
        "title": "A package",
        "phases": [{"id": "p", "months": 1}],
        "places": {"pl": {"area": "a"}},
        "capabilities": {"k": {"component": "land", "unit": "unit", "personnel": 100, "cost": 1}},
        "requirements": {"r": {"capability": "k", "place": "pl", "quantity": REQUIRED}},
        "nations": {name: {"offers": {"k": units}} for name, units in OFFERED.items()},
        "constraints": {"q": {"kind": "package", "measure": "units", "at_least": least, "per": list(per)}},
    }


def halves(low: float, high: float) -> list[float]:
    """Return the multiples of a half from one number to another."""
    return [number / 2 for number in range(round(2 * low), round(2 * high) + 1)]


def most(least: float, offers: Sequence[float]) -> float:
    """Return the most units that are sent, each nothing or at least so many, where all are needed."""
    able = [units for units in offers if units >= least]
    chosen = (some for count in range(len(able) + 1) for some in combinations(able, count))
    return max(min(sum(some), REQUIRED) for some in chosen if len(some) * least <= REQUIRED)


def prices_by_enumeration(least: float, per: Sequence[str], units: float) -> Iterator[float]:
    """Yield what each way of filling so many units costs: larger offers, a smaller package, or both."""
    asked = [halves(offered, 2 * offered) for offered in OFFERED.values()]
    for smaller, *offers in product(halves(0.5, least), *asked):
        if most(smaller, offers if per else [sum(offers)]) >= units:
            yield 100 * (sum(offers) - sum(OFFERED.values()) + least - smaller)


def out_of_reach() -> Iterator[tuple[float, Sequence[str], float]]:
    """Yield a package, whose it is, and units that are not filled with what is offered."""
    for least, per, units in product([4, 5, 6, 9, 12], [("nation",), ()], [1, 4, 6, 9]):
        if most(least, [*OFFERED.values()] if per else [sum(OFFERED.values())]) < units:
            yield least, per, units


@pytest.mark.parametrize(("least", "per", "units"), list(out_of_reach()))
def test_the_cheapest_is_that_of_all_larger_offers_and_smaller_packages(least, per, units) -> None:
    scenario = of_package(least, *per)
    answer = by_kind(ladder(read(scenario), units / REQUIRED))["cheapest"]
    assert answer.price == pytest.approx(min(prices_by_enumeration(least, per, units)))
    assert filled(applied(scenario, answer)) >= units / REQUIRED - 1e-9


def test_a_package_that_nobody_reaches_says_what_is_lacking() -> None:
    (change,) = by_kind(ladder(read(of_package(5, "nation")), 0.1))["cheapest"].changes
    assert change.sentence == "A is asked for 5 units (K) instead of 3"
    assert change.price == 200


def test_a_smaller_package_costs_what_it_is_smaller_by() -> None:
    scenario = of_package(7, "nation")
    scenario["nations"] = {"A": {"offers": {"k": 3}}}
    (change,) = by_kind(ladder(read(scenario), 0.3))["fewest"].changes
    assert (change.was, change.to, change.price) == (7, 3, 400)
