"""The symbols of a scenario's units, for whoever draws its tables; none where no code is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from planner.reports import drawing
from planner.scenario.scenario import Scenario
from planner.symbols import drawn
from planner.words.names import Names

_PNG_SCALE = 3.0
"""How many pixels of a picture in a workbook there are to one that it is shown with."""


def of_capabilities(scenario: Scenario) -> dict[str, str]:
    """Return the symbols of the capabilities that state one, by what the capabilities are called."""
    named = Names(scenario).capabilities
    codes = {named[key]: one.symbol for key, one in scenario.capabilities.items() if one.symbol}
    return {name: drawn(code) or "" for name, code in codes.items()}


def of_requirement(scenario: Scenario, requirement: str) -> str:
    """Return the symbols of what a requirement accepts, one behind the other."""
    return "".join(drawn_of(scenario, scenario.requirements[requirement].served_by))


def drawn_of(scenario: Scenario, capabilities: Iterable[str]) -> tuple[str, ...]:
    """Return the symbols of capabilities, in their order, each once; nothing for those that state none."""
    codes = [scenario.capabilities[key].symbol for key in capabilities]
    return tuple(drawn(code) or "" for code in dict.fromkeys(codes) if code)


def each(symbols: str) -> list[str]:
    """Return symbols that stand one behind the other one by one: no picture holds two."""
    return re.findall(r"<svg\b.*?</svg>", symbols, re.DOTALL)


@cache
def address(symbol: str) -> str:
    """Return a symbol as an address that holds the whole picture, on white as the standard draws it.

    Its lines are black, and would be lost on a dark page.
    """
    return drawing.address(_on_white(symbol))


@cache
def png(symbol: str) -> bytes:
    """Return a symbol as a picture of pixels, for workbooks, which take no other."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(symbol, scale=_PNG_SCALE))


def _on_white(symbol: str) -> str:
    left, top, width, height = re.findall(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', symbol)[0]
    plate = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff"/>'
    opened, rest = symbol.split(">", 1)
    return f"{opened}>{plate}{rest}"
