"""The smallest changes of a YAML text: a value replaced, entries added to a table or list, or taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.editing.yaml_spots import ListMark, Mark, Spot, TableMark
from planner.scenario import yaml_text


@dataclass(frozen=True)
class Splice:
    """A run of text that becomes another."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with splices made, which may not overlap."""
    for splice in sorted(splices, key=lambda one: one.start, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


@dataclass(frozen=True)
class YamlText:
    """A text in which one can look around."""

    text: str

    def line_start(self, spot: int) -> int:
        """Return where the line of a position starts."""
        return self.text.rfind("\n", 0, spot) + 1

    def line_end(self, spot: int) -> int:
        """Return where the line of a position ends, before its line end."""
        end = self.text.find("\n", spot)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" and end > spot else end

    def column(self, spot: int) -> int:
        """Return how far in a position stands."""
        return spot - self.line_start(spot)

    def rest_of_line(self, spot: int) -> str:
        """Return what stands behind a position on its line."""
        return self.text[spot : self.line_end(spot)].strip()

    def starts_its_line(self, spot: int) -> bool:
        """Say whether nothing stands before a position on its line."""
        return not self.text[self.line_start(spot) : spot].strip()

    @property
    def line_break(self) -> str:
        """What ends a line in this text."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def broken(self, text: str) -> str:
        """Return a text with the line ends of this one."""
        return text if self.line_break == "\n" else text.replace("\n", self.line_break)


@dataclass(frozen=True)
class Surroundings:
    """What a value stands in: braces or lines, how far in, and behind which colon, if it has a key."""

    flow: bool
    indent: int
    colon: int | None = None


def frame_of_entry(sheet: YamlText, table: TableMark, key: Spot) -> Surroundings:
    """Return the frame of the value of a key."""
    return Surroundings(table.flow, sheet.column(key.start), sheet.text.index(":", key.end))


def frame_of_item(sheet: YamlText, listing: ListMark, item: Mark) -> Surroundings:
    """Return the frame of an item of a list."""
    return Surroundings(listing.flow, max(sheet.column(item.start) - yaml_text.STEP, 0))


def replacement(sheet: YamlText, mark: Mark, value: Any, frame: Surroundings) -> Splice:
    """Return the splice that puts another value in the place of one; a table or list keeps its tag."""
    value = _with_tag(mark, value)
    if frame.flow or _stays_on_its_line(sheet, mark, value):
        blank = " " if mark.start == mark.end and sheet.text[mark.start - 1 : mark.start] != " " else ""
        write = yaml_text.flow if frame.flow else yaml_text.on_a_line
        return Splice(mark.start, mark.end, blank + write(value))
    if frame.colon is None:
        written = yaml_text.item(value, frame.indent).lstrip(" ").removeprefix("- ")
        return Splice(mark.start, mark.end, sheet.broken(written))
    used = frame.colon + 1 - sheet.line_start(frame.colon) - frame.indent
    written = yaml_text.after_key(value, frame.indent, used)
    return Splice(frame.colon + 1, max(mark.end, frame.colon + 1), sheet.broken(written))


def _with_tag(mark: Mark, value: Any) -> Any:
    """Return a table or a list behind the tag of what it replaces, unless it is to have one of its own."""
    if isinstance(value, yaml_text.Replacing | yaml_text.TaggedList):
        return value
    if isinstance(mark, TableMark) and mark.tag and isinstance(value, Mapping):
        return yaml_text.Replacing(value)
    if isinstance(mark, ListMark) and mark.tag and isinstance(value, list | tuple):
        return yaml_text.TaggedList(value, mark.tag)
    return value


def _stays_on_its_line(sheet: YamlText, mark: Mark, value: Any) -> bool:
    """Say whether a value goes right where another was: a short one, or one with a comment behind."""
    if sheet.rest_of_line(mark.end):
        return True
    alone = isinstance(mark, Spot) and "\n" not in sheet.text[mark.start : mark.end]
    if isinstance(value, Mapping | list | tuple) or not alone:
        return False
    width = sheet.column(mark.start) + len(yaml_text.on_a_line(value))
    return "\n" not in str(value) and width <= yaml_text.WIDTH


def additions(
    sheet: YamlText, mark: TableMark | ListMark, fresh: Mapping[str, Any] | Sequence[Any]
) -> Splice:
    """Return the splice that adds entries to the end of a table, or items to that of a list."""
    if mark.flow:
        return _within_braces(sheet, mark, fresh)
    if isinstance(mark, TableMark):
        indent = sheet.column(mark.entries[0][0].start)
        write = yaml_text.entry if indent else lambda key, value, _: yaml_text.section(key, value)
        added = [write(str(key), value, indent) for key, value in dict(fresh).items()]
    else:
        first = mark.items[0].start
        indent = sheet.text.rindex("-", 0, first) - sheet.line_start(first)
        added = [yaml_text.item(value, indent) for value in fresh]
    spot = sheet.line_end(_end(mark))
    return Splice(spot, spot, sheet.broken("".join(f"\n{line}" for line in added)))


def _end(mark: TableMark | ListMark) -> int:
    """Return where the last thing of a table in lines ends, its colon too where it has no value."""
    if isinstance(mark, TableMark) and mark.entries:
        return max(mark.end, mark.entries[-1][0].end)
    return mark.end


def _within_braces(
    sheet: YamlText, mark: TableMark | ListMark, fresh: Mapping[str, Any] | Sequence[Any]
) -> Splice:
    """Return the splice that adds at the end of braces: on that line, or if too long each on its own."""
    parts = _parts(mark)
    written = (
        [f"{yaml_text.scalar(str(key))}: {yaml_text.flow(value)}" for key, value in fresh.items()]
        if isinstance(fresh, Mapping)
        else [yaml_text.flow(value) for value in fresh]
    )
    if not parts:
        return Splice(mark.end - 1, mark.end - 1, ", ".join(written))
    spot = parts[-1][1]
    added = "".join(f", {text}" for text in written)
    if sheet.column(spot) + len(added) > yaml_text.WIDTH:
        fresh_line = f",{sheet.line_break}{' ' * sheet.column(parts[0][0])}"
        added = "".join(f"{fresh_line}{text}" for text in written)
    return Splice(spot, spot, added)


def _parts(mark: TableMark | ListMark) -> list[tuple[int, int]]:
    """Return from where to where the entries of a table or the items of a list stand."""
    if isinstance(mark, TableMark):
        return [(key.start, max(key.end, value.end)) for key, value in mark.entries]
    return [(item.start, item.end) for item in mark.items]


def removals(
    sheet: YamlText, mark: TableMark | ListMark, gone: Collection[int], frame: Surroundings
) -> Iterator[Splice]:
    """Yield the splices that take entries or items out, by number; an empty pair of braces stays of all."""
    parts = _parts(mark)
    if len(gone) == len(parts):
        yield replacement(sheet, mark, {} if isinstance(mark, TableMark) else [], frame)
    elif mark.flow:
        yield from _out_of_braces(parts, gone)
    else:
        yield from (_line_removal(sheet, parts, number) for number in sorted(gone))


def _out_of_braces(parts: Sequence[tuple[int, int]], gone: Collection[int]) -> Iterator[Splice]:
    kept = [number for number in range(len(parts)) if number not in gone]
    for number in sorted(gone):
        if number < kept[-1]:
            yield Splice(parts[number][0], parts[number + 1][0], "")
    if kept[-1] < len(parts) - 1:
        yield Splice(parts[kept[-1]][1], parts[-1][1], "")


def _line_removal(sheet: YamlText, parts: Sequence[tuple[int, int]], number: int) -> Splice:
    """Return the splice that takes the lines of an entry out, with what stands behind it on its last line."""
    start, end = parts[number]
    before = sheet.text[sheet.line_start(start) : start]
    if before.strip(" -") or (before.strip() and number + 1 < len(parts) and _shares_a_dash(sheet, parts)):
        return Splice(start, parts[number + 1][0], "")
    return Splice(
        sheet.line_start(start), min(sheet.line_end(end) + len(sheet.line_break), len(sheet.text)), ""
    )


def _shares_a_dash(sheet: YamlText, parts: Sequence[tuple[int, int]]) -> bool:
    """Say whether the parts are keys of a table behind a dash, and not items that each have their own."""
    return sheet.starts_its_line(parts[1][0])
