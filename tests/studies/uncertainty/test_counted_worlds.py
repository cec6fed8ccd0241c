"""Answers are counted without holding them: eight times as many worlds take no more memory."""

from __future__ import annotations

import tracemalloc
from contextlib import closing

import numpy as np
import pytest

from planner.engines.engine import Status
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from planner.studies.uncertainty.counted_worlds import CountedWorlds
from planner.studies.uncertainty.drawn import Drawn
from planner.worlds.answers import answers, hand_on
from planner.worlds.chances import Chances
from planner.worlds.distinct import FEW, Distinct
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Lot, Task
from planner.worlds.world_answer import Answer
from tests.small import document

BYTES = 100
"""What is kept of a world at most: a hash while equal ones are looked for, and numbers afterwards."""


def scenario() -> Scenario:
    """Return the small scenario with a vote that may fail and an offer that may come low."""
    sections = document(constraints={})
    sections["conditions"]["vote"]["probability"] = 0.5
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = {"low": 1, "expected": 4, "ceiling": 9}
    return Scenario.model_validate(sections)


def most(draws: int) -> tuple[int, int]:
    """Return how many worlds differ, and the most memory while they are drawn, counted and told."""
    formulation, chances = formulate(scenario()), Chances.of(scenario())
    tracemalloc.start()
    try:
        drawn = Drawn.of(chances, draws, 1)
        worlds = Distinct.of(drawn.worlds)
        family = Family.of(formulation, worlds)
        with closing(CountedWorlds(family, drawn, worlds)) as counts:
            assert hand_on(family, worlds, counts.take) == len(worlds)
            told = [*counts.fills(), *counts.phases(), *counts.requirements(), *counts.drivers()]
            assert told
        return len(worlds), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_is_kept_of_a_world_is_far_less_than_its_answer(monkeypatch) -> None:
    """Who solves is left out: each world is answered with arrays of its own, of the right size."""

    def solved(lot: Lot, task: Task, seconds: float | None) -> list[Answer]:
        lines = np.linspace(0.0, 1.0, len(Lines.of(lot.family).required))
        return [Answer(Status.OPTIMAL, (), lines.copy(), np.zeros(300)) for _ in task]

    monkeypatch.setattr("planner.worlds.answers.solved_task", solved)
    monkeypatch.setattr("planner.worlds.figure_columns.IN_MEMORY", 1)
    most(FEW)  # what is imported and kept once
    (some, little), (many, much) = most(2 * FEW), most(16 * FEW)
    assert many > 7 * some > 7 * FEW
    assert (much - little) / (many - some) < BYTES


@pytest.mark.parametrize("draws", [64, 1024])
def test_every_answer_is_counted_where_it_belongs(draws) -> None:
    drawn = Drawn.of(Chances.of(scenario()), draws, 1)
    worlds = Distinct.of(drawn.worlds)
    family = Family.of(formulate(scenario()), worlds)
    short = np.array([one.short for one in answers(family, list(drawn.worlds))])[: drawn.count]
    with closing(CountedWorlds(family, drawn, worlds)) as counts:
        hand_on(family, worlds, counts.take)
        said = list(counts.requirements())
    assert [one.mean_short for one in said] == [float(column.copy().mean()) for column in short.T]
    assert [one.p90_short for one in said] == [float(np.quantile(column, 0.9)) for column in short.T]
