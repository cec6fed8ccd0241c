"""A linear program solved again and again with changed bounds, for several goals by one run.

Where only bounds are other, a basis that is best by goals in order still has the right prices, and the dual
simplex method goes on from it, or from that of another face that is nearer. It is given one goal, the
weighted sum of several. That is not believed: see `proven_runs`. Where a goal is not proven, it and those
after it are solved one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.hot.again import Again
from planner.engines.hot.beginnings import Beginnings, Nearing
from planner.engines.hot.capped import Capped
from planner.engines.hot.folded import Folded
from planner.engines.hot.known_plan import KnownPlan
from planner.engines.hot.proven_runs import ProvenRuns, Run
from planner.engines.hot.summed import Summed
from planner.engines.ladder import ROUNDING, Climb
from planner.engines.solve import Solution
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.trust import Trusted, violations
from planner.program.blocks import BoolArray
from planner.program.program import Goal, Program

AT_ONCE = 32
"""How many faces are proven at once at most: more would not stay near the processor."""
NUMBERS = 100_000
"""How many bounds these have together at most; of a large program there are fewer."""

Left = Callable[[], float | None]
"""Says how many seconds are left; None where there is no limit."""


class Together:
    """One linear program held by HiGHS for many faces, each begun from the nearest of those before it.

    So where several plans are best, which is found depends on the faces before it and their order.
    """

    def __init__(
        self, program: Program, first: Face, *, like: Together | None = None, seconds: float | None = None
    ) -> None:
        """Solve a program on a first face; begin where another was left last, which has as many rows.

        Where they differ in coefficients alone that is near.
        """
        self._whole, self._first, self._folded = program, first, Folded.of(program)
        self._held: Trusted[HighsSession] = Trusted.of(self._folded.program, Highs().open)
        self._goals = program.goals
        self._capped = Capped.of(self._folded.program)
        self._sum = Summed.of(self._folded.program, program.goals)
        self._beginnings = Beginnings(self._folded.program, self._sum.cost)
        self._start = None if like is None else like._last_of(self._folded)
        self.first = self.solve(first, seconds=seconds)

    def _last_of(self, folded: Folded) -> Any:
        """Return the basis of the last run; None where another program has other rows once it is folded."""
        alike = self._folded.program.matrix.shape == folded.program.matrix.shape
        return self._held.session.basis() if alike else None

    def further(self) -> Together:
        """Return another that begins with the bases met here, in a solver of its own.

        What it meets does not come here.
        """
        other = copy(self)
        other.__dict__.pop("_again", None)
        other._held = Trusted.of(self._folded.program, Highs().open)
        other._beginnings = self._beginnings.copied()
        return other

    def solve(self, face: Face, *, seconds: float | None = None) -> Solution:
        """Return the solution on a face; `seconds` limits each run.

        It is one of the program with rows folded and columns capped: columns are the same, and stages have
        prices for the rows that stay. A status that is not optimal comes without values.
        """
        return self._at_once([face], lambda: seconds, [None])[0]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns the program has."""
        rows, columns = self._whole.matrix.shape
        return rows, columns

    @property
    def at_once(self) -> int:
        """How many faces are proven at once at most."""
        numbers = len(self._whole.row_lower) + len(self._whole.lower)
        return max(min(AT_ONCE, NUMBERS // max(numbers, 1)), 1)

    def known(self, solution: Solution) -> KnownPlan | None:
        """Return what is known of a solution that was found here."""
        return KnownPlan.of(solution, len(self._sum.goals), len(self._folded.program.row_lower))

    def solve_each(
        self, faces: Sequence[Face], left: Left, guesses: Sequence[KnownPlan | None] | None = None
    ) -> list[Solution]:
        """Return the solution on each of some faces, within the seconds that are left for all of them.

        `guesses` may be it, face by face: they are taken where they prove to be, and else make no difference.
        """
        guessed = guesses or [None] * len(faces)
        parts = [slice(start, start + self.at_once) for start in range(0, len(faces), self.at_once)]
        return [one for part in parts for one in self._at_once(faces[part], left, guessed[part])]

    def _at_once(
        self, faces: Sequence[Face], left: Left, guesses: Sequence[KnownPlan | None]
    ) -> list[Solution]:
        """Return the solutions on a few faces, whose runs are proven together."""
        folded, kept = self._folded.face(Face.stacked(faces))
        capped = self._capped.face(folded)
        known = self._guessed(capped, kept, guesses)
        asked = kept & [spot not in known for spot in range(len(faces))]
        runs = self._runs(capped, asked, left)
        climbs = [known.get(spot, climb) for spot, climb in enumerate(self._climbs(capped, runs))]
        return [
            self._finished(face, climb, run, left) if keeps else self._again.solve(face, seconds=left())
            for face, climb, run, keeps in zip(faces, climbs, runs, kept, strict=True)
        ]

    def _guessed(self, faces: Face, kept: BoolArray, guesses: Sequence[KnownPlan | None]) -> dict[int, Climb]:
        """Return how far the goals are reached where a guess proves all of those that a run would."""
        program, found = self._folded.program, {}
        some = {spot: one for spot, one in enumerate(guesses) if one is not None and kept[spot]}
        if some:
            theirs = faces.at(np.array(list(some), dtype=np.int32))
            values = np.stack([one.values for one in some.values()])
            fits = violations(program, theirs, values) <= ROUNDING
            found = {spot: one.run for (spot, one), fit in zip(some.items(), fits, strict=True) if fit}
        whole = len(self._sum.goals)
        return {spot: one for spot, one in self._proven(faces, found).items() if len(one.stages) == whole}

    def _runs(self, faces: Face, kept: BoolArray, left: Left) -> list[Run | None]:
        """Return what a run for the sum of the first goals ends with on each face that is kept."""
        if len(self._sum.goals) < 2:
            return [None] * len(kept)
        nearing = Nearing(self._beginnings, faces)
        return [
            self._run(faces.at(spot), nearing.nearest(spot), left()) if keeps else None
            for spot, keeps in enumerate(kept)
        ]

    def _run(self, face: Face, near: tuple[Run | None, float], seconds: float | None) -> Run:
        """Return what one run ends with, begun from another that is near, or that one where it is as good.

        What it ends at may be the beginning of others.
        """
        session, (before, promised) = self._held.session, near
        if seconds == 0:
            return Run(Outcome.without_values(Status.LIMIT, 0.0, ""), None, np.zeros((0, 0)))
        if before is not None and before.is_best_on(self._folded.program, face, promised):
            return before
        start = self._start if before is None else before.basis
        outcome = session.minimise(
            self._sum.cost,
            face,
            seconds,
            start=start,
            tightened=start is not None,
            summed=True,
            afresh=start is not None and before is None,
        )
        if outcome.status is not Status.OPTIMAL:
            return Run(outcome, None, np.zeros((0, 0)))
        if before is not None and not session.pivots:
            return Run(outcome, before.basis, before.prices)
        run = Run(outcome, session.basis(), np.stack(session.prices(self._sum.goals)))
        if self._beginnings.first is None:
            self._beginnings.first = run.basis
        if not self._beginnings.full and np.isfinite(run.prices).all():
            self._beginnings.keep(run, self._sum.weights @ run.prices)
        return run

    def _climbs(self, faces: Face, runs: Sequence[Run | None]) -> list[Climb]:
        """Return how far the goals are reached on each face by its run, which may be not at all."""
        ended = {spot: run for spot, run in enumerate(runs) if run is not None and run.ended}
        climbs = self._proven(faces, ended)
        for spot, run in enumerate(runs):
            if spot not in climbs:
                cut = run is not None and run.outcome.status is Status.LIMIT
                foot = Climb.begun(self._folded.program, faces.at(spot))
                climbs[spot] = replace(foot, status=Status.LIMIT) if cut else foot
        return [climbs[spot] for spot in range(len(runs))]

    def _proven(self, faces: Face, ended: Mapping[int, Run]) -> dict[int, Climb]:
        """Return how far the goals are reached by runs that ended with values, face by face."""
        if not ended:
            return {}
        theirs = faces.at(np.array(list(ended), dtype=np.int32))
        proven = ProvenRuns.of(self._folded.program, self._sum, theirs, list(ended.values()))
        return {spot: proven.climb(number) for number, spot in enumerate(ended)}

    def _finished(self, face: Face, climbed: Climb, run: Run | None, left: Left) -> Solution:
        """Return the solution on a face, the goals that are left reached one by one."""
        start = run.basis if run is not None and climbed.stages else self._beginnings.first
        while len(climbed.stages) < len(self._goals) and climbed.status is Status.OPTIMAL:
            climbed = self._by_itself(climbed, start, left())
            start = None
        if climbed.status not in (Status.OPTIMAL, Status.LIMIT):
            return self._again.solve(face, seconds=left())
        return Solution.of(climbed, Highs())

    def _by_itself(self, begun: Climb, start: Any, seconds: float | None) -> Climb:
        """Return it with the next goal reached, from a basis or from where the last was reached."""

        def ask(goal: Goal, on: Face) -> Outcome:
            return self._held.minimise(goal.cost, on, seconds, start=start)

        climbed = begun.further(self._goals[len(begun.stages)], ask)
        if climbed.status is Status.OPTIMAL and self._beginnings.first is None:
            self._beginnings.first = self._held.session.basis()
        return climbed

    @cached_property
    def _again(self) -> Again:
        """The whole program, goal by goal, for faces on which nothing was proven: some have no plan."""
        again = Again(self._whole)
        again.solve(self._first, self._whole.goals[:1])
        return again
