"""An example of each field of the language, out of a scenario that uses every one and can be solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from planner.facts.fields import Entry
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.shapes import Shape, scenario_shape

LONGEST = 70
"""Characters of an example; a longer text is cut."""
SHOWN_BELOW = "{...}"
"""Stands for a long table or list: its own entries have examples of theirs."""


def text() -> str:
    """Return the scenario that uses every field."""
    return files("planner.reports.language").joinpath("every_field.yaml").read_text(encoding="utf-8")


@cache
def examples() -> Mapping[tuple[type[Entry], str], str]:
    """Return what is written for each field of each model where the scenario has it first."""
    root = parsed(text(), "every_field.yaml", [])
    found: dict[tuple[type[Entry], str], str] = {}
    for entry, name, value in _walked(plain(root) if root else {}, scenario_shape()):
        found.setdefault((entry, name), in_a_line(value))
    return found


def _walked(value: Any, shape: Shape) -> Iterator[tuple[type[Entry], str, Any]]:
    entry = shape.entry(value)
    if entry is not None and isinstance(value, Mapping):
        yield from ((entry, str(name), part) for name, part in value.items())
    for _, part, inner in shape.within(value):
        yield from _walked(part, inner)


def in_a_line(value: Any) -> str:
    """Return a value as a scenario writes it in one line, shortened where it is long.

    A long list with words in it, which has no entries of its own elsewhere, goes without its longest parts.
    """
    if isinstance(value, Mapping):  # months are keys that need no quotes
        value = {int(key) if str(key).isdecimal() else key: part for key, part in value.items()}
    flow = yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False, allow_unicode=True)
    line = flow.removesuffix("...\n").strip()
    if len(line) <= LONGEST:
        return line
    if isinstance(value, list) and len(value) > 1 and any(isinstance(part, str) for part in value):
        longest = max(range(len(value)), key=lambda spot: len(str(value[spot])))
        return in_a_line([*value[:longest], *value[longest + 1 :]])
    return SHOWN_BELOW if isinstance(value, Mapping | list) else f"{line[:LONGEST].rstrip(', ')} ..."
