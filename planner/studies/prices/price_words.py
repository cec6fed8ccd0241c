"""Prices in sentences: what one more and one less would change, and how far that holds."""

from __future__ import annotations

import math

from planner.reports.figures import figure
from planner.reports.names import listing
from planner.studies.prices.binding import Bound
from planner.studies.prices.price import Effect, LineChange, Price
from planner.studies.wording import Words, measured

_NOTHING = 1e-9


def price_sentence(words: Words, bound: Bound, price: Price) -> str:
    """Say a price: what it is of, then either direction."""
    more, less = (
        f"one {word} {_effect(words, price, effect)}"
        for word, effect in (("more", price.more), ("less", price.less))
    )
    return f"{_subject(words, bound, price)}: {more}; {less}."


def _subject(words: Words, bound: Bound, price: Price) -> str:
    ids, phase = price.ids, price.phase
    when = f" in {words.phase(phase)}" if phase else ""
    if bound.sort == "need":
        return f"What {words.line(ids['requirement'])} requires{when} ({price.unit})"
    if bound.sort == "politics":
        about = words.place(ids)
        return f"{price.row}{f', {about}' if about else ''}{when} ({measured(1, price.unit)})"
    capability = words.names.capabilities[ids["capability"]]
    if bound.sort == "pool":
        return f"{words.nations(ids['nation'])} pool of {capability} from {words.phase(str(phase))} on"
    return f"{words.nations(ids['nation'])} offer of {capability}{when}"


def _effect(words: Words, price: Price, effect: Effect | None) -> str:
    if effect is None:
        return "is not possible"
    said, until = _change(words, price.goal, effect), effect.until
    if effect.then is not None:
        then = effect.then
        said, until = _change(words, then.goal, Effect(then.change, then.until)), then.until
    return said if math.isinf(until) else f"{said}, up to {figure(until)}"


def _change(words: Words, goal: str, effect: Effect) -> str:
    if abs(effect.change) <= _NOTHING:
        return "changes nothing"
    if effect.lines and len(effect.lines) <= 3:
        return _filled(words, effect.lines)
    amount = abs(effect.change)
    if goal == "cost":
        return f"{'saves' if effect.change < 0 else 'costs'} {words.cost(amount)}"
    if goal.startswith("fill "):
        verb = "raises" if effect.change < 0 else "lowers"
        return f"{verb} {words.goal(goal)} by {figure(100 * amount)} percentage points"
    return f"{'lowers' if effect.change < 0 else 'raises'} {goal} by {figure(amount)}"


def _filled(words: Words, lines: tuple[LineChange, ...]) -> str:
    """Say what is filled more, then what less, of which lines."""
    gains = [_line(words, line) for line in lines if line.units > 0]
    losses = [_line(words, line) for line in lines if line.units < 0]
    said = [f"fills {listing(gains)}"] if gains else []
    if losses:
        said.append(f"{'but ' if gains else ''}leaves unfilled {listing(losses)}")
    return ", ".join(said)


def _line(words: Words, line: LineChange) -> str:
    amount = words.line_units(abs(line.units), line.requirement)
    return f"{amount} of {words.line(line.requirement)} in {words.phase(line.phase)}"
