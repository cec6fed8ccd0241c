"""The goals of little movement: `steady`, from each phase to the next, and `close`, from an earlier plan.

How far a contribution moves is the size of a difference, `|x - y|`: the least `in + out` with
`x - in + out = y` and neither below nothing. It counts in person-months of the phase that is moved into, so
that it says by how many of its person-months a phase differs from the one before, or from the earlier plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.facts.goal_ids import CLOSE, STEADY
from planner.facts.goals import SENT_IDS, Goal
from planner.formulation.pursuit import Pursuit
from planner.ground.ground import COLUMN_KEYS, Ground
from planner.program.blocks import (
    CONTRIBUTION,
    ColumnBlock,
    FloatArray,
    IntArray,
    Keys,
    Part,
    RowBlock,
)
from planner.program.program import Aim
from planner.program.row_source import RowSource


def moving_families(goal: str) -> tuple[str, str]:
    """Return the families of the columns that say what moves in and what moves out, by a goal's word."""
    return f"{goal} in", f"{goal} out"


@dataclass(frozen=True, eq=False)
class Moves:
    """What may move: contributions, each beside another, which stands in the phase before, or a fixed amount.

    `keys` are those of a contribution, also where it is closed. `now` and `before` are numbers of
    contributions, -1 for none. `reach_now` and `reach_before` are the most units of either; `stood` are units
    that are fixed.
    """

    keys: Keys
    now: IntArray
    before: IntArray
    reach_now: FloatArray
    reach_before: FloatArray
    weight: FloatArray
    stood: FloatArray

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.now)

    def pursued(self, goal: str, sentence: str) -> Pursuit:
        """Return the goal that as little as can be moves."""
        into, out = moving_families(goal)
        columns = (
            ColumnBlock.continuous(into, self.keys, self.reach_now),
            ColumnBlock.continuous(out, self.keys, self.reach_before),
        )
        rows = RowBlock(
            goal,
            self.keys,
            self.stood,
            self.stood,
            tuple(self._parts(into, out)),
            RowSource("goal"),
            sentence,
        )
        return Pursuit((Aim(goal, {into: self.weight, out: self.weight}),), columns, (rows,))

    def _parts(self, into: str, out: str) -> Iterator[Part]:
        every, ones = np.arange(self.count, dtype=np.int32), np.ones(self.count)
        for columns, sign in ((self.now, 1.0), (self.before, -1.0)):
            rows = np.flatnonzero(columns >= 0).astype(np.int32)
            yield Part(CONTRIBUTION, rows, columns[rows], np.full(len(rows), sign))
        yield Part(into, every, every, -ones)
        yield Part(out, every, every, ones)


def steady_goal(ground: Ground) -> Pursuit:
    """Return the person-months by which each phase differs from the one before, contribution by contribution.

    Who is there in the first phase has not moved. A capability without people counts one for each unit.
    """
    return _moves(ground).pursued(STEADY, "what {nation} moves of {capability} at {requirement} into {phase}")


def _moves(ground: Ground) -> Moves:
    """Return what moves of contributions from each phase to the next."""
    table, keys = _by_phase(ground)
    line, phase = np.nonzero((table[:, 1:] >= 0) | (table[:, :-1] >= 0))
    now, before = table[line, phase + 1], table[line, phase]
    there = np.where(now >= 0, now, before)
    later = {key: positions[line] for key, positions in keys.items()}
    return Moves(
        {**later, "phase": (phase + 1).astype(np.int32)},
        now,
        before,
        _reach(ground, now),
        _reach(ground, before),
        ground.people[there] * ground.index.months[phase + 1],
        np.zeros(len(now)),
    )


def close_goal(ground: Ground, goal: Goal) -> Pursuit:
    """Return the person-months by which a plan differs from an earlier one, contribution by contribution.

    What the earlier plan sends and nobody can send any more has moved in any case. What a scenario does not
    know by name any more does not count.
    """
    moves = _from_earlier(ground, goal)
    wanted = moves.pursued(CLOSE, "what {nation} moves of {capability} at {requirement} in {phase}")
    new = ground.people * ground.index.months[ground.keys["phase"]]
    new[moves.now[moves.now >= 0]] = 0.0
    aims = (replace(aim, costs={**aim.costs, CONTRIBUTION: new}) for aim in wanted.aims)
    return replace(wanted, aims=tuple(aims))


def _from_earlier(ground: Ground, goal: Goal) -> Moves:
    """Return what moves of the contributions of an earlier plan."""
    earlier = sorted((ids, units) for ids, units in _known_of(ground, goal).items() if units > 0)
    spots = np.array([ids for ids, _ in earlier], dtype=np.int32).reshape(len(earlier), len(COLUMN_KEYS))
    keys = dict(zip(COLUMN_KEYS, spots.T, strict=True))
    columns = zip(*(ground.keys[key].tolist() for key in COLUMN_KEYS), strict=True)
    own = {ids: number for number, ids in enumerate(columns)}
    now = np.array([own.get(ids, -1) for ids, _ in earlier], dtype=np.int32)
    stood = np.array([units for _, units in earlier], dtype=float)
    kinds = [ground.facts.capabilities[name] for name in ground.index.names["capability"]]
    people = np.array([kind.personnel or 1.0 for kind in kinds])[keys["capability"]]
    weight = people * ground.index.months[keys["phase"]]
    return Moves(keys, now, np.full_like(now, -1), _reach(ground, now), stood, weight, stood)


def _known_of(ground: Ground, goal: Goal) -> dict[tuple[int, ...], float]:
    """Return the units of an earlier plan by the positions of what it names, where all is known."""
    positions = [ground.index.positions[key] for key in COLUMN_KEYS]
    found: dict[tuple[int, ...], float] = {}
    for one in goal.sent:
        ids = tuple(getattr(one, name) for name in SENT_IDS)
        if all(name in known for name, known in zip(ids, positions, strict=True)):
            place = tuple(known[name] for name, known in zip(ids, positions, strict=True))
            found[place] = found.get(place, 0.0) + one.units
    return found


def _reach(ground: Ground, columns: IntArray) -> FloatArray:
    return np.where(columns >= 0, ground.reach[columns], 0.0) if ground.count else np.zeros(len(columns))


def _by_phase(ground: Ground) -> tuple[IntArray, Keys]:
    """Return the number of each contribution by its line and phase, -1 for none, and the keys of lines.

    A line is a nation, a capability and a requirement.
    """
    keys = np.array([ground.keys[key] for key in COLUMN_KEYS[:-1]])
    lines, line = np.unique(keys, axis=1, return_inverse=True)
    table = np.full((lines.shape[1], len(ground.index.months)), -1, dtype=np.int32)
    table[line.ravel(), ground.keys["phase"]] = np.arange(ground.count, dtype=np.int32)
    return table, dict(zip(COLUMN_KEYS, lines.astype(np.int32), strict=False))
