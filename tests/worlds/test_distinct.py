"""Worlds that differ are found in the order in which they are met, and every world knows which it is."""

from __future__ import annotations

import numpy as np
import pytest

from planner.worlds import distinct
from planner.worlds.distinct import Distinct
from planner.worlds.world import World


def several() -> list[World]:
    """Return worlds of which many are equal, though none is the same object."""
    numbers = np.random.default_rng(2).integers(0, 40, size=300).tolist()
    made = {
        0: lambda one: World.of({"vote": "never"} if one % 8 else {}),
        1: lambda one: World.of(units={("FRA", "ship"): one / 4}),
        2: lambda one: World.of(gone=("FRA", "TUR")[: one % 3]),
        3: lambda one: World.of(more={("FRA", "ship"): one / 8}),
    }
    return [made[one % 4](one) for one in numbers]


@pytest.mark.parametrize("few", [0, 1024])
def test_those_that_differ_are_as_they_are_met_first(monkeypatch, few) -> None:
    monkeypatch.setattr(distinct, "FEW", few)
    worlds = several()
    found = Distinct.of(worlds)
    assert list(found) == list(dict.fromkeys(worlds))
    assert list(found[3:8]) == list(dict.fromkeys(worlds))[3:8]
    assert [found[number] for number in found.number.tolist()] == worlds


def test_of_no_worlds_none_differ() -> None:
    assert list(Distinct.of([])) == []


def test_worlds_are_not_equal_where_only_part_of_their_hash_is(monkeypatch) -> None:
    worlds = [World.of(units={("FRA", "ship"): float(one)}) for one in range(64)]
    halves = {world: number for number, world in enumerate(worlds)}
    monkeypatch.setattr(
        distinct, "_hash", lambda world: np.array([halves[world] // 8, halves[world] % 8], "<u8").tobytes()
    )
    assert list(Distinct.of(worlds + worlds[::-1])) == worlds
