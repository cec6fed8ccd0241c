"""What differs going in: the values of two scenarios, one by one, with the file and line of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from planner.problems import Origin, Path, dotted
from planner.scenario.canonical import canonical
from planner.scenario.scenario import Scenario

NOWHERE = Origin("")
"""Where values stand that came from no file."""
_REMARKS = frozenset(
    {
        "title",
        "name",
        "description",
        "note",
        "position",
        "because",
        "assumption",
        "source",
        "date",
        "unit",
        "cost_unit",
        "at",
        "probability",
        "delay",
        "shape",
        "negotiable",
    }
)
"""Fields that say something to a reader and are never counted with: no plan depends on them."""
_TABLE_OF_ENTRIES = 3
"""Up to this depth, a table that stands on one side only is listed entry by entry if it holds tables."""


def is_remark(path: Path) -> bool:
    """Say whether a path holds words for the reader, which no plan can depend on."""
    return path[0] in ("sources", "chance") or _field(path) in _REMARKS


def is_remark_field(name: object) -> bool:
    """Say whether a field of an entry is words for the reader."""
    return name in _REMARKS


def _field(path: Path) -> str | int:
    """Return the field of a scenario, an entry or an offer that a path leads to or into."""
    if path[0] == "nations" and path[2:3] in (("offers",), ("commitments",)) and len(path) > 4:
        return path[4]
    return path[0] if len(path) == 1 else path[2] if len(path) > 2 else ""


@dataclass(frozen=True)
class InputChange:
    """One value that is not the same in two scenarios.

    `was` and `to` are plain data, None where there is none. `origin` is where the other scenario says it;
    where that is silent, where the baseline does.
    """

    path: Path
    """Where it stands; phases and commitments by what they are called, not by number."""
    shown: str
    """The path as people type it."""
    kind: Literal["changed", "added", "removed"]
    was: Any
    to: Any
    origin: Origin
    before: Origin
    """Where the baseline says what it was; nowhere for what is added."""

    @property
    def is_remark(self) -> bool:
        """Whether it is words for the reader, which no plan can depend on."""
        return is_remark(self.path)


def input_changes(baseline: Scenario, other: Scenario) -> tuple[InputChange, ...]:
    """Return what differs between two scenarios, by path; nothing where they say the same."""
    one, two = Written(baseline), Written(other)
    found = [*_differences(one.document, two.document, ()), *_reordered(one, two)]
    return tuple(change for path in sorted(found) if (change := _change(path, one, two)) is not None)


@dataclass(frozen=True, eq=False)
class Written:
    """A scenario as a document in which every entry has a key, with the origin and default of each path."""

    scenario: Scenario

    @cached_property
    def document(self) -> dict[str, Any]:
        """Its canonical document, lists of entries turned into tables by what the entries are called."""
        document = canonical(self.scenario)
        for path, keys in self._listed.items():
            document = _replaced(document, path, dict(zip(keys, self._items(path), strict=True)))
        return document

    @cached_property
    def _listed(self) -> dict[Path, list[str]]:
        """What the entries of each list are called, in the order of the file."""
        called: dict[Path, list[str]] = {("phases",): [phase.id for phase in self.scenario.phases]}
        for name, nation in self.scenario.nations.items():
            titles = [f"{entry.title}, {entry.capability}" for entry in nation.commitments]
            if titles:
                called["nations", name, "commitments"] = _distinct(titles)
        return called

    def _items(self, path: Path) -> list[Any]:
        """Return the entries of a list as they are written, in the order of the file."""
        entries = self.scenario.phases if path == ("phases",) else self._nation(path).commitments
        return [entry.model_dump(mode="json", by_alias=True, exclude_defaults=True) for entry in entries]

    def _nation(self, path: Path) -> Any:
        return self.scenario.nations[str(path[1])]

    def numbered(self, path: Path) -> Path:
        """Return a path with the entries of lists by number, as origins and people have them."""
        for listed, keys in self._listed.items():
            size = len(listed)
            if path[:size] == listed and len(path) > size and path[size] in keys:
                return (*listed, keys.index(str(path[size])), *path[size + 1 :])
        return path

    def origin(self, path: Path) -> Origin:
        """Return where a path was written, or the nearest part above it that was."""
        return self.scenario.origins.get(self.nearest(path), NOWHERE)

    def nearest(self, path: Path) -> Path:
        """Return a path, or the nearest part above it, that was written somewhere."""
        path = self.numbered(path)
        while path and path not in self.scenario.origins:
            path = path[:-1]
        return path

    def speaks_of(self, path: Path, baseline: Written) -> bool:
        """Say whether the scenario itself decides what stands at a path, be it by leaving it out."""
        where = self.nearest(path)
        return self.scenario.origins.get(where) != baseline.scenario.origins.get(where)

    def value(self, path: Path) -> Any:
        """Return what stands at a path, or is meant where nothing does; None for nothing at all."""
        written = _at(self.document, path)
        return written if written is not None else _at(self._spelt_out, self.numbered(path)) or None

    @cached_property
    def _spelt_out(self) -> dict[str, Any]:
        return self.scenario.model_dump(mode="json", by_alias=True)


def _distinct(titles: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for number, title in enumerate(titles):
        seen[title] = seen.get(title, 0) + 1
        titles[number] = title if seen[title] == 1 else f"{title} ({seen[title]})"
    return titles


def _replaced(document: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    key = str(path[0])
    inner = value if len(path) == 1 else _replaced(document[key], path[1:], value)
    return {**document, key: inner}


def _at(document: Any, path: Path) -> Any:
    for part in path:
        held = part in document if isinstance(document, Mapping) else _has(document, part)
        if not held:
            return None
        document = document[part]
    return document


def _has(value: Any, place: str | int) -> bool:
    return isinstance(value, list) and isinstance(place, int) and place < len(value)


def _differences(one: Any, two: Any, path: Path) -> Iterator[Path]:
    """Yield the paths at which two documents part: as deep as both are tables."""
    if one == two:
        return
    one, two = (_entered(side, other, path) for side, other in ((one, two), (two, one)))
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        for key in sorted({*one, *two}):
            yield from _differences(one.get(key), two.get(key), (*path, key))
    else:
        yield path


def _entered(value: Any, other: Any, path: Path) -> Any:
    """Return an empty table for nothing where the other side is a table that is listed entry by entry."""
    if value is not None or not isinstance(other, Mapping) or len(path) not in (1, _TABLE_OF_ENTRIES):
        return value
    return {} if all(isinstance(entry, Mapping) for entry in other.values()) or len(path) == 1 else None


def _reordered(one: Written, two: Written) -> Iterator[Path]:
    """Yield the phases where those that both have come in another order."""
    first, second = (side.document["phases"] for side in (one, two))
    if [key for key in first if key in second] != [key for key in second if key in first]:
        yield ("phases",)


def _change(path: Path, one: Written, two: Written) -> InputChange | None:
    """Return the change at a path; None where a value is only written that was meant before."""
    was, to = one.value(path), two.value(path)
    if path == ("phases",):
        was, to = list(was), list(to)
    if was == to:
        return None
    there = to is not None
    origin = two.origin(path) if there or two.speaks_of(path, one) else one.origin(path)
    return InputChange(
        path,
        dotted((two if there else one).numbered(path)),
        "added" if was is None else "changed" if there else "removed",
        was,
        to,
        origin,
        NOWHERE if was is None else one.origin(path),
    )
