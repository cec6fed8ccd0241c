"""A dask cluster solves the same worlds to the very same answers, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import planner
from planner.engines.engine import Status
from planner.formulation.formulate import formulate
from planner.problems import InvalidInput
from planner.scenario.scenario import Scenario
from planner.worlds import cluster
from planner.worlds.answers import answers, hand_on
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Effort, Lot
from planner.worlds.world import World
from tests.small import document
from tests.worlds.test_answers import Ended, tasks_made

distributed = pytest.importorskip("distributed")
SMALL = Scenario.model_validate(document())
MANY = [World.of(units={("FRA", "battalion"): 5 * number / 730}) for number in range(730)]


@pytest.fixture(autouse=True)
def several_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tasks be so small that there are several."""
    monkeypatch.setattr("planner.worlds.answers.TASK", 100)


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """Return a cluster of two processes; its dashboard takes any free port."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as found:
        yield found


def bytes_of(found: list[Any]) -> list[tuple[Any, ...]]:
    return [(one.status, one.goals, one.short.tobytes(), one.sent.tobytes()) for one in found]


def test_a_cluster_answers_with_the_same_bytes_and_keeps_them(local, tmp_path) -> None:
    family = Family.of(formulate(SMALL), MANY)
    here = bytes_of(answers(family, MANY))
    effort = Effort(scheduler=local.scheduler_address, cache=tmp_path)
    assert bytes_of(answers(family, MANY, effort)) == here
    assert len(list(tmp_path.iterdir())) == 8
    assert bytes_of(answers(family, MANY, Effort(cache=tmp_path))) == here


def test_a_worker_that_is_killed_loses_no_answer_and_doubles_none(local) -> None:
    family = Family.of(formulate(SMALL), MANY)
    killed: list[int] = []
    told: list[int] = []

    def kill(what: str, done: int, count: int) -> None:
        told.append(done)
        if not killed:
            victim = next(iter(local.workers.values())).process.pid
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    effort = Effort(scheduler=local.scheduler_address, progress=kill)
    found = bytes_of(answers(family, MANY, effort))
    assert len(killed) == 1
    assert told == sorted(set(told))
    assert found == bytes_of(answers(family, MANY))


def test_a_cluster_is_given_only_a_few_tasks_ahead(local, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "AHEAD", 1)
    ahead = tasks_ahead(Effort(scheduler=local.scheduler_address))
    assert len(ahead) == 7
    assert max(ahead) <= 3


def test_a_cluster_is_sent_no_more_tasks_once_time_is_up(local, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "AHEAD", 1)
    assert tasks_made(Ended(scheduler=local.scheduler_address)) <= 3


def test_processes_are_given_only_a_few_tasks_ahead(monkeypatch) -> None:
    monkeypatch.setattr("planner.worlds.processes.AHEAD", 1)
    assert max(tasks_ahead(Effort(workers=2))) <= 2


def tasks_ahead(effort: Effort) -> list[int]:
    """Return how many tasks were made beyond those done, each time that one was done."""
    made: list[int] = []
    ahead: list[int] = []

    class Watched(list[World]):
        def __getitem__(self, spot: Any) -> Any:
            made.append(spot.stop)
            return super().__getitem__(spot)

    def tell(what: str, done: int, count: int) -> None:
        ahead.append(len(set(made)) - len(ahead) - 1)

    hand_on(
        Family.of(formulate(SMALL), MANY),
        Watched(MANY),
        lambda start, found: None,
        replace(effort, progress=tell),
    )
    return ahead


def test_what_a_cluster_has_not_answered_in_time_is_not_waited_for(local, monkeypatch) -> None:
    def too_slow(lot: Lot, worlds: tuple[World, ...], seconds: float | None) -> list[Any]:
        time.sleep(3)
        return []

    monkeypatch.setattr(cluster, "solved_task", too_slow)
    family = Family.of(formulate(SMALL), MANY[:3])
    found = answers(
        family, MANY[:3], Effort(scheduler=local.scheduler_address, deadline=time.monotonic() + 1)
    )
    assert [one.status for one in found] == [Status.LIMIT] * 3


def test_a_study_on_a_cluster_says_the_same(local) -> None:
    said = planner.withdraw(SMALL, depth=2, scheduler=local.scheduler_address).as_document()
    assert said == planner.withdraw(SMALL, depth=2).as_document()


def test_a_scheduler_that_does_not_answer_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    for address in ("tcp://127.0.0.1:9", "no address at all"):
        with pytest.raises(InvalidInput, match="does not answer"):
            planner.withdraw(SMALL, scheduler=address)


def test_without_dask_the_extra_is_named(monkeypatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InvalidInput, match=r"planner\[cluster\]"):
        planner.withdraw(SMALL, scheduler="tcp://127.0.0.1:8786")
