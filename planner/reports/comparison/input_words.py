"""What differs between two scenarios in the words of their authors: where it stands, and what it says."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.constraints.naming import in_words
from planner.digits import in_full
from planner.problems import Path
from planner.scenario.scenario import Scenario
from planner.studies.comparison.input_changes import InputChange, input_changes, is_remark_field
from planner.studies.comparison.joint_changes import COUNTED
from planner.words.figures import figure
from planner.words.names import Names, one_line, readable
from planner.words.wording import counted

Write = Callable[[float], str]
"""How a number is written."""
LONGEST, AROUND = 160, 40
"""A value is cut to so many letters in tables; where two part only later, so many before that are shown."""
MOST_SHOWN = 12
"""Lines of a difference that are shown before a replacement, of each sort."""
SORTS = ("nations", "capabilities", "places", "phases", "requirements")
"""The sorts whose ids scenarios give a name."""
_TITLED = ("conditions", "constraints", "missions", "sources")
"""The sections whose entries have a title where somebody gives them one."""
_ONE = {
    "conditions": "condition",
    "constraints": "constraint",
    "requirements": "requirement",
    "capabilities": "capability",
    "places": "place",
    "missions": "mission",
    "sources": "source",
    "groups": "group",
    "phases": "the phases",
    "goals": "the goals",
    "whole_units": "whole units",
    COUNTED: "what is counted on",
}
"""What one entry of a section is called."""
_KEYS = {
    "quantity": ("phases",),
    "accepts": ("capabilities",),
    "support": ("places",),
    "sustain": ("places", "capabilities"),
    "before": ("places",),
}
"""The tables of an entry whose keys are ids, and of which sorts."""
_FIELDS = {
    "accepts": "nations",
    "by": "nations",
    "holds": "phases",
    "hosts": "nations",
    "nation": "nations",
    "nations": "nations",
    "pair": "nations",
    "refuses": "nations",
    "place": "places",
    "places": "places",
    "capability": "capabilities",
    "capabilities": "capabilities",
    "requirement": "requirements",
    "requirements": "requirements",
    "mission": "missions",
    "missions": "missions",
    "if": "conditions",
    "needs": "conditions",
    "unless": "conditions",
    "when": "conditions",
    "phases": "phases",
    "from": "phases",
    "until": "phases",
    "source": "sources",
}
"""The fields that hold ids, and of which sort."""


def what_differs(before: Scenario, after: Scenario) -> tuple[str, ...]:
    """Say what differs where one scenario is to replace another: what is lost first, and remarks last."""
    words = InputWords((after, before))
    changes = sorted(input_changes(before, after), key=lambda change: change.is_remark)
    lines = [
        line
        for kind in ("removed", "changed", "added")
        for line in _shown(kind, [words.told(one, before, after) for one in changes if one.kind == kind])
    ]
    return tuple(lines) or ("nothing differs",)


def _shown(kind: str, found: Sequence[str]) -> Iterator[str]:
    yield from (f"{kind}: {one}" for one in found[:MOST_SHOWN])
    if len(found) > MOST_SHOWN:
        yield f"{kind}: {len(found) - MOST_SHOWN} more"


def title_of(section: str) -> str:
    """Return what a section, or one entry of it, is called."""
    return _ONE.get(section, readable(section).lower())


@dataclass(frozen=True, eq=False)
class InputWords:
    """Names by sort and id, the first scenario that has a name winning."""

    scenarios: tuple[Scenario, ...]

    @cached_property
    def by_sort(self) -> Mapping[str, Mapping[str, str]]:
        """The names of each sort by id."""
        by_sort: dict[str, dict[str, str]] = {}
        for scenario in reversed(self.scenarios):
            names = Names(scenario)
            for sort in SORTS:
                by_sort.setdefault(sort, {}).update(getattr(names, sort))
            for sort in _TITLED:
                titled = {key: one_line(one.title or "") for key, one in getattr(scenario, sort).items()}
                by_sort.setdefault(sort, {}).update({key: one for key, one in titled.items() if one})
        return by_sort

    def of(self, sort: str, identifier: str) -> str:
        """Return the name of an id of a sort: nations, requirements ..."""
        return self.by_sort.get(sort, {}).get(identifier) or one_line(readable(identifier))

    def titled(self, section: str, identifier: str) -> str:
        """Return what an entry is and is called: `the place "Black Sea"` without its article."""
        said = "phase" if section == "phases" else title_of(section)
        own = self.by_sort.get(section, {}).get(identifier)
        is_named = section in (*SORTS, "conditions")
        title = own or (readable(identifier) if is_named else identifier.replace("_", " "))
        return f'{said} "{title}"'

    def told(self, change: InputChange, before: Scenario, after: Scenario) -> str:
        """Say a difference in one line; of a whole entry its name alone."""
        place, was, to = self.place(change), *self.values(change, (before, after))
        if change.kind == "changed":
            return f"{place}: {was} -> {to}"
        is_rule = change.path[0] == "constraints" and len(change.path) == 2
        value = change.was if change.kind == "removed" else change.to
        return place if isinstance(value, Mapping) and not is_rule else f"{place}: {was or to}"

    def place(self, change: InputChange) -> str:
        """Return where a difference stands, in words: `Germany, infantry battalion: units, expected`."""
        section, *fields = (str(part) for part in change.path)
        if not fields:
            return _headed(title_of(section), ())
        first, *fields = fields
        named = self.of("nations", first) if section == "nations" else self.titled(section, first)
        if section == "nations" and fields[:1] == ["offers"] and len(fields) > 1:
            named, fields = f"{named}, {self.of('capabilities', fields[1])}", fields[2:]
        return _headed(named, list(self._fields(fields)))

    def _fields(self, fields: Sequence[str]) -> Iterator[str]:
        """Yield the fields that lead to a value, ids among them by their names."""
        sorts = _KEYS.get(fields[0], ()) if fields else ()
        for number, field in enumerate(fields):
            known = self.by_sort[sorts[number - 1]] if 0 < number <= len(sorts) else {}
            yield known.get(field) or field.replace("_", " ")

    def values(self, change: InputChange, sides: tuple[Scenario | None, Scenario | None]) -> tuple[str, str]:
        """Return what a value was and is, in words that differ where the values do."""
        was, to = (
            self._value(change, one, side) for one, side in zip((change.was, change.to), sides, strict=True)
        )
        if was == to and change.kind == "changed":
            was, to = (one_line(self._said(one, change.path, in_full)) for one in (change.was, change.to))
        return _cut(was, to)

    def _value(self, change: InputChange, value: Any, side: Scenario | None) -> str:
        """Return a value in words: a whole constraint as its sentence, tables without remarks."""
        section, *rest = change.path
        if section == "constraints" and len(rest) == 1 and value is not None and side is not None:
            return in_words(side.constraints[str(rest[0])], Names(side))
        return one_line(self._said(value, change.path, figure))

    def _said(self, value: Any, path: Path, write: Write) -> str:
        """Say a value at a path, ids by their names, numbers as they are to be written."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return write(value)
        if isinstance(value, Mapping):
            return self._table_said(value, path, write)
        if isinstance(value, list | tuple):
            return ", ".join(self._said(one, path, write) for one in value)
        sort = "nations" if path[0] == "groups" else _FIELDS.get(str(path[-1]), "")
        known = self.by_sort.get(sort, {})
        return known.get(value, str(value))

    def _table_said(self, value: Mapping[str, Any], path: Path, write: Write) -> str:
        """Say a table; units that are one number as that number."""
        if set(value) == {"expected"}:
            return self._said(value["expected"], path, write)
        if set(value) == {"plan", "sent"}:
            return f"{value['plan']}: {counted(len(value['sent']), 'contribution')}"
        parts = {key: entry for key, entry in value.items() if not is_remark_field(key)} or value
        return "; ".join(
            f"{str(key).replace('_', ' ')} " + (f"({said})" if isinstance(entry, Mapping) else said)
            for key, entry in parts.items()
            for said in (self._said(entry, (*path, key), write),)
        )


def _headed(named: str, fields: Sequence[str]) -> str:
    named = named[:1].upper() + named[1:]
    return f"{named}: {', '.join(fields)}" if fields else named


def _cut(was: str, to: str) -> tuple[str, str]:
    """Cut two texts where they are long; where they part only behind the cut, from shortly before there."""
    if max(len(was), len(to)) <= LONGEST:
        return was, to
    alike = (one == other for one, other in zip(was, to, strict=False))
    same = sum(1 for _ in itertools.takewhile(bool, alike))
    begin = 0 if same < LONGEST - AROUND else same - AROUND
    return _clipped(was, begin), _clipped(to, begin)


def _clipped(text: str, begin: int) -> str:
    if begin:
        text = f"… {text[begin:].partition(' ')[2] or text[begin:]}"
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
