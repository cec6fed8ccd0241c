"""The plan nearest to somebody's own that breaks no rule.

Near is counted in people: the units by which two plans differ, nation by nation, line by line and phase by
phase, each with the people of one unit (or one, where it has none). Among the nearest the scenario's goals
choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from planner.engines.hot.again import Again
from planner.engines.solve import Solution
from planner.ground.ground import COLUMN_KEYS
from planner.plan.plan import plain
from planner.program.blocks import CONTRIBUTION, ColumnBlock, FloatArray, RowBlock
from planner.program.extend import with_columns, with_rows
from planner.program.program import Goal, Program
from planner.program.row_source import ADDED
from planner.studies.own_plan.theirs import Theirs
from planner.studies.solved import Solved
from planner.words.figures import instead
from planner.words.wording import Words

DISTANCE = "distance"
"""The family of the columns that say how far each contribution is from theirs."""


@dataclass(frozen=True)
class Move:
    """One contribution that the nearest plan has otherwise than theirs."""

    nation: str
    capability: str
    requirement: str
    phase: str
    theirs: float
    nearest: float
    sentence: str

    def as_document(self) -> dict[str, Any]:
        """Return the move as a JSON object."""
        ids = {key: getattr(self, key) for key in COLUMN_KEYS}
        return {
            **ids,
            "theirs": plain(self.theirs),
            "nearest": plain(self.nearest),
            "sentence": self.sentence,
        }


def nearest_plan(theirs: Theirs, *, seconds: float | None = None) -> Solution:
    """Return the solution nearest to a plan; its first columns are those of the scenario's program."""
    return Again(_measured(theirs)).solve(seconds=seconds)


def _measured(theirs: Theirs) -> Program:
    """Return the program with a distance for each contribution, the sum of which is its first goal."""
    program, ground, units = theirs.formulation.program, theirs.formulation.ground, theirs.open
    count, first = ground.count, program.family(CONTRIBUTION).start
    far = ColumnBlock.continuous(DISTANCE, {}, np.maximum(ground.reach, units))
    program = with_columns(program, far, sparse.csr_array((len(program.row_lower), count)))
    eye, own = np.arange(count), first + np.arange(count)
    distance = program.family(DISTANCE).start + eye
    for sign, lower, upper in ((-1.0, np.full(count, -np.inf), units), (1.0, units, np.full(count, np.inf))):
        entries = np.concatenate([np.ones(count), np.full(count, sign)])
        spots = np.tile(eye, 2), np.concatenate([own, distance])
        matrix = sparse.csr_array((entries, spots), shape=(count, len(program.lower)))
        program = with_rows(
            program, RowBlock(DISTANCE, {}, lower, upper, (), ADDED, "distance from theirs"), matrix
        )
    cost: FloatArray = np.zeros(len(program.lower))
    cost[program.family(DISTANCE)] = ground.people
    return replace(program, goals=(Goal(DISTANCE, cost, stated=False), *program.goals))


def moves(theirs: Theirs, solved: Solved, solution: Solution) -> Iterator[Move]:
    """Yield what the nearest plan changes of theirs: what fits nowhere, then the largest in people first."""
    ground, words = theirs.formulation.candidates, Words(solved.scenario)
    near = theirs.of_open(np.maximum(solution.values[solved.program.family(CONTRIBUTION)], 0.0))
    differing = theirs.differing(near)
    weight = (np.abs(theirs.units - near) * ground.people)[differing]
    for one in theirs.elsewhere:
        ids = dict(zip(COLUMN_KEYS, one.key, strict=True))
        yield Move(**ids, theirs=one.units, nearest=0.0, sentence=_sentence(words, ids, (one.units, 0.0)))
    for spot in differing[np.lexsort((differing, -weight.round(6)))]:
        ids = {key: ground.index.names[key][ground.keys[key][spot]] for key in COLUMN_KEYS}
        amounts = float(theirs.units[spot]), float(near[spot])
        yield Move(**ids, theirs=amounts[0], nearest=amounts[1], sentence=_sentence(words, ids, amounts))


def _sentence(words: Words, ids: dict[str, str], amounts: tuple[float, float]) -> str:
    capability, line = ids["capability"], ids["requirement"]
    who, what = words.names.nations[ids["nation"]], words.names.capabilities[capability]
    return (
        f"{who}, {what} for {words.line(line)} in {words.phase(ids['phase'])}: "
        f"{words.units_instead(instead(amounts[1], amounts[0]), capability)}"
    )
