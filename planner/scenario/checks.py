"""Whether every id that a scenario uses is defined, found by walking what the models say refers to what.

The walk goes over the plain data, not over the models, so that it also sees what stands in entries that are
wrong in some other way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.facts.fields import Refers
from planner.facts.selection import Choice
from planner.problems import Path, nearest
from planner.scenario.complaints import MOST_EXPLAINED, Complaint
from planner.scenario.known import SELECTABLE, Known
from planner.scenario.nodes import Laid
from planner.scenario.shapes import Shape, scenario_shape

_ONE = {
    "sources": "source",
    "conditions": "condition",
    "phases": "phase",
    "places": "place",
    "capabilities": "capability",
    "requirements": "requirement",
    "missions": "mission",
    "nations": "nation",
    "hosts": "nation of the scenario or ISO 3166 code of a state",
    "areas": "area",
    "components": "component",
    "measures": "measure",
    "keys": "key of a nation",
    "constraints": "constraint",
    "groups": "group",
}
"""What one id of a sort is called; a sort that is missing here is called by its own name."""


@dataclass(frozen=True)
class Reference:
    """An id that is used somewhere; `grouped` where a group may stand for ids."""

    path: Path
    sort: str
    name: str
    grouped: bool = False


def references(data: Any, shape: Shape | None = None, path: Path = ()) -> Iterator[Reference]:
    """Yield every id that plain data of a scenario use, with what it refers to."""
    shape = shape or scenario_shape()
    for mark in shape.refers:
        for where, name, grouped in _names(data, shape, path):
            if name not in mark.besides:
                yield Reference(where, mark.sort, name, grouped)
    for key, part, inner in shape.within(data):
        if inner.refers or inner.entries or inner.inner:
            yield from references(part, inner, (*path, key))


def _names(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, str, bool]]:
    """Yield the ids in a value: text, the items of a list, the keys of a table, or what a choice names."""
    choice = Choice in shape.entries
    if isinstance(value, str):
        yield path, value, choice
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, number), item, choice
    elif isinstance(value, Mapping) and choice:
        yield from _names(value.get("not"), shape, (*path, "not")) if len(value) == 1 else ()
    elif isinstance(value, Mapping) and not shape.entries:
        for key in value:
            yield (*path, key), key, False


@dataclass(frozen=True)
class Uses:
    """Finds the ids that documents use; those of an entry that several documents share once."""

    found: dict[tuple[Path, int], tuple[Any, tuple[Reference, ...]]] = field(default_factory=dict)
    """By path and identity of an entry: itself, so that no other takes its identity, and its ids."""

    def of(self, document: Mapping[str, Any]) -> Iterator[Reference]:
        """Yield what `references` yields of a scenario's plain data, whose entries never change."""
        for section, part, shape in scenario_shape().within(document):
            if shape.refers or not isinstance(part, Mapping):
                yield from references(part, shape, (section,))
                continue
            for key, entry, inner in shape.within(part):
                yield from self._of_entry(entry, inner, (section, key))

    def _of_entry(self, entry: Any, shape: Shape, path: Path) -> tuple[Reference, ...]:
        key = (path, id(entry))
        if key not in self.found:
            self.found[key] = (entry, tuple(references(entry, shape, path)))
        return self.found[key][1]


@dataclass(frozen=True)
class _Hints:
    """Finds the nearest known id, each once, and only for so many: it takes time."""

    known: Known
    found: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def nearest(self, sort: str, name: str, *, grouped: bool) -> str:
        """Return a hint at what stands where a sort is referred to, groups included where they may."""
        key = (sort, name, grouped)
        if key not in self.found and len(self.found) < MOST_EXPLAINED:
            groups = [group for group, gathered in self.known.sort_of_group.items() if gathered == sort]
            known = self.known.ids(sort).union(groups if grouped else ())
            self.found[key] = nearest(name, known, self.known.called(sort))
        return self.found.get(key, "")


def unknown_ids(uses: Iterable[Reference], known: Known) -> Iterator[Complaint]:
    """Yield every id that is used and not defined."""
    hints = _Hints(known)
    for use in uses:
        if known.has(use.sort, use.name) or (use.grouped and known.may_be_group(use.name)):
            continue
        if use.grouped and use.name in known.groups:
            yield from _other_group(use, known, hints)
        else:
            text = f"{use.name!r} is not a known {_ONE.get(use.sort, use.sort)}"
            yield Complaint(use.path, text, hints.nearest(use.sort, use.name, grouped=use.grouped))


def _other_group(use: Reference, known: Known, hints: _Hints) -> Iterator[Complaint]:
    """Yield the complaint that a group gathers another sort; nothing if its members are wrong themselves."""
    members = known.groups[use.name]
    gathered = known.sort_of_group.get(use.name)
    if gathered is not None and not known.ids(use.sort).issuperset(members):
        text = f"{use.name!r} is a group of {gathered}, not of {use.sort}"
        yield Complaint(use.path, text, hints.nearest(use.sort, use.name, grouped=True))


def wrong_groups(known: Known) -> Iterator[Complaint]:
    """Yield what is wrong with groups: members of several sorts or of none, and names that ids have."""
    hints = _Hints(known)
    for name, members in known.groups.items():
        path = ("groups", name)
        if not members:
            yield Complaint(path, "names no member")
        elif name not in known.sort_of_group:
            yield from _strange_members(path, members, hints)
        elif name in known.ids(known.sort_of_group[name]):
            sort = known.sort_of_group[name]
            yield Complaint(path, f"is also the id of a {_ONE[sort]}", "give the group another name")


def _strange_members(path: Path, members: tuple[str, ...], hints: _Hints) -> Iterator[Complaint]:
    """Yield the members that are not of the sort that most are of."""
    known = hints.known
    fitting = Counter({sort: len(known.ids(sort).intersection(members)) for sort in SELECTABLE})
    sort, count = fitting.most_common(1)[0]
    if not count:
        if any(known.is_uncertain(one) for one in SELECTABLE):
            return
        text = f"{members[0]!r} and the others are not known"
        yield Complaint(path, text, "a group gathers ids of one sort")
        return
    for number, member in enumerate(members):
        if not known.has(sort, member):
            text = f"{member!r} is not a known {_ONE[sort]}, as other members are"
            yield Complaint((*path, number), text, hints.nearest(sort, member, grouped=False))


def repeated_phases(laid: Laid) -> Iterator[Complaint]:
    """Yield the phases whose id another phase has before them."""
    seen: dict[str, int] = {}
    phases = laid.data.get("phases")
    for number, phase in enumerate(phases if isinstance(phases, list) else ()):
        name = phase.get("id") if isinstance(phase, Mapping) else None
        if isinstance(name, str) and seen.setdefault(name, number) != number:
            first = laid.origin(("phases", seen[name], "id"))
            text, hint = f"{name!r} is the id of two phases", f"the first is in line {first.line}"
            yield Complaint(("phases", number, "id"), text, hint if first.line else "")


def marks() -> frozenset[str]:
    """Return every sort that some field of a scenario refers to, of every kind of constraint too."""
    found: set[str] = set()
    _gather(scenario_shape(), found, set())
    return frozenset(found)


def _gather(shape: Shape, found: set[str], seen: set[type]) -> None:
    """Add the sorts that a shape refers to, at any depth, to `found`; models in `seen` are left out."""
    from planner.scenario.shapes import shapes

    found.update(mark.sort for mark in shape.refers if isinstance(mark, Refers))
    inner = [shape.inner] if shape.inner is not None else []
    for entry in shape.entries:
        if entry not in seen:
            seen.add(entry)
            inner.extend(shapes(entry).values())
    for part in inner:
        _gather(part, found, seen)
