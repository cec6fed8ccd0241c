"""Shortfalls: for each line and phase that is not filled, where every unit that was offered for it stopped.

Every offer that could serve the line is accounted for once: its units stand here, serve other lines in the
same phase, are held back, or would do no good. Where several reasons hold the same units back, the strongest
of this order has them, and the others are named beside it:

1. `firmness`: the offer is not counted at all; 2. `commitments`: units bound elsewhere for the time; 3. a
red line, which nobody negotiates; 4. a caveat; 5. a host's consent; 6. a condition of the offer that does not
hold; 7. `ready`; 8. any other constraint that forbids; within each by id. What is open and still does not
come runs into rows of the program: a limit, a share, a lead, the pool of a rotation, a stay. Of several such
rows a red line has the units, then the weightiest: the one where one more of them would cost most, by the
plan's prices, at the first goal where it costs anything.

Units that serve another line could not always come here either. The same reasons are asked of each: what
closes it here, and which rows forbid the move from there to here. Only where nothing does is it the other
line alone that keeps them, which a plan that fills the first priority first does for no line of a later one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.engines.solve import Progress
from planner.facts.goal_ids import FILL, GoalId, goal_id
from planner.formulation.closures import Reason
from planner.formulation.offers import LESS_THAN_ONE
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.studies.shortfalls.account import HeldBack, OfferAccount, Shortfall, Use, with_barred
from planner.studies.shortfalls.blocking import Blocking
from planner.studies.shortfalls.shortfall_words import ShortfallWords
from planner.studies.solved import Solved
from planner.words.figures import is_short

_NOTHING = 1e-9
"""Units up to this are none."""
_CLOSING = ("caveat", "consent", "condition", "ready")
"""The order in which what closes an offer accounts for its units, after red lines; all others come last."""


def shortfalls(solved: Solved, progress: Progress | None = None) -> Iterator[Shortfall]:
    """Yield every line and phase that is not filled, in the order of lines and phases.

    Who stops asking keeps what was found so far. Yields nothing where there is no plan.
    """
    if not solved.found:
        return
    accounts, words = Accounts(solved), ShortfallWords(solved.scenario)
    required, names = solved.lines.reach, solved.program.names
    filled = np.minimum(accounts.filled, required)
    short = [line for line in range(len(required)) if is_short(required[line] - filled[line], required[line])]
    for number, line in enumerate(short):
        if progress is not None:
            progress("shortfalls", number, len(short))
        keys = {key: int(positions[line]) for key, positions in solved.lines.keys.items()}
        offers = tuple(accounts.of_line(keys["requirement"], keys["phase"]))
        requirement, phase = (names[key][keys[key]] for key in ("requirement", "phase"))
        missing = float(required[line] - filled[line])
        yield words.said(Shortfall(requirement, phase, float(required[line]), missing, offers))


@dataclass(frozen=True, eq=False)
class Accounts:
    """The accounts of all offers in a plan."""

    solved: Solved

    @cached_property
    def filled(self) -> FloatArray:
        """What stands at each line and phase, by its effect."""
        ground, lines = self.solved.ground, self.solved.lines
        width = len(ground.index.months)
        own = lines.keys["requirement"].astype(np.int64) * width + lines.keys["phase"]
        mine = ground.keys["requirement"].astype(np.int64) * width + ground.keys["phase"]
        effect = self.solved.units * ground.effectiveness
        filled = np.bincount(np.searchsorted(own, mine), weights=effect, minlength=len(lines.reach))
        return filled.astype(float)

    def of_line(self, requirement: int, phase: int) -> Iterator[OfferAccount]:
        """Yield the account of each offer that could serve a line in a phase; offers of nothing are none."""
        keys = self._candidates.keys
        mine = (keys["requirement"] == requirement) & (keys["phase"] == phase)
        for candidate in np.flatnonzero(mine):
            account = self._account(int(candidate))
            if account.offered > _NOTHING:
                yield account

    def _account(self, candidate: int) -> OfferAccount:
        nation, capability = (
            self._names[key][self._candidates.keys[key][candidate]] for key in ("nation", "capability")
        )
        offer, phase = int(self._offer[candidate]), int(self._candidates.keys["phase"][candidate])
        offered, uses, here = self._offered[offer], self._uses(candidate), float(self._units[candidate])
        left = max(offered - here - sum(use.units for use in uses), 0.0)
        elsewhere = float(self.solved.formulation.offers.bound[offer, phase])
        held, left = self._held(candidate, left, bound=elsewhere)
        return OfferAccount(nation, capability, offered, here, uses, with_barred(held, uses), left)

    def _held(self, candidate: int, left: float, *, bound: float) -> tuple[tuple[HeldBack, ...], float]:
        """Return what holds the units that are left back, and what of them is unused after all."""
        held = []
        committed = min(bound, left)
        reasons = self._closing(candidate) or self._blocking(candidate, left - committed)
        if reasons[:1] == (Reason("firmness"),):
            committed = 0.0
        if committed > _NOTHING:
            held.append(HeldBack(Reason("commitments"), committed))
        left -= committed
        if left > _NOTHING and reasons:
            held.append(HeldBack(reasons[0], left, reasons[1:]))
            left = 0.0
        return tuple(held), left

    def _closing(self, candidate: int) -> tuple[Reason, ...]:
        closed = self.solved.formulation.closed
        return tuple(reason for reason in self._order if closed[reason][candidate])

    def _blocking(self, candidate: int, left: float) -> tuple[Reason, ...]:
        """Return the rows that an open contribution runs into; none for less than a step."""
        least = max(float(self._candidates.step[candidate]) * LESS_THAN_ONE, _NOTHING)
        return self._rows.reasons(int(self._column[candidate])) if left > least else ()

    def _uses(self, candidate: int) -> tuple[Use, ...]:
        keys = self._candidates.keys
        same = self._offer == self._offer[candidate]
        same &= (keys["phase"] == keys["phase"][candidate]) & (self._units > _NOTHING)
        same[candidate] = False
        return tuple(self._use(int(other), candidate) for other in np.flatnonzero(same))

    def _use(self, other: int, candidate: int) -> Use:
        name = self._names["requirement"][self._candidates.keys["requirement"][other]]
        barred = self._closing(candidate) or self._move_blocked(other, candidate)
        return Use(name, float(self._units[other]), barred)

    def _move_blocked(self, other: int, candidate: int) -> tuple[Reason, ...]:
        """Return what forbids that units serve here instead, though both are open."""
        rows = self._rows.reasons(int(self._column[candidate]), instead_of=int(self._column[other]))
        if rows:
            return rows
        here, there = (self._priority(spot) for spot in (candidate, other))
        return (Reason("goal"),) if here < there and self._comes_late(here) else ()

    def _priority(self, candidate: int) -> int:
        name = self._names["requirement"][self._candidates.keys["requirement"][candidate]]
        return self.solved.scenario.requirements[name].priority

    def _comes_late(self, priority: int) -> bool:
        """Say whether a goal other than an earlier fill comes before the fill of a priority."""
        stages = [goal_id(stage.goal.name) for stage in self.solved.solution.stages]
        before = itertools.takewhile(lambda goal: goal != GoalId(FILL, priority), stages)
        return any(goal.kind != FILL for goal in before)

    @property
    def _candidates(self) -> Ground:
        return self.solved.formulation.candidates

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return dict(self._candidates.index.names)

    @cached_property
    def _offer(self) -> IntArray:
        """For each candidate the number of its offer."""
        return self.solved.formulation.offers.spot(self._candidates)

    @cached_property
    def _offered(self) -> list[float]:
        """The units of each offer, with those that are bound elsewhere."""
        level = self.solved.formulation.counting.offers
        return [offer.units.at(level) for offer in self.solved.formulation.offers.offers]

    @cached_property
    def _open(self) -> BoolArray:
        still_open = np.ones(self._candidates.count, dtype=bool)
        for mask in self.solved.formulation.closed.values():
            still_open &= ~mask
        return still_open

    @cached_property
    def _column(self) -> IntArray:
        """For each candidate its column; only where it is open."""
        return (np.cumsum(self._open) - 1).astype(np.int32)

    @cached_property
    def _units(self) -> FloatArray:
        units = np.zeros(self._candidates.count)
        units[self._open] = self.solved.units
        return units

    @cached_property
    def _rows(self) -> Blocking:
        return Blocking(self.solved)

    @cached_property
    def _order(self) -> tuple[Reason, ...]:
        """Every reason that closes something, in the order in which they account for units."""
        return tuple(sorted(self.solved.formulation.closed, key=self._precedence))

    def _precedence(self, reason: Reason) -> tuple[int, bool, Reason]:
        if reason.sort == "firmness":
            return -1, False, reason
        constraints = self.solved.scenario.constraints
        constraint = constraints[reason.name] if reason.sort == "constraint" else None
        sort = reason.sort if constraint is None else str(constraint.kind)
        rank = _CLOSING.index(sort) if sort in _CLOSING else len(_CLOSING)
        negotiable = constraint is None or constraint.negotiable is not False
        return rank, negotiable, reason
