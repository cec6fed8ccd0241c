"""Numbers as somebody wrote them: with all their digits, so that no two that differ read alike."""

from __future__ import annotations

from decimal import Decimal

LONGEST = 1e21
"""A number from here on has more digits than anybody reads: it is written as it was typed, 1e+300."""


def in_full(value: float) -> str:
    """Write a number with all its digits and thousands separated, without an exponent: 1,234,567.5."""
    exact = repr(float(value))
    return exact if abs(value) >= LONGEST else _plain(Decimal(exact))


def percent(part: float) -> str:
    """Write a part as a percentage with all its digits: 12.5%."""
    return f"{_plain(100 * Decimal(repr(float(part))))}%"


def rounded(value: float, digits: int) -> str:
    """Write a number with so many digits that count, never with an exponent: 0.000003."""
    return _plain(Decimal(f"{value:.{digits}g}"))


def _plain(value: Decimal) -> str:
    text = f"{value or abs(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
