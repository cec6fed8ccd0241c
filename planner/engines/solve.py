"""Goals in order: each is optimised on the face where all before it stay as good as they are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Engine, Face, Outcome, Status
from planner.program.program import Goal, Program
from planner.program.tables import FloatArray

Progress = Callable[[str, int, int], None]
"""Told before each goal: its name, how many are done, how many there are."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One goal as it was solved: its value, and the prices of all rows on the face it was solved on."""

    goal: Goal
    value: float
    prices: FloatArray
    seconds: float
    method: str


@dataclass(frozen=True, eq=False)
class Solution:
    """What became of a program: a status, and where it is optimal the values and each goal's stage."""

    program: Program
    status: Status
    values: FloatArray
    stages: tuple[Stage, ...]
    solver: str
    version: str


def solve(
    program: Program, engine: Engine, *, seconds: float | None = None, progress: Progress | None = None
) -> Solution:
    """Solve a program for all its goals, within a time limit for all of them together."""
    deadline = None if seconds is None else time.monotonic() + seconds
    session, face = engine.open(program), Face.of(program)
    stages: list[Stage] = []
    outcome = Outcome.without_values(Status.FAILED, 0.0, "")
    for number, goal in enumerate(program.goals):
        if progress is not None:
            progress(goal.name, number, len(program.goals))
        left = None if deadline is None else max(deadline - time.monotonic(), 0.0)
        outcome = session.minimise(goal.cost, face, left)
        if outcome.status is not Status.OPTIMAL:
            status = _later(outcome.status) if stages else outcome.status
            return Solution(program, status, np.zeros(0), tuple(stages), engine.name, engine.version)
        stages.append(
            Stage(goal, float(goal.cost @ outcome.values), outcome.prices, outcome.seconds, outcome.method)
        )
        face = face.optimal(program, goal.cost, outcome.prices, outcome.noise)
    return Solution(program, Status.OPTIMAL, outcome.values, tuple(stages), engine.name, engine.version)


def _later(status: Status) -> Status:
    """Return the status of a goal after the first: its face holds a solution, so only a limit is believed."""
    return status if status is Status.LIMIT else Status.FAILED
