"""Unit symbols as the field draws them (APP-6, MIL-STD-2525), from a stated code and never from a name."""

from __future__ import annotations

import re
from functools import cache

PATTERN = r"^[0-9]{20}([0-9]{10})?$"
"""A code has 20 digits, or 30 with the amplifiers of later editions."""
PARTS = {
    "status": slice(6, 7),
    "mark of a headquarters, task force or dummy": slice(7, 8),
    "echelon": slice(8, 10),
    "first modifier": slice(16, 18),
    "second modifier": slice(18, 20),
}
"""What a code says beside whose and what a unit is, and where; 0 says nothing."""
_LETTERS = ('font-family="Arial"', 'font-family="Arial, Liberation Sans, sans-serif"')
"""The only font that the makers name is not everywhere; without it pictures of pixels have no letters at all:
a frigate then looks like a minehunter."""
CHECKED = frozenset(
    {
        "10031000001206000000",
        "10031000001614000000",
        "10031000141211000000",
        "10031000151211000000",
        "10031000151301000000",
        "10031000151407000000",
        "10031000161205000000",
        "10031000161211000000",
        "10031000161303000000",
        "10031000161407000000",
        "10033000001202040000",
        "10033000001204040000",
        "10033000001204050000",
        "10033000001205000000",
        "10033000001301070000",
    }
)
"""Codes of the scenarios that ship. That they can be drawn is held by a test: to draw a first one takes a
fifth of a second, for which nobody who validates or solves one has to wait."""
SIZE = 30
"""How large a symbol is drawn, in the unit of its makers: 100 is a frame of 100 by 150 pixels."""


@cache
def drawn(code: str) -> str | None:
    """Return the symbol of a code as SVG; None where the code is not well formed, or names nothing known."""
    if not re.fullmatch(PATTERN, code):
        return None
    from milsymbol import Symbol

    symbol = Symbol(code, size=SIZE)
    return str(symbol.as_svg()).replace(*_LETTERS) if symbol.is_valid() else None


def symbol_code(value: str) -> str:
    """Return a code that can be drawn; raises ValueError for any other."""
    return value if value in CHECKED else drawable(value)


def drawable(value: str) -> str:
    """Return a code that was drawn, all parts of it; raises ValueError where it cannot be."""
    if not re.fullmatch(PATTERN, value):
        raise ValueError("is no symbol code: APP-6 and MIL-STD-2525 have 20 digits, or 30")
    if drawn(value) is None:
        raise ValueError("is a symbol code that names no unit of APP-6 or MIL-STD-2525")
    for part, place in PARTS.items():
        said = value[place]
        nothing = "0" * len(said)
        if said != nothing and drawn(_with(value, place, nothing)) == drawn(value):
            raise ValueError(f"is a symbol code whose {part} {said} cannot be drawn: write {nothing}")
    return value


def _with(code: str, place: slice, digits: str) -> str:
    return code[: place.start] + digits + code[place.stop :]
