"""A scenario as it is edited: the text of its own file, and what it says with all that it extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planner.constraints import given_names
from planner.editing.edits import REMOVED, ValueChange, at, differences, is_number, put, put_all, same
from planner.editing.patch import patched
from planner.editing.regions import section_text
from planner.editing.short_forms import at_its_number, is_units, offer_in_brief, offers_spelt_out
from planner.editing.yaml_spots import NotUnderstoodError, marked, plain, tags
from planner.problems import Path
from planner.scenario.reading import Examined
from planner.scenario.yaml_text import Replacing, TaggedList

Below = tuple[tuple[str, tuple[int, int, int]], ...]
"""Files, each with what tells quickly whether it has changed."""


@dataclass(frozen=True, eq=False)
class Document:
    """The text of a file, the plain data it stands for, and the plain data of what it extends.

    In the data, constraints are a table by id and every offer is a table, however the text writes them. They
    are None where the text, or a file that it extends, cannot be read.
    """

    file: str
    text: str
    data: Any = None
    inherited: Any = None
    below: Below = ()
    """The files that it stands on, as they were when it was read; an edited text stands on the same."""

    def edited(self, changes: Iterable[ValueChange]) -> Document:
        """Return the document with changes made, in the text and in the data.

        What is inherited stays in its file: the text of this one takes the difference. Raises
        `NotUnderstoodError` where the text is written in a way that cannot be changed in place.
        """
        small: list[ValueChange] = []
        data = self.data
        for change in [each for one in changes for each in self._with_its_shape(one)]:
            whole = _in_form(data, change)
            parts = list(differences(at(data, whole.path), whole.value, whole.path))
            data = put_all(data, parts)
            small += parts
        if not small:
            return self
        text = self.text
        for own in self._in_text(small):
            text = patched(text, own)
        return replace(self, text=text, data=data)

    def _with_its_shape(self, change: ValueChange) -> Iterator[ValueChange]:
        """Yield a change, and where it makes units that spread a number, that their own shape goes too.

        A shape from below goes by itself, see `planner.scenario.sure_units`.
        """
        yield change
        shape = (*change.path[:-1], "shape")
        is_sure = is_units(change.path) and is_number(change.value)
        if is_sure and at(self.data, shape) is not REMOVED and at(self.inherited, shape) is REMOVED:
            yield ValueChange(shape, REMOVED)

    def _in_text(self, changes: list[ValueChange]) -> Iterator[list[ValueChange]]:
        """Yield changes as the text needs them; each run in the form that the text has before it."""
        listed = [one for one in changes if one.path[0] == "constraints"]
        listed = listed if listed and self._lists_constraints else []
        yield [self._own(change) for change in changes if change not in listed]
        text = self.text
        for change in listed:
            own = list(_in_list(text, self._own(change), self._names_below))
            text = patched(text, own)
            yield own

    def _own(self, change: ValueChange) -> ValueChange:
        """Return what a change comes to in a file that may stand on others."""
        tagged = self._tags
        replaced = any(tagged.get(change.path[:length]) == "!replace" for length in range(len(change.path)))
        below = REMOVED if replaced else at(self.inherited, change.path)
        if change.value is REMOVED:
            return change if below is REMOVED else ValueChange(change.path, None)
        if below is REMOVED:
            return ValueChange(change.path, offer_in_brief(change.path, change.value))
        if same(below, change.value):
            return ValueChange(change.path, REMOVED)
        if tagged.get(change.path) == "!add":
            return ValueChange(change.path, _behind(below, change.value))
        if isinstance(change.value, Mapping) and not is_units(change.path):
            return ValueChange(change.path, Replacing(change.value))
        return change

    @property
    def _tags(self) -> Mapping[Path, str]:
        """The tags of the text by path; where it cannot be read, it cannot be changed either."""
        if "!" not in self.text:
            return {}
        try:
            return dict(tags(marked(self.text)))
        except NotUnderstoodError:
            return {}

    @property
    def _lists_constraints(self) -> bool:
        return _listed(self.text) is not None

    @property
    def _names_below(self) -> Iterable[str]:
        return (
            at(self.inherited, ("constraints",)) if self.inherited and "constraints" in self.inherited else ()
        )


def opened(file: str, text: str, examined: Examined, below: Below = ()) -> Document:
    """Return a document of a text that was examined when the files below it were as they were."""
    return Document(file, text, examined.data, examined.inherited, below)


def _behind(below: Any, value: Any) -> Any:
    """Return what a list behind `!add` becomes: what follows on that below, or the whole without the tag."""
    under = list(below) if isinstance(below, list | tuple) else [below]
    if not isinstance(value, list | tuple):
        return value
    return list(value[len(under) :]) if same(under, value[: len(under)]) else TaggedList(value)


def _of_list(data: Any, change: ValueChange) -> ValueChange:
    """Return a change of something in a list as one of the whole list."""
    for depth, part in enumerate(change.path):
        if isinstance(part, int):
            path = change.path[:depth]
            listed = at(data, path)
            return ValueChange(
                path, put(listed if isinstance(listed, list) else [], change.path[depth:], change.value)
            )
    return change


def _in_form(data: Any, change: ValueChange) -> ValueChange:
    """Return a change as data have it: of a whole list, and of offers that are tables."""
    change = _of_list(data, at_its_number(data, change))
    return ValueChange(change.path, offers_spelt_out(change.path, change.value))


def _listed(text: str) -> list[Any] | None:
    """Return the constraints of a text that writes them as a list; None where it does not."""
    section = section_text(text, "constraints")
    if section is None or ("-" not in section and "[" not in section):
        return None
    head = section.split("\n", 1)[1].lstrip() if "\n" in section else section
    if head and head[0] not in "-[#" and "[" not in section.split("\n", 1)[0]:
        return None
    try:
        constraints = plain(marked(section))["constraints"]
    except (NotUnderstoodError, KeyError, TypeError):
        return None
    return constraints if isinstance(constraints, list) else None


def _in_list(text: str, change: ValueChange, taken: Iterable[str]) -> Iterator[ValueChange]:
    """Yield a change of a constraint by its id as changes of the list that the text writes."""
    entries = _listed(text) or []
    names = given_names(entries, taken)
    if len(change.path) < 2:
        yield change
        return
    name, rest = str(change.path[1]), change.path[2:]
    place = names.index(name) if name in names else len(entries)
    gone = change.value is REMOVED and not rest
    value = change.value if place < len(entries) else {"id": name, **put({}, rest, change.value)}
    wanted = put(entries, (place, *rest) if place < len(entries) else (place,), value)
    kept = [*names[:place], *([] if gone else [name]), *names[place + 1 :]]
    for number, lost in _renamed(wanted, kept, taken):
        # Names of nameless constraints follow from what all say: they are written down before they change.
        yield ValueChange(("constraints", number + (gone and number >= place), "id"), lost)
    yield ValueChange(
        ("constraints", place, *rest) if place < len(entries) else ("constraints", place), value
    )


def _renamed(entries: list[Any], names: list[str], taken: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the entries that would lose their name, with it."""
    entries = list(entries)
    while (found := given_names(entries, taken)) != names:
        number = next(
            place for place, pair in enumerate(zip(found, names, strict=True)) if pair[0] != pair[1]
        )
        yield number, names[number]
        entries[number] = put(entries[number], ("id",), names[number])
