"""What a kind says comes of its case by hand is what the planner makes of it."""

from __future__ import annotations

import pytest

from planner.constraints import kinds
from tests.constraints.test_by_hand import offers, planned, sent
from tests.constraints.worked import CASES


def test_every_kind_that_ships_has_a_case() -> None:
    assert set(CASES) == set(kinds())


@pytest.mark.parametrize("kind", CASES)
def test_the_case_comes_out_as_it_is_told(kind: str) -> None:
    case = CASES[kind]
    nations = offers(**case.offers)
    for nation, months in case.ready.items():
        nations[nation]["offers"]["ship"]["ready"] = months
    for nation, gdp in case.gdp.items():
        nations[nation]["keys"] = {"gdp": gdp}
    if kind == "consent":
        nations["UKR"] = {}
    plan = planned(nations, case.needs, {"kind": kind, **case.rule}, **case.sections)
    assert sent(plan, case.by) == case.sent


@pytest.mark.parametrize("kind", CASES)
def test_the_case_that_is_told_has_the_figures_of_the_one_that_is_solved(kind: str) -> None:
    case, told = CASES[kind], kinds()[kind].worked
    for nation in case.offers:
        assert nation in told
    for amount in case.sent.values():
        assert f"{amount:g}" in told or (kind, amount) == ("share", 10 / 3)
    for word, value in case.rule.items():
        assert kind == "burden" or str(word) in told, value
