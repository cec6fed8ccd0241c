"""The ids that a scenario defines, by sort; also of entries that are wrong in some other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.problems import Path
from planner.scenario.nodes import UNREAD, Laid
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import sections

BUILT_IN_MEASURES = ("units", "personnel", "cost", "effect")
"""The measures that every scenario has, beside those under its capabilities' `measures`."""

SELECTABLE = (
    "nations",
    "capabilities",
    "requirements",
    "missions",
    "places",
    "areas",
    "components",
    "phases",
)
"""The sorts of id that a group may gather."""

_STATES_WITHOUT_A_CODE = frozenset({"XKX"})
"""Kosovo hosts a mission and has no code of its own in ISO 3166; this one is the usual one."""


_DEFINED_BY = {
    "components": ("capabilities", "component"),
    "measures": ("capabilities", "measures"),
    "areas": ("places", "area"),
    "keys": ("nations", "keys"),
    "phases": ("phases", "id"),
}
"""For each sort that is no section of its own, the section and the field whose values are its ids."""

_REQUIRED = ("components", "areas", "phases")
"""The sorts whose field every entry of the section must have."""


@dataclass(frozen=True)
class Known:
    """The ids of a scenario as plain data give them."""

    laid: Laid

    def ids(self, sort: str) -> frozenset[str]:
        """Return the ids of a sort; hosts without the states of the world, see `has`."""
        return self._by_sort[sort]

    def called(self, sort: str) -> dict[str, object]:
        """Return what the entries of a sort are called, by id: the name of a nation, the title of others."""
        entries: Iterable[tuple[Any, Any]] = self._table("nations" if sort == "hosts" else sort).items()
        if sort == "phases":
            entries = zip(self._values(sort, "id"), self._values(sort, "title"), strict=True)
        return {
            str(name): entry.get("name") or entry.get("title") if isinstance(entry, Mapping) else entry
            for name, entry in entries
        }

    def has(self, sort: str, name: str) -> bool:
        """Say whether an id of a sort is defined, or may be, where definitions are wrong or missing."""
        if name in self._by_sort[sort] or sort in self._uncertain:
            return True
        return sort == "hosts" and is_state(name)

    def is_uncertain(self, sort: str) -> bool:
        """Say whether definitions of a sort are wrong or missing, so that an unknown id may be meant."""
        return sort in self._uncertain

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The ids of the phases in their order."""
        return tuple(_texts(self._values("phases", "id")))

    @cached_property
    def _by_sort(self) -> Mapping[str, frozenset[str]]:
        found = {sort: frozenset(self._keys(sort)) for sort in sections()}
        for sort, (section, field) in _DEFINED_BY.items():
            refused = (path[3] for path in self.laid.broken if _is_part(path, section, field))
            found[sort] = frozenset(_named([*self._values(section, field), dict.fromkeys(refused)]))
        found["measures"] |= {*BUILT_IN_MEASURES}
        found["hosts"] = found["nations"]
        return found

    @cached_property
    def _uncertain(self) -> frozenset[str]:
        """The sorts some of whose definitions are wrong themselves: what is unknown there may be meant."""
        section_of = {sort: section for sort, (section, _) in _DEFINED_BY.items()}
        return frozenset(
            sort
            for sort in self._by_sort
            if self._is_unreadable(section_of.get(sort, "nations" if sort == "hosts" else sort))
            or (
                sort in _REQUIRED
                and any(not isinstance(value, str) for value in self._values(*_DEFINED_BY[sort]))
            )
        )

    def _is_unreadable(self, section: str) -> bool:
        """Say whether a section is wrong as a whole, missing although it must be there, or lacks some id."""
        if (section, UNREAD) in self.laid.broken:
            return True
        if section in self.laid.data:
            return not isinstance(self.laid.data[section], Mapping | list)
        return Scenario.model_fields[section].is_required() or (section,) in self.laid.broken

    def _keys(self, section: str) -> Iterator[str]:
        yield from self._table(section)
        broken = (path[1] for path in self.laid.broken if len(path) == 2 and path[0] == section)
        yield from (str(key) for key in broken if key != UNREAD)

    def _table(self, section: str) -> Mapping[str, Any]:
        entries = self.laid.data.get(section)
        return entries if isinstance(entries, Mapping) else {}

    def _values(self, section: str, field: str) -> Iterator[Any]:
        """Yield a field of every entry of a section, None where it is missing."""
        entries = self.laid.data.get(section)
        listed = entries if isinstance(entries, list) else self._table(section).values()
        for entry in listed:
            yield entry.get(field) if isinstance(entry, Mapping) else None

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each group."""
        return {
            name: tuple(_texts([members] if isinstance(members, str) else members))
            for name, members in self._table("groups").items()
            if isinstance(members, str | list)
        }

    def may_be_group(self, name: str) -> bool:
        """Say whether a group of a name may be meant whose members could not be read."""
        return not self.laid.broken.isdisjoint({("groups",), ("groups", name), ("groups", UNREAD)})

    @cached_property
    def sort_of_group(self) -> Mapping[str, str]:
        """The sort of all members of a group, of several the first in `SELECTABLE`; absent where none is."""
        return {
            name: sort
            for name, members in self.groups.items()
            for sort in reversed(SELECTABLE)
            if members and self.ids(sort).issuperset(members)
        }


def _is_part(path: Path, section: str, field: str) -> bool:
    """Say whether a path is one key of the table that is a field of an entry of a section."""
    return len(path) == 4 and path[0] == section and path[2] == field


def _named(values: Iterable[Any]) -> Iterator[str]:
    """Yield the ids in the values of a field: text, or the keys of a table."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from value


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def is_state(code: str) -> bool:
    """Say whether a code is a state's in ISO 3166-1 alpha-3."""
    if len(code) != 3 or not code.isascii() or not code.isupper():
        return False
    if code in _STATES_WITHOUT_A_CODE:
        return True
    import pycountry  # here, because its list takes as long to read as a large scenario

    return pycountry.countries.get(alpha_3=code) is not None
