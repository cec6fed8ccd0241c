"""PuLP: the way to every solver that it knows, and to .lp and .mps files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np
import pulp

from planner.engines.engine import AT_BOUND, BARELY, Face, Held, MixedOutcome, Outcome, Pace, Status
from planner.engines.solvers.child import Child, Task
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.solvers.highs_model import scale_of
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.steps import whole

CLOSE = 1e-6
"""How far, relative to its size, an answer called optimal may be from the best."""


def available() -> tuple[str, ...]:
    """Return the names of the solvers that PuLP finds on this machine, sorted."""
    return tuple(sorted(pulp.listSolvers(onlyAvailable=True)))


@dataclass(frozen=True)
class Pulp:
    """Any solver through PuLP, by the name that PuLP gives it."""

    name: str
    version: str = field(default=f"PuLP {pulp.__version__}")
    in_memory: ClassVar[bool] = False

    def open(self, program: Program) -> PulpSession:
        """Hold a program; PuLP writes it anew for each goal."""
        return PulpSession(program, self.name)

    def open_fixed(self, program: Program) -> HighsSession:
        """Hold what the solver's whole numbers leave: eight digits are no ground to hold goals on."""
        return Highs().open(program)

    def open_mixed(self, program: Program) -> PulpMixedSession:
        """Hold a program with its whole numbers."""
        return PulpMixedSession(program, self.name)


class PulpSession:
    """A program solved through PuLP, from the beginning for each goal.

    Most solvers hand prices back through a file with eight digits, some hand back none; so the prices that
    prove an answer are found by HiGHS. Any prices prove a bound, whoever found them.
    """

    def __init__(self, program: Program, solver: str) -> None:
        self._program = program
        self._solver = solver
        self._child = Child(program, solver)
        self._prover = Highs().open(program)

    def minimise(
        self, cost: FloatArray, face: Face, seconds: float | None = None, *, careful: bool = False
    ) -> Outcome:
        """Minimise a cost on a face; an answer that is not proven is not called optimal."""
        said = self._child.ask(Task(cost * scale_of(cost), face, (), seconds))
        status, values, spent = said.status, said.values, said.seconds
        if status is Status.LIMIT:
            return Outcome.without_values(status, spent, self._solver)
        proof = self._prover.minimise(cost, face, careful=careful)
        if status is not Status.OPTIMAL:
            return Outcome.without_values(_agreed(status, proof.status), spent, self._solver)
        if proof.status is Status.OPTIMAL and _close(float(cost @ values), float(cost @ proof.values)):
            return Outcome(
                status, self._precise(cost, face, values, proof.values), proof.prices, spent, self._solver
            )
        ended = Status.LIMIT if _late(spent, seconds) else Status.FAILED
        return Outcome.without_values(ended, spent, self._solver)

    def _precise(self, cost: FloatArray, face: Face, values: FloatArray, best: FloatArray) -> FloatArray:
        """Return values with the same columns at their bounds, to all digits; solvers write eight.

        The best ones, where these are not as good to all digits: what a solver's tolerance leaves of an
        earlier goal can be worth much to a later one.
        """
        near = AT_BOUND * self._program.scale.column
        lower, upper = values <= face.lower + near, values >= face.upper - near
        held = replace(
            face,
            lower=np.where(upper & ~lower, face.upper, face.lower),
            upper=np.where(lower, face.lower, face.upper),
        )
        outcome = self._prover.minimise(cost, held)
        if outcome.status is not Status.OPTIMAL:
            return best
        least = float(cost @ best)
        as_good = float(cost @ outcome.values) <= least + BARELY * abs(least)
        return outcome.values if as_good else best


class PulpMixedSession:
    """A program with whole numbers solved through PuLP, from the beginning for each goal.

    PuLP hands no bound back, so what no solution can be better than is found by HiGHS.
    """

    def __init__(self, program: Program, solver: str) -> None:
        self._program = program
        self._solver = solver
        self._child = Child(program, solver)
        self._prover = Highs().open_mixed(program)

    def minimise(
        self,
        cost: FloatArray,
        held: tuple[Held, ...],
        *,
        pace: Pace,
        careful: bool = False,
        at_hand: FloatArray | None = None,
    ) -> MixedOutcome:
        """Minimise a cost while goals are held; a solution at hand is told to who proves the bound alone."""
        seconds = None if pace.most is None else pace.most / 2
        rows = tuple(Held(goal.cost * scale_of(goal.cost), goal.bound * scale_of(goal.cost)) for goal in held)
        said = self._child.ask(Task(cost * scale_of(cost), None, rows, seconds))
        status, values, spent = said.status, said.values, said.seconds
        if not len(values):
            why = status if status is Status.LIMIT else _agreed(status, self._ends(cost, held, pace))
            return replace(MixedOutcome.failed(spent, self._solver), status=why)
        values = self._precise(cost, held, values)
        if not len(values):
            return MixedOutcome.failed(spent, self._solver)
        left = pace.after(spent)
        proof = self._prover.minimise(cost, held, pace=left, careful=careful, at_hand=at_hand)
        ended = status is Status.OPTIMAL and proof.status is Status.OPTIMAL and not _late(spent, seconds)
        return MixedOutcome(
            Status.OPTIMAL if ended else Status.LIMIT, values, proof.bound, spent, self._solver
        )

    def _ends(self, cost: FloatArray, held: tuple[Held, ...], pace: Pace) -> Status:
        return self._prover.minimise(cost, held, pace=pace).status

    def _precise(self, cost: FloatArray, held: tuple[Held, ...], values: FloatArray) -> FloatArray:
        """Return the best values with the same whole numbers, to all digits; solvers write eight.

        None where these whole numbers break a rule.
        """
        program = self._program
        fixed_at = whole(values, program.step)
        fixed = replace(
            program,
            lower=np.where(program.integer, fixed_at, program.lower),
            upper=np.where(program.integer, fixed_at, program.upper),
        )
        return Highs().open_mixed(fixed).minimise(cost, held, pace=Pace()).values


def _close(reached: float, best: float) -> bool:
    return abs(reached - best) <= CLOSE * max(1.0, abs(best))


def _agreed(said: Status, proven: Status) -> Status:
    """Return why there are no values: what HiGHS finds too, where the solver does not say or says the same.

    GLPK leaves an infeasible linear program without a verdict.
    """
    empty = proven in (Status.INFEASIBLE, Status.UNBOUNDED)
    return proven if empty and said in (proven, Status.FAILED) else Status.FAILED


def _late(spent: float, seconds: float | None) -> bool:
    """Say whether a solver may have been stopped by its limit, whatever it says."""
    return seconds is not None and spent >= 0.9 * seconds
