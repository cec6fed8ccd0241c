"""From what a bargain thinks will do to what does, as far as needed and no further.

Every answer is tried before it is said. Where the plan fills less than the bargain thought (the first
priority takes what was meant for others), more is bargained for, and the least of that which does is kept: by
false position on what is asked for, as what the plan fills grows with it. Where an answer fills more than was
asked for, each change goes back as far as it can.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.engines.engine import Status
from planner.engines.solve import Solution
from planner.problems import Path
from planner.studies.concessions.bargain import HAIR, Bargain, Wanted
from planner.studies.concessions.least_part import CLOSE, Margins, Narrowing, between, is_just_enough
from planner.studies.concessions.priced_changes import PricedChange
from planner.studies.concessions.round_changes import in_few_digits, round_parts
from planner.studies.concessions.trial import ENOUGH, Trial

Solve = Callable[[Wanted], Solution]
TRIES, TRIES_MIXED = 8, 4
"""How often an answer is bargained for."""
STEPS = 16
"""How often a change is taken back by a part."""
ROUNDS = 3
"""How often all are taken back one after the other."""
SEVERAL, MANY = 12, 40
"""More changes than the first go back all alike, and one by one only numbers of constraints; with more that
is negotiable than the second nothing is taken back of all of it."""
SAME_PRICE = 1e-6
"""What two prices may differ by, relative to their size over 1, and be the same."""
Answer = tuple[PricedChange, ...]


@dataclass(frozen=True, eq=False)
class Enough:
    """Changes that do, how many are asked, and whether none better of their kind exist."""

    changes: Answer
    parties: int
    filled: float | None
    proven: bool

    @property
    def price(self) -> float:
        """What they cost together."""
        return math.fsum(change.price for change in self.changes)


@dataclass(frozen=True, eq=False)
class FirstEnough:
    """Looks for the answers of one fill, or of any plan where none is asked for."""

    bargain: Bargain
    trial: Trial
    fill: float | None

    def answer(self, solve: Solve) -> Enough | None:
        """Return the best answer that one way of bargaining finds; None where it finds none."""
        first = self._bargained(solve, Wanted(self.fill))
        if first is None:
            return None
        solution, changes = first
        if self._does(changes):
            return self._tidied(solution, changes, proven=solution.status is Status.OPTIMAL)
        others = [*self._with_more(solve, changes)]
        others += self._with_priorities(solve, changes, min(map(_cost, others), default=math.inf))
        others.sort(key=_cost)
        return self._tidied(*others[0], proven=False) if others else None

    def all_but(self) -> Enough | None:
        """Return an answer by taking back all that can be of everything negotiable; None where that fails."""
        changes = self.bargain.changes.everything()
        return None if len(changes) > MANY else self.least_of(changes)

    def least_of(self, changes: Answer) -> Enough | None:
        """Return changes that do, each taken back as far as can be; None where they do not."""
        if self.trial.watch.left() == 0 or not self._does(changes):
            return None
        rounded = self._rounded(self._one_by_one(changes))
        if rounded is None:
            return None
        return self._found(self._priced_anew(rounded), self._parties(rounded), proven=False)

    def _does(self, changes: Answer) -> bool:
        return self.trial.reaches(changes, self.fill)

    def _bargained(self, solve: Solve, wanted: Wanted) -> tuple[Solution, Answer] | None:
        """Return what one bargain comes to, and the changes that it makes; None where it finds nothing."""
        if self.bargain.mixed and self.bargain.watch.left() == 0:
            return None
        solution = solve(wanted)
        if not solution.found and wanted.fill is not None:
            loose = ENOUGH if self.bargain.mixed else HAIR
            solution = solve(replace(wanted, fill=wanted.fill - loose))
        if not solution.found:
            return None
        columns = len(self.bargain.elastic.program.lower)
        return solution, self.bargain.changes.of(solution.values[:columns])

    def _with_priorities(
        self, solve: Solve, changes: Answer, below: float
    ) -> Iterator[tuple[Solution, Answer]]:
        """Yield an answer in which priorities are filled as they are once others take what they can.

        It is not looked for where it is known to cost no less than what is at hand.
        """
        for tried in (self.trial.of(changes), self.trial.of(self.bargain.changes.everything())):
            if tried is None or self.fill is None:
                continue
            wanted = Wanted(self.fill, tried.lacks)
            if self.bargain.least_price(wanted) > below:
                continue
            found = self._bargained(solve, wanted)
            if found is not None and self._does(found[1]):
                yield found
                return

    def _with_more(self, solve: Solve, changes: Answer) -> Iterator[tuple[Solution, Answer]]:
        """Yield the answer for the least that has to be asked for so that the plan fills enough."""
        if self.fill is None:
            return
        low, high = (self.fill, (self._beyond(changes),)), (1.0, (-1.0,))
        best: tuple[Solution, Answer] | None = None
        for number in range(TRIES_MIXED if self.bargain.mixed else TRIES):
            target = between(low, high, number)
            found = self._bargained(solve, Wanted(target))
            if found is None:
                high = target, (-1.0,)
            elif self._does(found[1]):
                best, high = found, (target, (max(self._beyond(found[1]), 0.0),))
            else:
                low = target, (min(self._beyond(found[1]), -CLOSE),)
            if high[0] - low[0] < CLOSE or (best is not None and is_just_enough(low, high)):
                break
        if best is not None:
            yield best

    def _beyond(self, changes: Answer) -> float:
        """Return what the plan fills beyond what is asked for; where a priority has less, what it misses."""
        filled, *others = self._margins(changes)
        worse = min(others, default=0.0)
        return min(filled, worse) if worse < -ENOUGH else filled

    def _margins(self, changes: Answer) -> Margins:
        """Return what the plan fills beyond what is asked for, and of each priority beyond today's plan."""
        tried = self.trial.of(changes)
        return (
            self.trial.no_plan if tried is None or self.fill is None else self.trial.margins(tried, self.fill)
        )

    def _tidied(self, solution: Solution, changes: Answer, *, proven: bool) -> Enough | None:
        """Return an answer without what is not needed, in few digits; None where it does in none.

        It is proven only where it was, and still costs the same.
        """
        due, paths = math.fsum(change.price for change in changes), {change.path for change in changes}
        tried = self.trial.of(changes)
        if self.fill is None or tried is None or tried.filled > self.fill + CLOSE:
            changes = self._taken_back(changes)
        elif not self._is_least(changes, proven=proven):
            changes = self._one_by_one(changes, of_rules=len(changes) > SEVERAL)
        rounded = self._rounded(changes)
        if rounded is None:
            return None
        if {change.path for change in rounded} == paths:
            found = self._found(rounded, self.bargain.asked(solution), proven=proven)
        else:
            found = self._found(self._priced_anew(rounded), self._parties(rounded), proven=proven)
        same = abs(found.price - due) <= SAME_PRICE * max(1.0, due)
        return found if same else replace(found, proven=False, parties=self._parties(rounded))

    def _priced_anew(self, changes: Answer) -> Answer:
        """Return changes in which what is lifted costs what it is bent by beside the others that are left.

        Once others went back more of what it let in may be used.
        """
        if all(change.to is not None for change in changes):
            return changes
        solution = self.bargain.cheapest_of(Wanted(self.fill), changes)
        if not solution.found:
            return changes
        columns = len(self.bargain.elastic.program.lower)
        prices = {one.path: one.price for one in self.bargain.changes.of(solution.values[:columns])}
        return tuple(
            replace(change, price=prices.get(change.path, change.price)) if change.to is None else change
            for change in changes
        )

    def _is_least(self, changes: Answer, *, proven: bool) -> bool:
        """Say whether a bargain has shown that nothing of some changes can go back.

        It has where they are units of offers: a number of a constraint is not what its rows are bent by.
        """
        of_offers = all(change.path[0] == "nations" and change.price > 0 for change in changes)
        return proven and of_offers and not self.bargain.mixed

    def _found(self, changes: Answer, parties: int, *, proven: bool) -> Enough:
        tried = self.trial.of(changes)
        filled = None if tried is None or self.fill is None else tried.filled
        return Enough(self.bargain.changes.told(changes), parties, filled, proven)

    def _parties(self, changes: Answer) -> int:
        return len({self.bargain.changes.party(change) for change in changes})

    def _taken_back(self, changes: Answer) -> Answer:
        """Return changes of which none goes further than it must: first all alike, then the dearest first."""
        lifts = tuple(change for change in changes if change.to is None)
        numbers = tuple(change for change in changes if change.to is not None)
        if len(changes) > 1 and numbers:
            changes = (*self._least(lifts, numbers), *lifts)
        return self._one_by_one(changes, of_rules=len(changes) > SEVERAL)

    def _one_by_one(self, changes: Answer, *, of_rules: bool = False) -> Answer:
        """Take back one after the other, and again: without the last, one before may not be needed either.

        Where it is said only those of constraints go back: what their rows are bent by is not their numbers.
        """
        for _ in range(ROUNDS):
            before, changes = changes, self._each_taken_back(changes, of_rules=of_rules)
            if set(before) == set(changes):
                break
        return changes

    def _each_taken_back(self, changes: Answer, *, of_rules: bool) -> Answer:
        for paths in _together(changes):
            if of_rules and not all(path[0] == "constraints" for path in paths):
                continue
            if self.trial.watch.left() == 0:
                break
            group = tuple(change for change in changes if change.path in paths)
            others = tuple(change for change in changes if change.path not in paths)
            changes = (*others, *self._least(others, group)) if group else changes
        return changes

    def _least(self, others: Answer, group: Answer) -> Answer:
        """Return the least part of some changes that go together which does, beside the others."""
        if self._does(others):
            return ()
        if any(change.to is None for change in group):
            return group
        known = Narrowing((0.0, self._margins(others)), (1.0, self._margins((*others, *group))))
        for number in range(STEPS):
            if known.is_done:
                break
            part = known.next(number)
            tried = (*others, *_part(group, part))
            narrowed = known.narrowed(part, self._margins(tried), does=self._does(tried))
            if narrowed is None:
                break
            known = narrowed
        return self._roundest(others, group, known) if known.level else _part(group, known.high[0])

    def _roundest(self, others: Answer, group: Answer, known: Narrowing) -> Answer:
        """Return the part of some changes that gives the first a value of the fewest digits that does.

        Where units come in steps what is filled does, too, and only tries say at which value it rises: tries
        leave that between two others, and it is a round one far more often than not.
        """
        low, high = known.low[0], known.high[0]
        for part in round_parts(group[0], low, high):
            if high - low < CLOSE or self.trial.watch.left() == 0:
                break
            if low < part < high:
                does = self._does((*others, *_part(group, part)))
                low, high = (low, part) if does else (part, high)
        return _part(group, high)

    def _rounded(self, changes: Answer) -> Answer | None:
        """Return changes in few digits, on the side that works; None where none does.

        One that works without the solver's tolerance is better: another run may not grant it.
        """
        working = []
        for rounded in in_few_digits(changes):
            if self._does(rounded):
                if self.trial.is_exact(rounded):
                    return rounded
                working.append(rounded)
        return working[0] if working else None


def _cost(one: tuple[Solution, Answer]) -> float:
    """Return what the changes of an answer cost together."""
    return math.fsum(change.price for change in one[1])


def _together(changes: Answer) -> list[set[Path]]:
    """Return the paths of changes that go together, the dearest first: units and their pool, a constraint.

    Numbers of one constraint then go by themselves as well: one may be needed whole and the other not.
    """
    groups: dict[tuple[object, ...], set[Path]] = {}
    for change in changes:
        groups.setdefault(_owner(change), set()).add(change.path)
    numbers = (change for change in changes if change.path[0] == "constraints")
    shared = (change.path for change in numbers if len(groups[_owner(change)]) > 1)
    return [*groups.values(), *({path} for path in shared)]


def _owner(change: PricedChange) -> tuple[object, ...]:
    return change.path[:4] if change.path[0] == "nations" else change.path[:2]


def _part(group: Answer, part: float) -> Answer:
    return tuple(change.moved_to(float(change.was) + part * change.moved) for change in group)
