"""Input differences gathered into changes that can be made one by one, and the scenarios half way between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Any

from planner.formulation.offers import Counting
from planner.problems import Path, dotted
from planner.scenario.canonical import canonical
from planner.scenario.checks import Uses, unknown_ids, wrong_groups
from planner.scenario.known import Known
from planner.scenario.nodes import Laid
from planner.scenario.rules import broken_rules
from planner.scenario.scenario import Scenario
from planner.studies.comparison.input_changes import InputChange

COUNTED = "counted"
"""The entry that stands for what a plan counts on: how firm offers are, at which level."""
_WHOLE = ("phases", "goals", "whole_units")
"""The sections that are taken over whole."""
MOST_CHANGES = 20
"""With more changes than this, those of the section with the most of them are taken as one."""
_MOST_NAMED = 3


@dataclass(frozen=True, order=True)
class JointChange:
    """One or several entries of a scenario that are changed together."""

    entries: tuple[Path, ...]

    @property
    def id(self) -> str:
        """What it is called in documents: the paths of its entries."""
        if len(self.entries) <= _MOST_NAMED:
            return " + ".join(map(dotted, self.entries))
        counts = Counter(str(entry[0]) for entry in self.entries)
        return " + ".join(f"{section} ({count})" for section, count in sorted(counts.items()))

    def __add__(self, other: JointChange) -> JointChange:
        """Return both as one change."""
        return JointChange(tuple(sorted({*self.entries, *other.entries})))


def changes_of(inputs: Iterable[InputChange]) -> tuple[JointChange, ...]:
    """Return the input differences that a plan can depend on, gathered by the entry that they belong to."""
    entries = {_entry(one.path) for one in inputs if not one.is_remark}
    changes = [JointChange((entry,)) for entry in sorted(entries)]
    while len(changes) > MOST_CHANGES:
        counts = Counter(change.entries[0][0] for change in changes)
        largest = max(sorted(counts, key=str), key=lambda section: counts[section])
        if counts[largest] == 1:
            break
        changes = merged(changes, [change for change in changes if change.entries[0][0] == largest])
    return tuple(changes)


def _entry(path: Path) -> Path:
    return path[:1] if path[0] in (*_WHOLE, COUNTED) or len(path) == 1 else path[:2]


def merged(changes: Sequence[JointChange], together: Collection[JointChange]) -> list[JointChange]:
    """Return the changes with some of them made one."""
    one = JointChange(tuple(sorted(chain.from_iterable(change.entries for change in together))))
    return sorted([one, *(change for change in changes if change not in together)])


@dataclass(frozen=True, eq=False)
class Variant:
    """A scenario, and what is counted on in it."""

    scenario: Scenario
    counting: Counting

    @cached_property
    def document(self) -> dict[str, Any]:
        """Its canonical document, which nobody may change."""
        return canonical(self.scenario)


@dataclass(frozen=True, eq=False)
class Between:
    """Two scenarios, and all those that take some changes from the other and the rest from the baseline."""

    baseline: Variant
    other: Variant
    uses: Uses = field(default_factory=Uses)
    """The ids that their entries use; several may share it that have a baseline in common."""

    def with_changes(self, changes: Iterable[JointChange]) -> Variant:
        """Return the baseline with some changes made."""
        entries = _entries(changes)
        counting = (self.other if (COUNTED,) in entries else self.baseline).counting
        mine, theirs = self.baseline.scenario, self.other.scenario
        update = _spliced(entries, partial(getattr, mine), partial(getattr, theirs))
        return Variant(mine.model_copy(update=update), counting)

    def is_sound(self, variant: Variant, changes: Iterable[JointChange]) -> bool:
        """Say whether nothing is wrong with a variant that changes make, but what is with either side."""
        mine, theirs = self.baseline.document, self.other.document
        update = _spliced(_entries(changes), mine.get, theirs.get)
        document = {name: part for name, part in {**mine, **update}.items() if part is not None}
        return self._unsound(variant.scenario, document) <= self._accepted

    @cached_property
    def _accepted(self) -> frozenset[tuple[Path, str]]:
        """What is wrong with the two scenarios themselves, which nothing between them is refused for."""
        return frozenset().union(
            *(self._unsound(one.scenario, one.document) for one in (self.baseline, self.other))
        )

    def _unsound(self, scenario: Scenario, document: dict[str, Any]) -> frozenset[tuple[Path, str]]:
        """Return what is wrong with a scenario of sound entries as a whole: ids not defined, rules broken."""
        known = Known(Laid(document))
        unknown = unknown_ids(self.uses.of(document), known)
        found = chain(wrong_groups(known), unknown, broken_rules(scenario, known))
        return frozenset((complaint.path, complaint.text) for complaint in found)


def _entries(changes: Iterable[JointChange]) -> list[Path]:
    return list(chain.from_iterable(change.entries for change in changes))


Part = Callable[[str], Any]
"""A section of a scenario or of its document by its name; None for one that a document leaves out."""


def _spliced(entries: Sequence[Path], mine: Part, theirs: Part) -> dict[str, Any]:
    """Return the sections that change where entries are taken from another; the sources are those of both."""
    ours, others = mine("sources") or {}, theirs("sources") or {}
    update: dict[str, Any] = {"sources": {**others, **ours, **others}}
    for section, *key in entries:
        if section == COUNTED:
            continue
        there = theirs(str(section))
        if not key:
            update[str(section)] = there
            continue
        if str(section) not in update:
            update[str(section)] = dict(mine(str(section)) or {})
        _take(update[str(section)], there or {}, str(key[0]))
    return update


def _take(table: dict[str, Any], theirs: Mapping[str, Any], key: str) -> None:
    if key in theirs:
        table[key] = theirs[key]
    else:
        table.pop(key, None)
