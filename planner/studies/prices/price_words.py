"""Prices in sentences: what one more and one less would change, and how far that holds."""

from __future__ import annotations

import math
from dataclasses import replace

from planner.facts.goal_ids import COST, goal_id
from planner.studies.prices.binding import Bound
from planner.studies.prices.price import Effect, GoalChange, LineChange, RowPrice
from planner.words.names import listing
from planner.words.wording import Words, counted, measured, points

_NOTHING = 1e-9
_IDLE = "would change nothing"


def price_sentence(words: Words, bound: Bound, price: RowPrice, lacking: float = 0.0) -> str:
    """Say a price: what it is of, then either direction; and what the offer lacks, so that more is of use."""
    more, less = (_effect(words, bound, price, effect) for effect in (price.more, price.less))
    lacks = f". It lacks {counted(lacking, price.unit)}: more are bound elsewhere than are on offer"
    first, second = f"{_more(bound, price)} {more}", f"{_less(bound, price)} {less}"
    if more == _IDLE and less.startswith(_IDLE):
        second = f"nor would {_less(bound, price)}{less.removeprefix(_IDLE)}"
    between = "," if second.startswith("nor") else ";"
    return f"{_subject(words, bound, price)}: {first}{between} {second}{lacks if lacking else ''}."


def _more(bound: Bound, price: RowPrice) -> str:
    """Say how much more it is: one more, with its unit; or what is possible or known of less than one."""
    told = price.told(price.more)
    said = _counted(bound, price, told)
    return f"one more {said.removeprefix('1 ')}" if told == 1 else f"{said} more"


def _less(bound: Bound, price: RowPrice) -> str:
    """Say how much less it is; its unit only where one more has not said it yet."""
    told = price.told(price.less)
    said = _counted(bound, price, told)
    if told != 1:
        return f"{said} less"
    return "one less" if price.told(price.more) == 1 else f"one {said.removeprefix('1 ')} less"


def _counted(bound: Bound, price: RowPrice, amount: float) -> str:
    """Return an amount of what a bound is in: of a measure, or of a unit."""
    return (measured if bound.sort == "constraint" else counted)(amount, price.unit)


def _of_a_step(effect: Effect, step: float) -> Effect:
    """Return what one step does, of what is said for one unit."""
    lines = tuple(replace(line, units=line.units * step) for line in effect.lines)
    return replace(effect, change=effect.change * step, lines=lines)


def _subject(words: Words, bound: Bound, price: RowPrice) -> str:
    """Name what a price is of: what a line requires, a constraint's row, a pool, an offer; with its phase."""
    ids, phase = price.ids, price.phase
    when = f" in {words.phase(phase)}" if phase else ""
    if bound.sort == "need":
        return f"What {words.line(ids['requirement'])} requires{when}"
    if bound.sort == "constraint":
        about = words.place(ids)
        return f"{price.rule or price.row}{f', {about}' if about else ''}{when}"
    capability = words.names.capabilities[ids["capability"]]
    if bound.sort == "pool":
        return f"{words.nations(ids['nation'])} pool of {capability} from {words.phase(str(phase))} on"
    return f"{words.nations(ids['nation'])} offer of {capability}{when}"


def _effect(words: Words, bound: Bound, price: RowPrice, effect: Effect | None) -> str:
    """Say what a step does to the first goal that changes, and how far that holds; None is not possible."""
    if effect is None:
        return "is not possible"
    told = price.told(effect)
    said, until = _change(words, price, price.goal, _of_a_step(effect, told)), effect.until
    if effect.then is not None:
        then = effect.then
        said, until = (
            _change(words, price, then.goal, _of_a_step(Effect(then.change, then.until), told)),
            then.until,
        )
    if effect.rate is not None and math.isfinite(until):
        return f"would {said} ({_rate(words, bound, price, effect.rate, said)})"
    if math.isinf(until) or until <= told * (1 + _NOTHING):
        return f"would {said}"
    return f"would {said} (this holds for up to {_counted(bound, price, until)})"


def _rate(words: Words, bound: Bound, price: RowPrice, rate: GoalChange, said: str) -> str:
    """Say what the first little does for a unit, where one whole unit does otherwise, as was `said`."""
    first = f"the first {_counted(bound, price, rate.until)}"
    if abs(rate.change) <= _NOTHING:
        return f"{first} would change nothing"
    one = _counted(bound, price, 1).removeprefix("1 ")
    verb, what, amount = _moved(words, rate.goal, rate.change)
    does = f"{verb} {what}" if what else verb
    again = said.startswith(f"{does} by" if what else f"{does} ")
    return f"{first}{'' if again else f' would {does}'} at a rate of {amount} per {one}"


def _change(words: Words, price: RowPrice, goal: str, effect: Effect) -> str:
    """Say a change: as up to three lines that all gain or all lose, else as an amount of the goal."""
    if abs(effect.change) <= _NOTHING:
        return "change nothing"
    gains = {line.units > 0 for line in effect.lines}
    if effect.lines and len(effect.lines) <= 3 and len(gains) == 1:
        return _filled(words, price, effect.lines)
    verb, what, amount = _moved(words, goal, effect.change)
    if not what:
        return f"{verb} {amount}"
    moved = ", as units move between lines" if goal_id(goal).is_share and len(gains) == 2 else ""
    return f"{verb} {what} by {amount}{moved}"


def _moved(words: Words, goal: str, change: float) -> tuple[str, str, str]:
    """Return the verb for a change of a goal, the goal, which goes without saying for cost, and how much."""
    amount = abs(change)
    if goal == COST and words.cost_unit:
        return "save" if change < 0 else "cost", "", words.cost(amount)
    if goal_id(goal).is_share:
        return "raise" if change < 0 else "lower", words.goal(goal), points(amount)
    named = "the cost" if goal == COST else words.goal(goal)
    return "lower" if change < 0 else "raise", named, words.goal_amount(goal, amount)


def _filled(words: Words, price: RowPrice, lines: tuple[LineChange, ...]) -> str:
    """Say which lines are filled more; or less, where they are."""
    named = listing([_line(words, price, line) for line in lines])
    return f"fill {named}" if lines[0].units > 0 else f"leave {named} unfilled"


def _line(words: Words, price: RowPrice, line: LineChange) -> str:
    """Say how much of which line; when, and of what, where the price is not of that anyway."""
    amount = words.line_units(abs(line.units), line.requirement)
    when = "" if line.phase == price.phase else f" in {words.phase(line.phase)}"
    if not when and price.ids.get("requirement") == line.requirement:
        return f"{amount} of it"
    return f"{amount} of {words.line(line.requirement)}{when}"
