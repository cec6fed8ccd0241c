"""Text -> text: values of a YAML file changed in their place; comments, order and all else stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.editing import splicing
from planner.editing.edits import REMOVED, ValueChange, at, differences, put, same
from planner.editing.regions import Region, region, whole_text
from planner.editing.short_forms import at_its_number
from planner.editing.yaml_spots import ListMark, Mark, NotUnderstoodError, Spot, TableMark, marked, plain
from planner.problems import Path
from planner.scenario.yaml_text import Replacing, TaggedList


def patched(text: str, changes: Iterable[ValueChange]) -> str:
    """Return a file's text with changes made.

    A path names what the text itself holds, so an entry of a list goes by its number. Where an offer or its
    units are a bare number, a path may go on as if they were spelt out. Raises `NotUnderstoodError` where the
    text cannot be changed in place.
    """
    for wanted in _by_entry(changes):
        text = _patched_together(text, wanted)
    return text


def _by_entry(changes: Iterable[ValueChange]) -> Iterator[list[ValueChange]]:
    """Yield runs of changes that lie in one entry of a section."""
    run: list[ValueChange] = []
    for change in changes:
        if run and (len(change.path) < 3 or len(run[0].path) < 3 or run[0].path[:2] != change.path[:2]):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _patched_together(text: str, changes: list[ValueChange]) -> str:
    first = changes[0]
    narrow = region(text, first.path, wide=first.value is REMOVED and len(first.path) < 3)
    widest = whole_text(text, first.path)
    for part in (widest,) if len(first.path) < 2 and first.value is REMOVED else (narrow, widest):
        after = _patched_in(text, part, changes)
        if after is not None:
            return after
    raise NotUnderstoodError("the file is written in a way that only its text can be edited")


def _patched_in(text: str, part: Region, changes: list[ValueChange]) -> str | None:
    """Return a text changed in a region, or None where what comes out is not what was wanted."""
    dropped = len(changes[0].path) - len(part.path)
    before = text[part.start : part.end]
    try:
        mark, after = marked(before), before
        if not isinstance(mark, TableMark):
            return None
        wanted = plain(mark)
        above = changes[0].path[:dropped]
        for pass_ in _passes(wanted, [ValueChange(one.path[dropped:], one.value) for one in changes], above):
            after = _rewritten(after, mark if after is before else marked(after), pass_)
            for change in pass_:
                wanted = put(wanted, change.path, change.value)
        fits = same(plain(marked(after)), wanted)
    except (NotUnderstoodError, ValueError, IndexError):
        return None
    return text[: part.start] + after + text[part.end :] if fits else None


def _passes(data: Any, changes: Iterable[ValueChange], above: Path) -> Iterator[list[ValueChange]]:
    """Yield runs of small changes to make at once: none within another, and removals by themselves.

    Each change sees what those before it made. The paths of changes and data start below `above`.
    """
    run: list[ValueChange] = []
    for wanted in changes:
        for change in list(_small(data, at_its_number(data, wanted, above))):
            if not _goes_with(run, change):
                yield run
                run = []
            run.append(change)
            data = put(data, change.path, change.value)
    if run:
        yield run


def _goes_with(run: Sequence[ValueChange], change: ValueChange) -> bool:
    """Say whether a change can be made at once with others, in the text as it is before them."""
    return not any(
        (one.value is REMOVED) != (change.value is REMOVED)
        or one.path[: len(change.path)] == change.path[: len(one.path)]
        or _moves_up(one, change.path)
        for one in run
    )


def _moves_up(change: ValueChange, path: Path) -> bool:
    """Say whether a change takes an item out of a list before the one that a path goes through."""
    *above, item = change.path
    inside = len(path) > len(above) and list(path[: len(above)]) == above
    return change.value is REMOVED and isinstance(item, int) and inside and int(path[len(above)]) > item


def _small(data: Any, change: ValueChange) -> Iterator[ValueChange]:
    """Yield what a change comes to, in the form that the text has, with removals first."""
    old = at(data, change.path)
    if (
        isinstance(old, Mapping)
        and isinstance(change.value, Mapping)
        and not isinstance(change.value, Replacing)
    ):
        inner = [
            small for part in differences(old, change.value, change.path) for small in _small(data, part)
        ]
        yield from sorted(inner, key=lambda small: small.value is not REMOVED)
    elif isinstance(change.value, TaggedList):
        yield change
    elif isinstance(old, list) and isinstance(change.value, list | tuple):
        yield from _small_in_list(data, old, change)
    elif not same(old, change.value):
        yield change


def _small_in_list(data: Any, old: list[Any], change: ValueChange) -> Iterator[ValueChange]:
    """Yield changes of the items of a list where these say it all; else the list anew."""
    new = list(change.value)
    shared = min(len(old), len(new))
    if len(new) >= len(old) and (len(new) == len(old) or same(old, new[:shared])):
        for number, (before, after) in enumerate(zip(old, new, strict=False)):
            if not same(before, after):
                yield from _small(data, ValueChange((*change.path, number), after))
        yield from (ValueChange((*change.path, number), new[number]) for number in range(shared, len(new)))
        return
    gone = _left_out(old, new)
    if gone is None:
        yield change
    else:
        yield from (ValueChange((*change.path, number), REMOVED) for number in reversed(gone))


def _left_out(old: list[Any], new: list[Any]) -> list[int] | None:
    """Return the numbers of the items that are missing of a list; None where something else differs."""
    gone, rest = [], list(new)
    for number, item in enumerate(old):
        if rest and same(item, rest[0]):
            rest.pop(0)
        else:
            gone.append(number)
    return None if rest else gone


def _rewritten(text: str, mark: Mark, changes: list[ValueChange]) -> str:
    splices = _Update.of(changes).splices(splicing.YamlText(text), mark, splicing.Surroundings(False, 0))
    return splicing.spliced(text, splices)


@dataclass
class _Update:
    """What becomes of a value: another in its place, or updates of its parts."""

    value: Any = REMOVED
    parts: dict[str | int, _Update] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[ValueChange]) -> _Update:
        root = cls()
        for change in changes:
            inner = root
            for part in change.path:
                inner = inner.parts.setdefault(part, cls())
            inner.value = change.value
        return root

    @property
    def result(self) -> Any:
        """What is written where nothing stands yet; `REMOVED` for nothing at all."""
        if not self.parts:
            return self.value
        kept = {key: part.result for key, part in self.parts.items()}
        return {key: value for key, value in kept.items() if value is not REMOVED} or REMOVED

    def splices(
        self, sheet: splicing.YamlText, mark: Mark, frame: splicing.Surroundings
    ) -> Iterator[splicing.Splice]:
        """Yield what changes in the text of a value."""
        if not self.parts:
            yield splicing.replacement(sheet, mark, self.value, frame)
        elif isinstance(mark, TableMark):
            yield from self._in_table(sheet, mark, frame)
        elif isinstance(mark, ListMark):
            yield from self._in_list(sheet, mark, frame)
        elif self.result is not REMOVED:
            yield splicing.replacement(sheet, mark, self._over(mark), frame)

    def _over(self, spot: Spot) -> Any:
        """Return what an alias or nothing becomes when parts of it are given."""
        value = spot.value if isinstance(spot.value, Mapping | list) else {}
        for key, part in self.parts.items():
            value = put(value, (key,), part.result)
        return value

    def _in_table(
        self, sheet: splicing.YamlText, mark: TableMark, frame: splicing.Surroundings
    ) -> Iterator[splicing.Splice]:
        """Yield removals, changes in place, one splice for all new keys; of a key there twice, the first."""
        known = {key.value: number for number, (key, _) in reversed(list(enumerate(mark.entries)))}
        gone = [known[key] for key, part in self.parts.items() if key in known and part.is_removal]
        if gone:
            yield from splicing.removals(sheet, mark, gone, frame)
        for key, part in self.parts.items():
            if key in known and not part.is_removal:
                spot, value = mark.entries[known[key]]
                yield from part.splices(sheet, value, splicing.frame_of_entry(sheet, mark, spot))
        fresh = {str(key): part.result for key, part in self.parts.items() if key not in known}
        fresh = {key: value for key, value in fresh.items() if value is not REMOVED}
        if fresh:
            yield self._added(sheet, mark, fresh, frame)

    def _added(
        self, sheet: splicing.YamlText, mark: TableMark, fresh: dict[str, Any], frame: splicing.Surroundings
    ) -> splicing.Splice:
        """Return the entries that are new: lines where braces were empty, for there is room now."""
        if mark.entries or frame.flow:
            return splicing.additions(sheet, mark, fresh)
        return splicing.replacement(sheet, mark, fresh, frame)

    def _in_list(
        self, sheet: splicing.YamlText, mark: ListMark, frame: splicing.Surroundings
    ) -> Iterator[splicing.Splice]:
        """Yield removals, changes of items in place, and one splice for all numbers beyond the last."""
        count = len(mark.items)
        gone = [int(key) for key, part in self.parts.items() if int(key) < count and part.is_removal]
        if gone:
            yield from splicing.removals(sheet, mark, gone, frame)
        for key, part in self.parts.items():
            if int(key) < count and not part.is_removal:
                item = mark.items[int(key)]
                yield from part.splices(sheet, item, splicing.frame_of_item(sheet, mark, item))
        fresh = [part.result for key, part in self.parts.items() if int(key) >= count]
        if fresh and (count or frame.flow):
            yield splicing.additions(sheet, mark, fresh)
        elif fresh:
            yield splicing.replacement(sheet, mark, fresh, frame)

    @property
    def is_removal(self) -> bool:
        """Whether the value goes, and not just parts of it."""
        return not self.parts and self.value is REMOVED
