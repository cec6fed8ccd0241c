"""How figures are written: thousands separators, few decimals, and never rounded up to a promise."""

from __future__ import annotations

import math

NEGLIGIBLE = 1e-6
"""A shortfall up to this part of what is required is the solver's rounding, and counts as met."""


def figure(value: float) -> str:
    """Write an amount with the decimals that its size deserves."""
    size = abs(value)
    if size < 1e-9:
        return "0"
    if size < 0.01:
        return f"{value:.1g}"
    text = f"{value:,.{_decimals(size)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(size: float) -> int:
    return 0 if size >= 1000 else 1 if size >= 100 else 2


def shown(value: float | None) -> str:
    """Write an amount, and nothing for zero or a missing one."""
    return "" if value is None or math.isnan(value) or abs(value) < 1e-9 else figure(value)


def people(value: float) -> str:
    """Write a number of people: whole ones."""
    return "<1" if 0 < value < 0.5 else f"{value:,.0f}"


def people_shown(value: float) -> str:
    """Write a number of people, and nothing for zero."""
    return "" if math.isnan(value) or value < 1e-9 else people(value)


def share(value: float) -> str:
    """Write a part as a percentage; 100 % is said of the whole only, and 0 % of nothing only."""
    if NEGLIGIBLE < value < 0.005:
        return "<1 %"
    if 0.995 <= value < 1 - NEGLIGIBLE:
        return ">99 %"
    return f"{100 * value:.0f} %"


def at_most(value: float) -> str:
    """Write a small error bound with one digit, rounded up so that it stays a bound."""
    if value <= 0:
        return "0"
    exponent = math.floor(math.log10(value))
    digit = math.ceil(value / 10.0**exponent * (1 - 1e-12))
    return f"1e{exponent + 1}" if digit >= 10 else f"{digit}e{exponent}"


def at_most_share(value: float) -> str:
    """Write how far something is from the best, in proportion to its size, rounded up."""
    if value < 1e-4:
        return at_most(value)
    return f"{math.ceil(1e4 * value * (1 - 1e-12)) / 100:g} %"


def is_short(short: float, required: float) -> bool:
    """Say whether a requirement counts as short of its need; both in units."""
    return short > NEGLIGIBLE * required


def filled_of_required(filled: float, required: float) -> str:
    """Write what is there of what is required: `12` where all of it is, else `7 of 12 (-5)`."""
    short = required - filled
    if not is_short(short, required):
        return figure(required)
    return f"{figure(filled)} of {figure(required)} (-{figure(short)})"
