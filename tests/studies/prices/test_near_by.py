"""Prices in whole units that are solved where they are felt are those of solving all of it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from planner.engines.solve import Solution
from planner.scenario.scenario import Scenario
from planner.studies.chain import Chain
from planner.studies.prices.price import Effect, RowPrice
from planner.studies.prices.prices import prices
from planner.studies.solved import solved
from tests.sceptic.scenarios import document


def of_seed(seed: int) -> list[RowPrice]:
    """Return the prices of a random scenario in whole units."""
    return list(prices(solved(Scenario.model_validate({**document(seed), "whole_units": True}))))


def told(price: RowPrice) -> Iterator[Any]:
    """Yield what a price says, which lines change aside: several plans may be as good."""
    for effect in (price.more, price.less):
        yield from () if effect is None else _figures(replace(effect, lines=()))
    yield (price.row, price.phase, price.goal)


def _figures(effect: Effect) -> Iterator[Any]:
    yield from (round(value, 5) for value in vars(effect).values() if isinstance(value, float))
    yield effect.then and (effect.then.goal, round(effect.then.change, 5))


BROKEN = (23026, 23106)
"""Where rows that were left out are broken by a bound that moves: prices are other ones without these."""


@pytest.mark.parametrize("seed", [*range(23000, 23008), *BROKEN])
def test_prices_are_the_same_as_solved_alone(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    near_by = of_seed(seed)
    monkeypatch.setattr(Chain, "near_by", lambda *_: None)
    assert [list(told(price)) for price in near_by] == [list(told(price)) for price in of_seed(seed)]


def test_some_of_them_are_solved_near_by(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Solution | None] = []
    real = Chain.near_by

    def noted(self: Chain, *given: Any) -> Solution | None:
        answers.append(real(self, *given))
        return answers[-1]

    monkeypatch.setattr(Chain, "near_by", noted)
    for seed in range(23000, 23008):
        of_seed(seed)
    assert any(answer is not None for answer in answers)
