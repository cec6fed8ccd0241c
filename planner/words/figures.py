"""How figures are written: thousands separators, few decimals, and never rounded up to a promise."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

from planner.digits import in_full, rounded

_NOTHING = 1e-9
"""Amounts up to this are none, and amounts no further apart are the same."""
_MOST_MORE = 10
"""More decimals than so many are never looked at."""
_TELLING, _FULL = 3, 9
"""How many digits of a move are told, and the most decimals that an amount has."""
NEGLIGIBLE = 1e-6
"""A shortfall up to this part of what is required is the solver's rounding, and counts as met."""


def figure(value: float, more: int = 0) -> str:
    """Write an amount with the decimals that its size deserves, and with so many `more`."""
    size = abs(value)
    if size < _NOTHING:
        return "0"
    if size < 0.01:
        return rounded(value, 1 + more)
    text = f"{value:,.{_decimals(size) + more}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def apart(*values: float) -> tuple[str, ...]:
    """Write amounts that stand next to each other, with so many decimals that those that differ read so."""
    return _apart(figure, values)


def instead(new: float, old: float) -> tuple[str, str]:
    """Write an amount beside that of a scenario's file, which has all its digits, so that they differ."""
    was, more = in_full(round(old, 9)), 0
    while more < _MOST_MORE and figure(new, more) == was and abs(new - old) > _NOTHING:
        more += 1
    return figure(new, more), was


def beyond(new: float, old: float) -> tuple[str, str]:
    """Write an amount that has to be reached beside the one it takes the place of, as `instead` does.

    It has the digits that say how far it moves, and is rounded away from the old one: what is typed does.
    """
    size = abs(new - old)
    if size <= _NOTHING:
        return instead(new, old)
    places = min(max(_TELLING - 1 - math.floor(math.log10(size)), 0), _FULL)
    away = math.copysign(1.0, new - old)
    count = away * new * 10.0**places
    reached = away * math.ceil(count - _NOTHING * max(1.0, abs(count))) / 10.0**places
    return in_full(round(reached, places) + 0.0), in_full(round(old, 9))


def shares_apart(*values: float) -> tuple[str, ...]:
    """Write parts that stand next to each other as percentages, so that those that differ read so."""
    return _apart(share, values)


def _apart(write: Callable[[float, int], str], values: Sequence[float]) -> tuple[str, ...]:
    ranked = sorted(values)
    steps = list(itertools.pairwise(ranked))
    differing = [pair for pair in steps if not math.isclose(*pair, rel_tol=_NOTHING, abs_tol=_NOTHING)]
    more = 0
    while more < _MOST_MORE and any(write(one, more) == write(other, more) for one, other in differing):
        more += 1
    return tuple(write(value, more) for value in values)


def rounding(value: float) -> float:
    """Return by how much an amount that `figure` wrote may be off; nothing if it has more digits."""
    if value == 0:
        return 0.0
    size = abs(value)
    places = _decimals(size) if size >= 0.01 else -math.floor(math.log10(size))
    return 0.5 * 10.0**-places if math.isclose(round(size, places), size, rel_tol=1e-12) else 0.0


def to_places(value: float, places: int) -> float:
    """Round an amount to so many decimals; one that is something is never rounded to nothing."""
    return round(value, places) or (float(f"{value:.1g}") if abs(value) >= _NOTHING else 0.0)


def _decimals(size: float) -> int:
    return 0 if size >= 1000 else 1 if size >= 100 else 2


def shown(value: float | None) -> str:
    """Write an amount, and nothing for zero or a missing one."""
    return "" if value is None or math.isnan(value) or abs(value) < 1e-9 else figure(value)


def people(value: float) -> str:
    """Write a number of people: whole ones."""
    return "<1" if 0 < value < 0.5 else f"{value:,.0f}"


def of_people(value: float) -> str:
    """Write a number of people with the word for them: 1 person, <1 person, 31,204 people."""
    said = people(value)
    return f"{said} {'person' if said in ('1', '<1') else 'people'}"


def people_shown(value: float) -> str:
    """Write a number of people, and nothing for zero."""
    return "" if math.isnan(value) or value < 1e-9 else people(value)


def share(value: float, more: int = 0) -> str:
    """Write a part as a percentage; 100 % is said of the whole only, and 0 % of nothing only.

    With so many decimals `more`, for who says two that differ by less.
    """
    least = 10.0 ** -(2 + more)
    if NEGLIGIBLE < value < least / 2:
        return f"<{100 * least:.{more}f} %"
    if 1 - least / 2 <= value < 1 - NEGLIGIBLE:
        return f">{100 * (1 - least):.{more}f} %"
    return f"{100 * value:.{more}f} %"


def share_asked(value: float) -> str:
    """Write a part that somebody asked for as the percentage that was meant, not rounded to another."""
    percent = round(100 * value, 4)
    return f"{percent:.7g} %" if math.isclose(percent, 100 * value, abs_tol=_NOTHING) else share(value)


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
    there, whole = apart(filled, required)
    return f"{there} of {whole} (-{figure(short)})"
