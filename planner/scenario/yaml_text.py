"""Plain values as YAML text, in the hand of the scenario files: braces where they fit, else lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from planner.scenario.yaml_events import resolved

WIDTH = 118
"""Lines are broken before they get longer than this."""
MOST_IN_BRACES = 5
"""A table of more entries than this is written in lines."""
STEP = 2
"""Spaces that an inner line stands further in."""

_PLAIN = re.compile(r"[^\W\d_][\w .()/+%'-]*(?<! )|_\w*")
"""Text that means itself wherever it stands, in braces too."""
_PLAIN_IN_LINES = re.compile(r"[^\W\d_](?:[\w .()/+%',;?!\[\]{}&@-]|:(?! |$))*(?<! )")
"""Text that means itself on a line of its own."""


_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Replacing(dict[str, Any]):
    """A table that takes the place of what a base gave, instead of being laid over it."""


class TaggedList(list[Any]):
    """A list that is written anew, behind a tag: `!add`, `!replace`, or none."""

    def __init__(self, items: Iterable[Any], tag: str = "") -> None:
        super().__init__(items)
        self.tag = tag


def _tag(value: Any) -> str:
    """Return the tag of a value with a space before it, if it has one."""
    tag = "!replace" if isinstance(value, Replacing) else getattr(value, "tag", "")
    return f" {tag}" if tag else ""


def scalar(value: Any) -> str:
    """Write a text, a number, true, false or null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if is_plain(value) else _quoted(value)
    return number(value)


def _quoted(text: str) -> str:
    """Write a text in double quotes; what YAML would take for a line end, or refuse, as an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def number(value: float) -> str:
    """Write a number: whole ones without a point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def on_a_line(value: Any) -> str:
    """Write a value as it stands on one line outside braces."""
    if isinstance(value, str) and _PLAIN_IN_LINES.fullmatch(value) and resolved(value) == value:
        return value
    return flow(value)


def is_plain(text: str) -> bool:
    """Say whether a text may stand without quotes."""
    return _PLAIN.fullmatch(text) is not None and resolved(text) == text


def flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(str(key))}: {flow(part)}" for key, part in value.items())
        return f"{_tag(value)} {{{inner}}}".lstrip()
    if isinstance(value, list | tuple):
        return f"{_tag(value)} [{', '.join(map(flow, value))}]".lstrip()
    return scalar(value)


def entry(key: str, value: Any, indent: int) -> str:
    """Write a key with its value as lines of a table that stands `indent` spaces in; no line end after it."""
    return f"{' ' * indent}{scalar(key)}:{after_key(value, indent, used=len(scalar(key)) + 1)}"


def after_key(value: Any, indent: int, used: int = 0) -> str:
    """Write what comes after a key's colon; `used` letters of the line are taken besides the indent."""
    room = WIDTH - indent - used - 1
    if isinstance(value, str):
        return f" {_text(value, indent, room)}"
    short = flow(value)
    if not isinstance(value, Mapping | list | tuple) or not value or _is_brief(value, short, room):
        return f" {short}"
    return f"{_tag(value)}\n{block(value, indent + STEP)}"


def _is_brief(value: Any, short: str, room: int) -> bool:
    """Say whether a value reads better on one line: it fits, is small, and holds no table of tables."""
    small = not isinstance(value, Mapping) or len(value) <= MOST_IN_BRACES
    return small and len(short) <= room and _depth(value) <= 2


def _depth(value: Any) -> int:
    if isinstance(value, Mapping):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list | tuple):
        return max(map(_depth, value), default=0)
    return 0


def block(value: Any, indent: int) -> str:
    """Write a table or a list as lines."""
    if isinstance(value, Mapping):
        return "\n".join(entry(str(key), part, indent) for key, part in value.items())
    return "\n".join(item(part, indent) for part in value)


def section(key: str, value: Any) -> str:
    """Write a section of a file, in lines and with an empty line before it."""
    if isinstance(value, Mapping | list | tuple) and value and not _tag(value):
        return f"\n{scalar(key)}:\n{block(value, STEP)}"
    return entry(key, value, 0)


def item(value: Any, indent: int) -> str:
    """Write an item of a list in lines."""
    dash = f"{' ' * indent}- "
    if isinstance(value, Mapping) and value and not _is_brief(value, flow(value), WIDTH - indent - 2):
        return dash + block(value, indent + STEP).lstrip(" ")
    return dash + flow(value)


def _text(value: str, indent: int, room: int) -> str:
    short = on_a_line(value)
    if "\n" not in value and len(short) <= room:
        return short
    folded = _folded(value, indent + STEP)
    return folded if _means(folded, value) else short


def _folded(value: str, indent: int) -> str:
    """Write a long text as folded lines; a line end in it is an empty line there."""
    body = value[:-1] if value.endswith("\n") else value
    head = ">" if value.endswith("\n") else ">-"
    width = max(WIDTH - indent, 40)
    lines = [line for part in body.split("\n") for line in (*_wrapped(part, width), "")][:-1]
    return "\n".join([head, *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield lines that make up a text when they are joined by single spaces."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width and word and not line.endswith(" "):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _means(written: str, value: Any) -> bool:
    try:
        return bool(yaml.load(f"x: {written}\n", Loader=yaml.CSafeLoader) == {"x": value})
    except yaml.YAMLError:
        return False
