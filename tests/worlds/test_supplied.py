"""Rows that follow the units on offer are found by their bounds, and what follows otherwise is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from planner.program.blocks import FloatArray, RowBlock
from planner.program.row_source import RowSource
from planner.worlds.supplied import NotSuppliedError, Supplied
from tests.small import formulated

TABLE = formulated().offers
KEYS = {
    "nation": TABLE.nation[:2],
    "capability": TABLE.capability[:2],
    "phase": np.array([0, 1], dtype=np.int32),
}
SOURCE = RowSource("constraint", "rule")


def block(upper: FloatArray, keys: dict[str, np.ndarray] | None = None, lower: float = -np.inf) -> RowBlock:
    return RowBlock("rule", KEYS if keys is None else keys, np.full(2, lower), upper, (), SOURCE, "")


def test_a_bound_in_proportion_to_its_own_offer_is_followed() -> None:
    found = Supplied.of(TABLE, lambda amount: [block(np.ones(2)), block(np.array([amount / 2 + 1, 7.0]))])
    assert (found.row.tolist(), found.offer.tolist(), found.phase.tolist()) == ([2], [0], [0])
    assert found.most(np.full(TABLE.units.shape, 6.0)).tolist() == [4.0]


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(lambda amount: [block(np.full(2, amount**2))], id="squared"),
        pytest.param(lambda amount: [block(np.full(2, max(amount, 1.0)))], id="only from one on"),
        pytest.param(lambda amount: [block(np.full(2, 9.0), lower=amount)], id="a least"),
        pytest.param(lambda amount: [block(np.full(2, amount), keys={})], id="of no offer"),
        pytest.param(lambda amount: [block(np.ones(2))] * int(1 + amount), id="more rows"),
    ],
)
def test_what_follows_in_another_way_is_not_guessed_at(at: Callable[[float], list[RowBlock]]) -> None:
    with pytest.raises(NotSuppliedError):
        Supplied.of(TABLE, at)
