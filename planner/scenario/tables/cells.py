"""What stands in one cell: a number, true or false, or text; and the way from there to a value and back.

Free text stands as it is. What a cell cannot hold (text that is empty or nothing but spaces, control
characters, what Excel reads as an escape) is written as `json:"..."`. Other values stand as YAML writes them
on one line, with the outer brackets left out where that is clear: `TUR, ROU`, `not: black_sea_states`,
`from: deploy`.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from planner.problems import Origin, Path, Problem, dotted
from planner.scenario.nodes import Broken, Listing, Node, Scalar, is_finite
from planner.scenario.parsing import parsed_value
from planner.scenario.tables.layout import Codec, SheetColumn
from planner.scenario.yaml_events import resolved
from planner.scenario.yaml_text import flow, number


class Refused(Enum):
    """A cell that holds nothing that can be read, as was said already: nothing more is said of it."""

    REFUSED = "refused"


Cell = str | int | float | bool | None
Found = Cell | dt.date | dt.time | dt.timedelta | Refused
"""What may be found in a cell of a spreadsheet: a date or a time too, made of what was typed."""

MARK = "json:"
_FORMAT = "format the cell as a number or as text, and type it anew"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|(?<=x00)5(?=F_)")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EITHER = re.compile(r"([-+]?[1-9]\d{0,2})\.(\d{3})")
"""Text that is one number where a point begins the decimals, and another where it parts the thousands."""
_TABLE = re.compile(r"[\[{:]")
"""What text has that is a list or a table, and no number."""
_SIMPLE = re.compile(r"[^\W\d][\w-]*|\d+(\.\d+)?")


def cell(value: Any, column: SheetColumn) -> Cell:
    """Return the cell for a value of a column; an absent value is an empty cell."""
    if value is None:
        return None
    if column.codec in ("text", "word") and isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number_cell(value)
    return _brief(value, single=column.single)


def text_cell(text: str) -> str:
    """Return free text as a cell holds it."""
    odd = not text.strip() or text.startswith(MARK) or _ODD.search(text) or _ESCAPED.search(text)
    if not odd:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    quoted = _ODD.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)
    return MARK + _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _number_cell(value: float) -> Cell:
    """Return a number; as text where Excel's files, which hold 16 digits, would change it."""
    return value if float(f"{value:.16G}") == value else number(value)


def _brief(value: Any, *, single: bool) -> str:
    """Return a value on one line, without the outer brackets where it is clear without them."""
    if isinstance(value, Mapping) and value and _SIMPLE.fullmatch(flow(next(iter(value)))):
        return flow(value)[1:-1]
    if isinstance(value, list):
        simple = all(_SIMPLE.fullmatch(flow(item)) for item in value)
        if simple and len(value) > (0 if single else 1):
            return flow(value)[1:-1]
    return flow(value)


@dataclass(frozen=True)
class Reading:
    """Reads the cells of one sheet; what cannot be read goes to `problems`."""

    problems: list[Problem]
    by_hand: bool = False
    """Whether no number that was exported stands here as text of a few digits: somebody typed what does."""

    def node(self, found: Found, codec: Codec, origin: Origin, path: Path) -> Node | None:
        """Return what a cell says; None where it is empty."""
        if isinstance(found, str):
            return self._of_text(found, codec, origin, path)
        if found is None:
            return None
        if isinstance(found, Refused):
            return Broken(origin)
        if isinstance(found, dt.time | dt.timedelta):
            return self._refused(origin, path, "is a time", _FORMAT)
        if isinstance(found, dt.date):
            return self._of_date(found, codec, origin, path)
        if codec in ("text", "word"):
            return Scalar(_as_text(found), origin)
        if codec == "switch" and found in (0, 1):
            return Scalar(bool(found), origin)
        if not is_finite(found):
            return self._refused(origin, path, "is not a finite number", "leave it out, or write a number")
        whole = isinstance(found, float) and found.is_integer() and abs(found) < 1e15
        return Scalar(int(found) if whole else found, origin)

    def _of_text(self, text: str, codec: Codec, origin: Origin, path: Path) -> Node | None:
        """Return what a text says; what is for people may begin and end with spaces, all else may not."""
        if not text.strip():
            return None
        if text.startswith(MARK):
            text = self._unmarked(text)
        elif codec != "text":
            text = text.strip()
        unreadable = _CONTROL.search(text)
        if unreadable is not None:
            said = f"holds the control character {unreadable.group()!a}"
            return self._refused(origin, path, said, "delete it")
        if codec in ("text", "word"):
            return Scalar(text, origin)
        return self._of_value(text, codec, origin, path)

    def _unmarked(self, text: str) -> str:
        try:
            value = json.loads(text.removeprefix(MARK))
        except (ValueError, RecursionError):
            return text
        return value if isinstance(value, str) else text

    def _of_value(self, text: str, codec: Codec, origin: Origin, path: Path) -> Node:
        """Return the value of a text that YAML wrote, with the outer brackets put back."""
        if codec in ("number", "switch", "figure") and not (text[0] in "[{" or _is_table(text, codec)):
            if (either := _EITHER.fullmatch(text)) is not None and (self.by_hand or text.endswith("0")):
                return self._either(text, "".join(either.groups()), origin, path)
            value = resolved(text)
            without = value is None or (isinstance(value, float) and not math.isfinite(value))
            return Scalar(text if without else value, origin)
        if text[0] not in "[{\"'":
            text = f"{{{text}}}" if re.search(r":(\s|$)", text) else f"[{text}]" if "," in text else text
        found: list[Problem] = []
        node = parsed_value(text, Origin(origin.file), found)
        for problem in found:
            self._refused(origin, path, problem.text, problem.hint)
        return Broken(origin) if node is None or found else placed(node, origin)

    def _either(self, text: str, many: str, origin: Origin, path: Path) -> Node:
        """Refuse text that is one number or another; a last 0, which no export writes, makes it one."""
        few = number(float(text))
        hint = f"write {few if text.endswith('0') else f'{text}0'} or {many}"
        return self._refused(origin, path, f"is {text!r}, which is {few} or {many}", hint)

    def _of_date(self, found: dt.date, codec: Codec, origin: Origin, path: Path) -> Node:
        if codec not in ("text", "word"):
            return self._refused(origin, path, "is a date", _FORMAT)
        return Scalar(found.isoformat()[:10], origin)

    def _refused(self, origin: Origin, path: Path, text: str, hint: str = "") -> Node:
        self.problems.append(Problem(origin.file, origin.line, dotted(path), text, hint))
        return Broken(origin)


def _is_table(text: str, codec: Codec) -> bool:
    return codec == "figure" and _TABLE.search(text) is not None


def placed(node: Node, origin: Origin) -> Node:
    """Return a value whose every part comes from one cell."""
    if isinstance(node, Scalar):
        return Scalar(node.value, origin)
    if isinstance(node, Listing):
        return Listing(tuple(placed(item, origin) for item in node.items), origin)
    if isinstance(node, Broken):
        return Broken(origin)
    return type(node)({key: placed(entry, origin) for key, entry in node.entries.items()}, origin)


def _as_text(found: float) -> str:
    """Return what a person typed as text that a spreadsheet took for a number or a yes or no."""
    return str(found).lower() if isinstance(found, bool) else number(found)
