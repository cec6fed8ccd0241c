"""An id renamed in a file's text: where it is defined, and wherever the models say that it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from planner.constraints import given_names
from planner.editing.edits import REMOVED, at, put, same
from planner.editing.splicing import Splice, spliced
from planner.editing.yaml_spots import ListMark, Mark, NotUnderstoodError, Spot, TableMark, marked, plain
from planner.problems import Path
from planner.scenario import yaml_text
from planner.scenario.checks import references
from planner.scenario.known import Known
from planner.scenario.nodes import Laid

_ID = re.compile(r"\w[\w-]{0,79}")


def trouble(data: Any, inherited: Any, what: tuple[str, str], new: str) -> str:
    """Say why the id `what`, a sort and a name, cannot be called otherwise; empty where it can."""
    sort, old = what
    if not _ID.fullmatch(new):
        return "An id has letters, digits, - and _, and begins with none of the signs."
    if new == old:
        return "It is called that already."
    if _is_defined(inherited, sort, old):
        return f"{old} is defined in a file that this one extends. Rename it there."
    known = _known(data)
    groups = [name for name, members in known.sort_of_group.items() if members == sort or sort == "groups"]
    if _is_defined(data, sort, new) or new in groups or (sort == "groups" and new in _gathered(known, old)):
        return f"There is {new} already."
    return ""


def renamed(text: str, data: Any, what: tuple[str, str], new: str) -> str:
    """Return a text in which an id has another name; comments, order and all else stay.

    `data` are the plain data of the text with all that it extends; `what` is a sort and an id of it. Raises
    `NotUnderstoodError` where the text is written in a way that only itself can be edited.
    """
    root = marked(text)
    own = plain(root)
    places = list(dict.fromkeys(_places(own, data, what)))
    written = yaml_text.flow(new)
    spots = {_spot(root, path, what[1]): path for path in places}
    splices = [Splice(spot.start, spot.end, written) for spot in spots if spot is not None]
    after = spliced(text, splices)
    if not same(plain(marked(after)), _renamed_data(own, places, what[1], new)):
        raise NotUnderstoodError("the id stands in the text in a way that only the text can be edited")
    return after


def uses(data: Any, what: tuple[str, str]) -> Iterator[Path]:
    """Yield where plain data name an id, besides where it is defined."""
    sort, name = what
    for use in references(data):
        if use.name == name and (
            use.sort == sort
            or (sort == "nations" and use.sort == "hosts")
            or (sort == "groups" and use.grouped)
        ):
            yield use.path
    if sort != "groups":
        yield from _memberships(data, data, what)


def _places(own: Any, data: Any, what: tuple[str, str]) -> Iterator[Path]:
    """Yield where the data of a text define and name an id."""
    whole = _with_kinds(own, data)
    yield from definitions(own, what)
    sort, name = what
    yield from (path for path in uses(whole, what) if path[0] != "groups")
    if sort != "groups":
        yield from _memberships(own, data, (sort, name))


def definitions(own: Any, what: tuple[str, str]) -> Iterator[Path]:
    """Yield where data define an id, a sort and a name: its key in a table, or the field `id` in a list."""
    sort, name = what
    section = at(own, (sort,))
    if isinstance(section, Mapping) and name in section:
        yield (sort, name)
    elif isinstance(section, list) and sort == "constraints":
        names = given_names(section, ())
        yield from (
            (sort, number, "id")
            for number, given in enumerate(names)
            if given == name and at(section, (number, "id")) == name
        )
    elif isinstance(section, list):
        yield from ((sort, number, "id") for number, one in enumerate(section) if at(one, ("id",)) == name)


def _memberships(own: Any, data: Any, what: tuple[str, str]) -> Iterator[Path]:
    """Yield where groups of a text gather an id; `data` say which groups are of its sort."""
    sort, name = what
    sorts = _known(data).sort_of_group
    groups = at(own, ("groups",))
    for group, members in groups.items() if isinstance(groups, Mapping) else ():
        if sorts.get(group) != sort:
            continue
        if members == name:
            yield ("groups", group)
        elif isinstance(members, list):
            yield from (("groups", group, number) for number, one in enumerate(members) if one == name)


def _with_kinds(own: Any, data: Any) -> Any:
    """Return the data of a text with the kind of each constraint that leaves it to the file below."""
    constraints = at(own, ("constraints",))
    for name in constraints if isinstance(constraints, Mapping) else ():
        kind = at(data, ("constraints", name, "kind"))
        if isinstance(constraints[name], Mapping) and kind is not REMOVED:
            own = put(own, ("constraints", name, "kind"), kind)
    return own


def _known(data: Any) -> Known:
    return Known(Laid(data if isinstance(data, Mapping) else {}))


def _is_defined(data: Any, sort: str, name: str) -> bool:
    section = at(data, (sort,))
    if isinstance(section, Mapping):
        return name in section
    listed = section if isinstance(section, list | tuple) else ()
    return any(at(one, ("id",)) == name for one in listed)


def _gathered(known: Known, group: str) -> frozenset[str]:
    """Return the ids of the sort that a group gathers: the group may be called like none of them."""
    sort = known.sort_of_group.get(group)
    return known.ids(sort) if sort else frozenset()


def _is_key(data: Any, path: Path, old: str) -> bool:
    """Say whether what is renamed at a path is the key there, and not the value: a value may be any text.

    Units of a place may be written as a fraction, which is a text: `{west: 1/2}`.
    """
    return isinstance(at(data, path[:-1]), Mapping) and path[-1] == old and at(data, path) != old


def _spot(root: Mark, path: Path, old: str) -> Spot | None:
    """Return where an id stands in a text: a value, or a key; None where an alias stands for it."""
    mark: Mark | None = root
    before: Mark | None = None
    for part in path:
        before = mark
        if isinstance(mark, TableMark):
            mark = mark.get(part)
        elif isinstance(mark, ListMark) and isinstance(part, int) and part < len(mark.items):
            mark = mark.items[part]
        else:
            return None
    if isinstance(mark, Spot) and mark.value == old:
        return mark
    keys = before.entries if isinstance(before, TableMark) else ()
    return next((key for key, _ in keys if key.value == path[-1]), None)


def _renamed_data(data: Any, places: list[Path], old: str, new: str) -> Any:
    """Return plain data with ids renamed at paths, the deepest first, so that no path leads astray."""
    for path in sorted(places, key=len, reverse=True):
        if _is_key(data, path, old):
            entries = at(data, path[:-1])
            moved = {new if key == path[-1] else key: value for key, value in entries.items()}
            data = put(data, path[:-1], moved) if path[:-1] else moved
        else:
            data = put(data, path, new)
    return data
