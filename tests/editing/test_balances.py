"""Offers against needs."""

from __future__ import annotations

import pytest

from planner.editing.balances import balances
from tests.editing.texts import FIRST, document


def balance(data, name: str):
    """Return the balance of a capability."""
    return next(one for one in balances(data) if one.name == name)


def test_what_is_offered_stands_against_the_largest_need() -> None:
    battalions = balance(document(FIRST).data, "Infantry battalion")
    assert (battalions.offered, battalions.needed, battalions.phase) == (7, 6, "Hold")


def test_what_serves_the_same_line_is_counted_together_by_its_worth() -> None:
    text = FIRST.replace(
        "M1: {capability: minehunter,", "M1: {accepts: {minehunter: 1, engineer_company: 0.25},"
    ).replace("L2: {capability: engineer_company,", "L2: {accepts: {engineer_company: 1, minehunter: 1},")
    joined = balance(document(text).data, "Minehunter")
    assert joined.offered == 5 + 4
    assert joined.needed == 8


def test_phases_that_are_called_alike_are_not_one() -> None:
    needs = {"p": 5, "q": 1}
    data = {
        "phases": [{"id": one, "title": "Year", "months": 12} for one in needs],
        "requirements": {"R": {"capability": "x", "quantity": needs}},
        "capabilities": {"x": {"title": "Ship"}},
    }
    assert (balance(data, "Ship").needed, balance(data, "Ship").phase) == (5, "Year")


def test_the_least_covered_come_first() -> None:
    data = document(FIRST.replace("minehunter: 2", "minehunter: 0")).data
    assert balances(data)[0].name == "Minehunter"
    assert balances(data)[0].covered == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    "data", [None, {}, {"requirements": {"R": {"capability": "x", "quantity": "many"}}, "nations": 3}]
)
def test_nonsense_counts_as_nothing(data) -> None:
    assert all(one.offered == 0 for one in balances(data))
