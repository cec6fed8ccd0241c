"""Answers of many worlds: once time is up, no further task is made or sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from planner.formulation.formulate import formulate
from planner.worlds.answers import hand_on
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import World
from tests.small import scenario

MANY = [World.of(units={("FRA", "battalion"): 5 * number / 730}) for number in range(730)]
TASKS = 8
"""So many tasks they are, of a hundred each and the first few."""


@dataclass(frozen=True)
class Ended(Effort):
    """An effort whose time is up when somebody says so."""

    over: list[bool] = field(default_factory=list)

    @property
    def spent(self) -> bool:
        return bool(self.over)


class Watched(list[World]):
    """Worlds that note which tasks are made of them."""

    def __init__(self) -> None:
        super().__init__(MANY)
        self.made: set[int] = set()

    def __getitem__(self, spot: Any) -> Any:
        self.made.add(spot.stop)
        return super().__getitem__(spot)


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be several tasks, and one at a time for each worker."""
    monkeypatch.setattr("planner.worlds.answers.TASK", 100)
    monkeypatch.setattr("planner.worlds.processes.AHEAD", 1)


def tasks_made(effort: Ended) -> int:
    """Return how many tasks are made where time is up once the first is done."""
    worlds = Watched()
    over = replace(effort, progress=lambda about, done, count: effort.over.append(True))
    hand_on(Family.of(formulate(scenario()), MANY), worlds, lambda start, found: None, over)
    return len(worlds.made)


def every(effort: Effort) -> int:
    worlds = Watched()
    hand_on(Family.of(formulate(scenario()), MANY), worlds, lambda start, found: None, effort)
    return len(worlds.made)


def test_with_time_all_tasks_are_made() -> None:
    assert every(Effort()) == TASKS


@pytest.mark.parametrize("workers", [1, 2])
def test_once_time_is_up_no_more_tasks_are_made_than_workers_are_at(workers: int) -> None:
    assert tasks_made(Ended(workers=workers)) == workers


def test_once_time_is_up_what_is_kept_is_not_looked_for(tmp_path) -> None:
    effort = Ended(cache=tmp_path)
    every(effort)
    assert tasks_made(effort) == 1
