"""A program on a face that settles most of it, without what is settled: many questions stay on that face.

Where all goals are kept few columns are free, and most rows hold whatever these do. Such a question is then
one of hundreds of columns and not of thousands, and starts from the same vertex.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face, Outcome
from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import Corner
from planner.engines.proof.bound import activity_within
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.trust import Trusted
from planner.engines.whole.islands import island_of
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program

PART = 0.5
"""What is settled is left out where no more than so much of the columns is free."""


@dataclass(frozen=True, eq=False)
class SettledFace:
    """A program within bounds that leave some of its columns free, or basic, and some of its rows to break.

    `settled` are the values of the other columns, and nothing for these; `added` is what they add to rows.
    """

    program: Program
    bounds: Bounds
    columns: IntArray
    rows: IntArray
    settled: FloatArray
    added: FloatArray
    basis: Any

    @classmethod
    def around(cls, program: Program, face: Face, corner: Corner) -> SettledFace | None:
        """Return a program on a face with a vertex on it; None where the face leaves much of it free."""
        bounds = Bounds.of(face).around(corner.value)
        count = len(program.lower)
        kept = (bounds.lower < bounds.upper)[:count] | corner.inside[:count]
        if kept.mean() > PART:
            return None
        rows = ~_kept_to(program, bounds) | ~corner.inside[count:]
        settled = np.where(kept, 0.0, corner.value[:count])
        basis = _part_of(corner.basis(), kept, rows)
        columns, left = (np.flatnonzero(each).astype(np.int32) for each in (kept, rows))
        return cls(program, bounds, columns, left, settled, (program.matrix @ settled)[rows], basis)

    def holds(self, bounds: Bounds) -> bool:
        """Say whether all within some bounds is on the face, but for what rows in it may do more."""
        count = len(self.settled)
        tighter = np.all(bounds.lower[:count] >= self.bounds.lower[:count])
        tighter &= np.all(bounds.upper[:count] <= self.bounds.upper[:count])
        looser = (bounds.lower[count:] <= self.bounds.lower[count:]) & (
            bounds.upper[count:] >= self.bounds.upper[count:]
        )
        looser[self.rows] = True
        return bool(tighter and looser.all())

    def least(self, cost: FloatArray, bounds: Bounds) -> Outcome:
        """Return what the solver finds within bounds that it holds, from the vertex; without prices."""
        count, columns, rows = len(self.settled), self.columns, self.rows
        lower, upper = bounds.lower, bounds.upper
        on_rows = (each[count:][rows] - self.added for each in (lower, upper))
        face = Face(lower[columns], upper[columns], *on_rows)
        outcome = self._session.minimise(cost[columns], face, start=self.basis, afresh=True)
        values = self.settled.copy()
        if len(outcome.values):
            values[columns] = outcome.values
        return replace(outcome, values=values, prices=np.zeros(0), objective=None)

    @cached_property
    def _session(self) -> Trusted[HighsSession]:
        program = island_of(self.program, self.columns, self.rows).program
        scale = self.program.scale
        own = replace(scale, column=scale.column[self.columns], row=scale.row[self.rows])
        program.__dict__["scale"] = own
        return Trusted.of(program, Highs().open)


def _kept_to(program: Program, bounds: Bounds) -> BoolArray:
    """Return the rows that are kept to whatever the columns are within their bounds."""
    count = len(program.lower)
    least, most = activity_within(program, bounds.lower[:count], bounds.upper[:count])
    kept: BoolArray = (least >= bounds.lower[count:]) & (most <= bounds.upper[count:])
    return kept


def _part_of(basis: Any, columns: BoolArray, rows: BoolArray) -> Any:
    """Return the basis of some columns and rows, the other rows being basic and the other columns not."""
    part = highspy.HighsBasis()
    part.col_status = [one for one, kept in zip(basis.col_status, columns.tolist(), strict=True) if kept]
    part.row_status = [one for one, kept in zip(basis.row_status, rows.tolist(), strict=True) if kept]
    part.valid = True
    return part
