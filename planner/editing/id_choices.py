"""The ids of a scenario that may be chosen, and what they are called, read from its plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.constraints.naming import spoken
from planner.editing.edits import at
from planner.editing.grids.grid import called, entry_called, table
from planner.editing.grids.phase_grid import phases
from planner.problems import Path
from planner.scenario.known import Known
from planner.scenario.nodes import Laid
from planner.words.names import one_line, readable


@dataclass(frozen=True)
class IdChoices:
    """The ids of plain data by sort, in the order of the file."""

    data: Any

    @cached_property
    def _known(self) -> Known:
        return Known(Laid(self.data if isinstance(self.data, Mapping) else {}))

    def ids(self, sort: str) -> list[str]:
        """Return the ids of a sort; of an unknown sort all that groups may gather."""
        if sort == "phases":
            return [key for key, _ in phases(self.data)]
        if not sort:
            everything = [key for name in _GATHERED for key in self.ids(name)]
            return list(dict.fromkeys(everything))
        section = table(self.data, _SECTIONS.get(sort, sort))
        try:
            known = self._known.ids(sort)
        except KeyError:
            return list(section)
        return [*(key for key in section if key in known), *sorted(known - section.keys())]

    def choices(self, sort: str) -> list[str]:
        """Return what may be chosen of a sort: groups first, then ids."""
        groups = self._known.sort_of_group
        return [*(name for name, members in groups.items() if members == sort), *self.ids(sort)]

    def called(self, sort: str, name: str) -> str:
        """Return what an id of a sort is called."""
        if not isinstance(name, str):
            return str(name)
        if sort == "phases":
            return dict(phases(self.data)).get(name, name)
        if name in self._known.groups and name not in table(self.data, sort):
            return f"{readable(name)} (group of {len(self._known.groups[name])})"
        for section in (_SECTIONS.get(sort, sort),) if sort else _GATHERED:
            entries = table(self.data, section)
            if name in entries:
                title = entry_called(self.data, section, name)
                return title if section == "sources" or _says(title, name) else f"{title} ({name})"
        return readable(name) if sort in ("components", "areas", "keys", "measures") else name

    def spoken(self, sort: str, name: str) -> str:
        """Return how a sentence says an id of a sort."""
        if sort == "phases":
            return spoken(sort, name, dict(phases(self.data)).get(name))
        entries = table(self.data, _SECTIONS.get(sort, sort))
        if name not in entries:
            return spoken(sort, name, None)
        title = at(entries, (name, "name" if sort in ("nations", "hosts") else "title"))
        named = one_line(title) if isinstance(title, str) else ""
        return spoken(sort, name, named or (name if sort == "conditions" else readable(name)))

    def place(self, path: Path) -> str:
        """Say a path in words: `Nations, Germany, Offers, Infantry battalion, Units`."""
        words = [self._part(path, depth) for depth in range(len(path))]
        return ", ".join(word for word in words if word)

    def _part(self, path: Path, depth: int) -> str:
        """Say one step of a path: an entry or phase by name, an item by number from 1, a field in words."""
        part, before = path[depth], path[:depth]
        if isinstance(part, int):
            listed = self.ids("phases") if before == ("phases",) else []
            return self.called("phases", listed[part]) if part < len(listed) else str(part + 1)
        if depth == 1:
            entries = table(self.data, str(path[0]))
            return (
                called(entries, part, "name" if path[0] == "nations" else "title")
                if part in entries
                else part
            )
        if before[-1:] in (("offers",), ("accepts",)):
            return called(table(self.data, "capabilities"), part)
        return (
            dict(phases(self.data)).get(part, readable(part))
            if before[-1:] == ("quantity",)
            else readable(part)
        )

    def used(self, field: str) -> list[str]:
        """Return the keys that tables under a field have anywhere, such as all measures."""
        found = {
            key
            for section in ("nations", "capabilities")
            for entry in table(self.data, section)
            for key in table(self.data, section, entry, field)
        }
        return sorted(found)

    def texts(self, section: str, field: str) -> list[str]:
        """Return what a field says in the entries of a section, each once."""
        found = (at(self.data, (section, name, field)) for name in table(self.data, section))
        return sorted({value for value in found if isinstance(value, str)})


_SECTIONS = {"hosts": "nations"}
_GATHERED = ("nations", "capabilities", "requirements", "places", "missions")


def _says(title: str, name: str) -> bool:
    """Say whether a title is no more than its id in words."""
    return title.casefold() == readable(name).casefold()
