"""Worlds that are made when they are asked for: a few at a time, once for whoever goes through them."""

from __future__ import annotations

import pytest

from planner.worlds.draws import AT_ONCE
from planner.worlds.made_worlds import MadeWorlds
from planner.worlds.world import World

COUNT = 2 * AT_ONCE + 10


def world(number: int) -> World:
    return World.of(units={("FRA", "ship"): float(number)})


def test_each_is_made_once_and_only_a_few_at_a_time() -> None:
    asked: list[tuple[int, int]] = []

    def made(start: int, stop: int) -> list[World]:
        asked.append((start, stop))
        return [world(number) for number in range(start, stop)]

    worlds = MadeWorlds(COUNT, made)
    assert list(worlds) == [world(number) for number in range(COUNT)]
    assert asked == [(0, AT_ONCE), (AT_ONCE, 2 * AT_ONCE), (2 * AT_ONCE, COUNT)]


def test_they_are_a_sequence_like_any_other() -> None:
    worlds = MadeWorlds(COUNT, lambda start, stop: [world(number) for number in range(start, stop)])
    assert len(worlds) == COUNT
    assert worlds[-1] == world(COUNT - 1)
    assert worlds[AT_ONCE - 1 : AT_ONCE + 1] == [world(AT_ONCE - 1), world(AT_ONCE)]
    with pytest.raises(IndexError):
        worlds[COUNT]
