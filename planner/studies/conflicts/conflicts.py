"""Conflicts: the smallest sets of rules that cannot hold together, when no plan meets all of them.

A rule is a constraint, an offer (on station and in its pool), the size of a requirement, or a condition that
does not hold. A set is minimal when what is left can hold together whichever rule is dropped; each is proven
so by solving. The smallest come first: a smallest conflict is a smallest choice that hits every set of rules
whose dropping would make a plan possible (Ignatiev, Previti, Liffiton and Marques-Silva 2015,
doi 10.1007/978-3-319-23219-5_13), and these sets are found one by one. One conflict is found before that by
dropping rules in turn (Chinneck and Dravnieks 1991, doi 10.1287/ijoc.3.2.157), so that there is an answer
also where the search for the smallest would take too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from planner.engines.solve import Watch
from planner.formulation.formulate import Formulation
from planner.formulation.ruled import Rule
from planner.program.blocks import BoolArray, IntArray
from planner.studies.concessions.elastic import Elastic, roomy
from planner.studies.conflicts.clash import Clash, EnoughError
from planner.studies.conflicts.groups import Groups, colliding
from planner.studies.conflicts.hitting_sets import smallest_hitting_set
from planner.studies.parts import within
from planner.studies.saying import Saying

MOST, SEVERAL = 10, 3
"""No more conflicts than this are looked for; and where they are hard to find."""
SOLVES, SECONDS = 200, 30.0
"""After so many questions the search for the smallest rests, and after as many again that for others; and all
of it after so long."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot all hold, while any of them dropped the others can; and what they say."""

    rules: tuple[Rule, ...]
    said: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The conflict in a sentence."""
        if len(self.said) == 1:
            return f"This cannot be met at all: {self.said[0]}."
        numbered = "; ".join(f"({number}) {part}" for number, part in enumerate(self.said, 1))
        return f"These cannot all hold: {numbered}."

    def as_document(self) -> dict[str, Any]:
        """Return the conflict as the contract's JSON object."""
        return {"constraints": [rule.id for rule in self.rules], "sentence": self.sentence}


@dataclass(frozen=True)
class Conflicts:
    """Conflicts, smallest first; `complete` where it is proven that there are no others."""

    found: tuple[Conflict, ...] = ()
    complete: bool = False

    @property
    def only_rounding(self) -> bool:
        """Whether it is proven that all rules hold together but for rounding (see `clash.ROUNDING`)."""
        return self.complete and not self.found


NO_CONFLICTS = Conflicts()


def conflicts(formulation: Formulation, watch: Watch | None = None) -> Iterator[Conflicts]:
    """Yield the conflicts of a scenario that has no plan, more and more of them."""
    elastic = roomy(formulation)
    search = _Search(Clash(elastic, within(watch or Watch(), SECONDS), SOLVES))
    groups: dict[tuple[Rule, ...], Groups] = {}
    for complete in search.steps():
        found = {tuple(elastic.book.rules[number] for number in one): one for one in search.found}
        for rules in found.keys() - groups.keys():
            groups[rules] = colliding(search.clash, found[rules])
        yield _said(elastic, groups, complete=complete)


def _said(elastic: Elastic, found: Mapping[tuple[Rule, ...], Groups], *, complete: bool) -> Conflicts:
    saying = Saying(elastic.scenario, elastic.level)
    smallest_first = sorted(found, key=lambda rules: (len(rules), rules))
    told = (Conflict(rules, saying.conflict(rules, found[rules])) for rules in smallest_first)
    return Conflicts(tuple(told), complete)


@dataclass(eq=False)
class _Search:
    """Looks for conflicts, and keeps what it has found when it has to stop."""

    clash: Clash
    found: list[IntArray] = field(default_factory=list)

    def steps(self) -> Iterator[bool]:
        """Yield after each conflict that is found, and at the end: whether there can be no others."""
        complete = False
        with suppress(EnoughError):
            yield from self._first()
            yield from self._smallest()
            complete = len(self.found) < MOST
        if self.found and not complete:
            self.clash.most += SOLVES
            with suppress(EnoughError):
                yield from self._others()
        yield complete

    def _first(self) -> Iterator[bool]:
        """Find one conflict by dropping rules in turn; among politics alone, if there is one."""
        sorts = np.array([rule.sort for rule in self.clash.elastic.book.rules])
        for left_out in (("offer", "requirement"), ("offer",), ()):
            core = self.clash.core(~np.isin(sorts, left_out))
            if core is not None:
                yield self._new(_minimal(self.clash, core))
                return

    def _smallest(self) -> Iterator[bool]:
        """Find the others from the smallest on, until there are no more."""
        correcting: list[IntArray] = []
        count, watch = self.clash.count, self.clash.watch
        while 0 < len(self.found) < MOST:
            chosen = smallest_hitting_set(count, correcting, self.found, seconds=watch.left())
            if chosen is None:
                return
            rules = _among(count, chosen)
            if self.clash.together(rules):
                correcting.append(np.flatnonzero(~self.clash.grown(rules)).astype(np.int32))
            elif _is_minimal(self.clash, rules):
                yield self._new(chosen)

    def _others(self) -> Iterator[bool]:
        """Find others without one of the rules of the first, where the smallest are too hard to find."""
        for number in self.found[0]:
            core = self.clash.core(~_among(self.clash.count, np.array([number])))
            other = None if core is None else _minimal(self.clash, core)
            if other is not None and not any(np.array_equal(other, known) for known in self.found):
                yield self._new(other)
            if len(self.found) >= SEVERAL:
                return

    def _new(self, conflict: IntArray) -> bool:
        self.found.append(conflict)
        return False


def _minimal(clash: Clash, rules: BoolArray) -> IntArray:
    """Return a conflict among rules that cannot hold together: each is dropped, unless that makes peace."""
    needed = np.zeros(clash.count, dtype=bool)
    while (rules & ~needed).any():
        number = np.flatnonzero(rules & ~needed)[-1]
        fewer = rules.copy()
        fewer[number] = False
        core = clash.core(fewer)
        if core is None:
            needed[number] = True
        else:
            rules = core
    return np.flatnonzero(rules).astype(np.int32)


def _is_minimal(clash: Clash, rules: BoolArray) -> bool:
    return all(
        clash.together(rules & ~_among(clash.count, np.array([number]))) for number in np.flatnonzero(rules)
    )


def _among(count: int, numbers: np.ndarray) -> BoolArray:
    chosen = np.zeros(count, dtype=bool)
    chosen[numbers] = True
    return chosen
