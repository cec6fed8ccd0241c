"""Prices in sentences: what one more and one less would change, and how far that holds."""

from __future__ import annotations

import math
from dataclasses import replace

from planner.facts.goal_ids import COST, goal_id
from planner.studies.prices.binding import Bound
from planner.studies.prices.price import Effect, GoalChange, LineChange, RowPrice
from planner.words.figures import figure
from planner.words.names import listing
from planner.words.wording import Words, counted, measured

_NOTHING = 1e-9


def price_sentence(words: Words, bound: Bound, price: RowPrice, lacking: float = 0.0) -> str:
    """Say a price: what it is of, then either direction; and what the offer lacks, so that more is of use."""
    more, less = (
        f"{_amount(bound, price, effect)} {word} {_effect(words, bound, price, effect)}"
        for word, effect in (("more", price.more), ("less", price.less))
    )
    lacks = f". It lacks {counted(lacking, price.unit)}: more are bound elsewhere than are on offer"
    return f"{_subject(words, bound, price)}: {more}; {less}{lacks if lacking else ''}."


def _amount(bound: Bound, price: RowPrice, effect: Effect | None) -> str:
    """Say how much more or less it is: one, or a step; or what is possible or known of less than one."""
    told = _told(price, effect)
    if told == 1:
        return "one"
    return (measured if bound.sort == "constraint" else counted)(told, price.unit)


def _told(price: RowPrice, effect: Effect | None) -> float:
    """Return how many units a sentence is of: a step, or less of what has no steps."""
    if effect is None or price.step != 1:
        return price.step
    until = effect.until if effect.then is None else effect.then.until
    return until if until < 1 - _NOTHING else 1.0


def _of_a_step(effect: Effect, step: float) -> Effect:
    """Return what one step does, of what is said for one unit."""
    lines = tuple(replace(line, units=line.units * step) for line in effect.lines)
    return replace(effect, change=effect.change * step, lines=lines)


def _subject(words: Words, bound: Bound, price: RowPrice) -> str:
    """Name what a price is of: what a line requires, a constraint's row, a pool, an offer; with its phase."""
    ids, phase = price.ids, price.phase
    when = f" in {words.phase(phase)}" if phase else ""
    if bound.sort == "need":
        return f"What {words.line(ids['requirement'])} requires{when} ({price.unit})"
    if bound.sort == "constraint":
        about = words.place(ids)
        return f"{price.row}{f', {about}' if about else ''}{when} ({measured(1, price.unit)})"
    capability = words.names.capabilities[ids["capability"]]
    if bound.sort == "pool":
        return f"{words.nations(ids['nation'])} pool of {capability} from {words.phase(str(phase))} on"
    return f"{words.nations(ids['nation'])} offer of {capability}{when}"


def _effect(words: Words, bound: Bound, price: RowPrice, effect: Effect | None) -> str:
    """Say what a step does to the first goal that changes, and how far that holds; None is not possible."""
    if effect is None:
        return "is not possible"
    told = _told(price, effect)
    said, until = _change(words, price.goal, _of_a_step(effect, told)), effect.until
    if effect.then is not None:
        then = effect.then
        said, until = _change(words, then.goal, _of_a_step(Effect(then.change, then.until), told)), then.until
    if math.isinf(until) or (told != 1 and until <= told):
        return said
    if effect.rate is not None:
        return f"{said} ({_rate(words, bound, price, effect.rate)})"
    amount = (measured if bound.sort == "constraint" else counted)(until, price.unit)
    return f"{said}, for up to {amount}"


def _rate(words: Words, bound: Bound, price: RowPrice, rate: GoalChange) -> str:
    """Say what the first little does for a unit, where one whole unit does otherwise."""
    amount = (measured if bound.sort == "constraint" else counted)(rate.until, price.unit)
    said = _change(words, rate.goal, Effect(rate.change, rate.until))
    return f"the first {amount} at a rate of one that {said}"


def _change(words: Words, goal: str, effect: Effect) -> str:
    """Say a change: as up to three lines that all gain or all lose, else as an amount of the goal."""
    if abs(effect.change) <= _NOTHING:
        return "changes nothing"
    gains = {line.units > 0 for line in effect.lines}
    if effect.lines and len(effect.lines) <= 3 and len(gains) == 1:
        return _filled(words, effect.lines)
    amount = abs(effect.change)
    if goal == COST:
        return f"{'saves' if effect.change < 0 else 'costs'} {words.cost(amount)}"
    if goal_id(goal).is_share:
        verb = "raises" if effect.change < 0 else "lowers"
        moved = ", as units move between lines" if len(gains) == 2 else ""
        return f"{verb} {words.goal(goal)} by {figure(100 * amount)} percentage points{moved}"
    verb = "lowers" if effect.change < 0 else "raises"
    return f"{verb} {words.goal(goal)} by {words.goal_amount(goal, amount)}"


def _filled(words: Words, lines: tuple[LineChange, ...]) -> str:
    """Say which lines are filled more; or less, where they are."""
    verb = "fills" if lines[0].units > 0 else "leaves unfilled"
    return f"{verb} {listing([_line(words, line) for line in lines])}"


def _line(words: Words, line: LineChange) -> str:
    amount = words.line_units(abs(line.units), line.requirement)
    return f"{amount} of {words.line(line.requirement)} in {words.phase(line.phase)}"
