"""The sentences of an explanation: the same in the terminal and on the page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from planner.engines.engine import Status
from planner.facts.goal_ids import CLOSE, FILL, STEADY, goal_id
from planner.reports.plan_sentences import NOTHING_REQUIRED, WITHOUT_PLAN
from planner.scenario.assignments import parsed_path
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Concession, Kind, Ladder
from planner.studies.conditions.conditions import ConditionEffect
from planner.studies.conflicts.conflicts import Conflict
from planner.studies.explain import Explanation
from planner.studies.prices.price import Effect, RowPrice
from planner.studies.ranges.ranges import Range
from planner.studies.shortfalls.account import Shortfall
from planner.words.figures import NEGLIGIBLE, figure, share
from planner.words.wording import Words

CALLED: Mapping[Kind, str] = {
    "cheapest": "The cheapest",
    "fewest": "The fewest asked",
    "even": "The most evenly spread",
}
ONLY_ROUNDING = (
    "All rules can hold together but for rounding: what they lack of each other is less than a ten-"
    "millionth of a unit. A number in them was written with too few digits, or one too far."
)
NEGLIGIBLE_CHANGE = 1e-7
"""A change of a goal up to this is rounding."""
PRICED = (
    "Prices count people: what a constraint says under `negotiable`, else one for each person by whom it is "
    "bent, and the people of each unit that a nation is asked for. Red lines never bend, and no offer grows "
    "beyond twice its most."
)
NOT_LOOKED_FOR = "not looked for"
"""What a table says of an answer that is found only where its fill is asked for by itself."""


def headline(found: Explanation) -> list[str]:
    """Return the findings in a few sentences, and what was cut short."""
    if found.status is Status.INFEASIBLE:
        said = _without_plan(found)
    elif found.status is Status.OPTIMAL:
        said = _with_plan(found)
    else:
        said = list(WITHOUT_PLAN[found.status])
    if found.unfinished:
        said.append(f"Cut short before it was done: {', '.join(found.unfinished)}.")
    if found.partial:
        said.append(f"To keep the time short, not all was looked at of: {', '.join(found.partial)}.")
    return said


def _without_plan(found: Explanation) -> list[str]:
    """Return how many conflicts are known and what the cheapest way to a plan costs, if there is any."""
    count, cheapest = len(found.conflicts.found), next(iter(found.relaxations), None)
    said = [WITHOUT_PLAN[Status.INFEASIBLE][0]]
    if count:
        every = "there are no others" if found.conflicts.complete else "there may be others"
        said.append(f"{count} {'conflict is' if count == 1 else 'conflicts are'} named below; {every}.")
    if found.conflicts.only_rounding:
        said.append(ONLY_ROUNDING)
    if cheapest is not None:
        changes = len(cheapest.changes)
        values = "value" if changes == 1 else "values"
        said.append(
            f"The cheapest way to a plan changes {changes} {values}, at a price of {figure(cheapest.price)}."
        )
    elif "relaxations" not in found.unfinished:
        said.append("Nothing that is negotiable would make one possible: only red lines stand in the way.")
    return said


def _with_plan(found: Explanation) -> list[str]:
    """Return what is filled, how many lines are short, and the most to reach; one sentence for none short."""
    ladder, short = found.ladder, {one.requirement for one in found.shortfalls}
    if not short and "shortfalls" not in found.unfinished:
        return ["Everything that is required is filled."] if found.required else [NOTHING_REQUIRED]
    said = [_short(len(short), known="shortfalls" not in found.unfinished)]
    if ladder is not None and ladder.today is not None:
        said.insert(0, f"{share(ladder.today)} of what is required is filled.")
    if ladder is not None and ladder.most is not None and ladder.most > (ladder.today or 0.0) + NEGLIGIBLE:
        said.append(f"With every concession that is negotiable, {share(ladder.most)} could be filled.")
    return said


def _short(count: int, *, known: bool) -> str:
    """Say how many requirements are short; where it was cut short, how many are known to be."""
    if not known and not count:
        return "How many requirements are short is not known."
    said = f"{count} {'requirement is' if count == 1 else 'requirements are'} short in some phase"
    return f"{said}." if known else f"{said}; there may be more."


def worst_of_each_line(shortfalls: Sequence[Shortfall], scenario: Scenario) -> list[Shortfall]:
    """Return each line in its first worst phase, the first priority first and then the least filled."""
    worst: dict[str, Shortfall] = {}
    for one in shortfalls:
        if one.requirement not in worst or _part(one) > (1 + NEGLIGIBLE) * _part(worst[one.requirement]):
            worst[one.requirement] = one
    priority = {name: line.priority for name, line in scenario.requirements.items()}
    return sorted(worst.values(), key=lambda one: (priority[one.requirement], -_part(one), one.requirement))


def _part(one: Shortfall) -> float:
    return one.short / one.required


def one_of_each_bound(prices: Sequence[RowPrice]) -> list[RowPrice]:
    """Return each bound once, in the phase in which it matters most, in the order of the prices."""
    found: dict[str, RowPrice] = {}
    for price in prices:
        found.setdefault(price.row, price)
    return list(found.values())


def telling_first(conditions: Sequence[ConditionEffect]) -> list[ConditionEffect]:
    """Return conditions by what they change when flipped: those without which there is no plan come first.

    The others by how much the goals change, the first goal first.
    """
    return sorted(conditions, key=_effect, reverse=True)


def _effect(one: ConditionEffect) -> tuple[bool, list[float]]:
    return one.status is Status.INFEASIBLE, [round(abs(change), 9) for change in one.alone.values()]


def conflict_title(number: int, conflict: Conflict) -> str:
    """Return what stands above the rules of a conflict."""
    alone = len(conflict.said) == 1
    return f"Conflict {number}: {'this cannot be met' if alone else 'these cannot all hold'}"


def no_answers(ladder: Ladder) -> str:
    """Say why no concessions reach the fill that was asked for; nothing where none was."""
    if ladder.asked is None:
        return ""
    if ladder.today is not None and ladder.today >= ladder.asked - NEGLIGIBLE:
        return "That much is filled already."
    if ladder.most is None:
        return "Nothing that is negotiable would: only red lines stand in the way."
    return f"No concessions would: with all of them it is {share(ladder.most)}."


def in_short(answer: Concession | None) -> str:
    """Return the price of an answer and how many are asked, or that there is none, for a table's cell."""
    return NOT_LOOKED_FOR if answer is None else f"{figure(answer.price)} ({answer.parties} asked)"


def weighed(answer: Concession) -> str:
    """Return the price of an answer, how many are asked, and what else there is to know of it."""
    proven = "" if answer.proven else "; a better one may exist"
    return f"{figure(answer.price)}, {answer.parties} asked{proven}{fills_more(answer)}"


def fills_more(answer: Concession) -> str:
    """Say what a plan fills once an answer is made, where that is more than was asked for.

    What is lifted as a whole, or sent in steps, lets in more than is needed; its price is of what is needed.
    """
    if answer.fill is None or answer.plan_fill is None or answer.plan_fill <= answer.fill + NEGLIGIBLE:
        return ""
    asked, made = share(answer.fill), share(answer.plan_fill)
    return "" if made == asked else f"; once it is made, the plan fills {made}"


def priced_changes(answer: Concession) -> list[str]:
    """Return the changes of an answer, each with its price."""
    return [f"{change.sentence} [{figure(change.price)}]" for change in answer.changes if not change.aside]


def people_by_slack(ranges: Sequence[Range]) -> dict[tuple[str, float], Range]:
    """Return the ranges of people by nation and slack."""
    return {(one.nation, one.slack): one for one in ranges if one.measure == "personnel"}


def free_nations(ranges: Sequence[Range]) -> list[str]:
    """Return the nations that could send more or fewer people at the largest slack."""
    people = people_by_slack(ranges)
    widest = max((slack for _, slack in people), default=0.0)
    return [nation for (nation, slack), one in people.items() if slack == widest and not one.fixed]


def at_slack(slack: float) -> str:
    """Say how much dearer a plan may be."""
    return f"+{share(slack)} cost" if slack else "As good"


def span(one: Range) -> str:
    """Return a range: one figure where it is fixed."""
    return figure(one.plan) if one.fixed else f"{figure(one.least)} to {figure(one.most)}"


def bound_name(price: RowPrice, words: Words) -> str:
    """Return what a price is of, without its phase: France's offer of Frigate, the size of L1."""
    if price.of_constraint:
        about, named = words.place(price.ids), price.rule or price.row
        return f"{named} ({about})" if about else named
    section, *_, last = parsed_path(price.row)
    if section == "requirements":
        return f"What {words.line(price.ids['requirement'])} requires"
    what = words.names.capabilities[price.ids["capability"]]
    return f"{words.nations(price.ids['nation'])} {'pool' if last == 'pool' else 'offer'} of {what}"


def effect_in_short(price: RowPrice, effect: Effect | None) -> str:
    """Return what one more or one less does, for a cell of a table: +1.2 points of priority 1.

    Where it is told for another number than one, that number is behind it: +0.4 points of priority 1 for 0.3.
    """
    if effect is None:
        return "not possible"
    goal, change = first_change(price, effect)
    amount = price.told(effect)
    said = change_in_short(goal, change * amount)
    return f"{said}{for_amount(amount)}" if said else "nothing"


def first_change(price: RowPrice, effect: Effect) -> tuple[str, float]:
    """Return the first goal that a direction changes, and by how much for one unit."""
    return (price.goal, effect.change) if effect.then is None else (effect.then.goal, effect.then.change)


def for_amount(amount: float) -> str:
    """Say how many a change is for, where that is not one: ` for 0.3`."""
    return "" if amount == 1 else f" for {figure(amount)}"


def change_in_short(goal: str, change: float) -> str:
    """Return the change of a goal with its sign, more fill being a plus; nothing where it stays."""
    if abs(change) < NEGLIGIBLE_CHANGE:
        return ""
    meant = goal_id(goal)
    if not meant.is_share:
        of = "person-months moved" if meant.kind in (STEADY, CLOSE) else goal
        return f"{change_shown(goal, change)} {of}"
    of = f"priority {meant.rank}" if meant.kind == FILL else "the worst-filled line"
    return f"{change_shown(goal, change)} points of {of}"


def change_shown(goal: str, change: float) -> str:
    """Return the change of a goal with its sign, without its unit: +1.2; 0 where it stays."""
    if abs(change) < NEGLIGIBLE_CHANGE:
        return "0"
    counted = plain_change(goal, change)
    return f"{'+' if counted > 0 else '-'}{figure(abs(counted))}"


def plain_change(goal: str, change: float) -> float:
    """Return the change of a goal as people count it: of a fill in percentage points, more being a plus."""
    if abs(change) < NEGLIGIBLE_CHANGE:
        return 0.0
    return -100 * change if goal_id(goal).is_share else change


def until(effect: Effect | None) -> str:
    """Return how far a price holds, for a cell of a table; nothing where it has no end."""
    if effect is None:
        return ""
    end = effect.then.until if effect.then is not None else effect.until
    return "" if math.isinf(end) else figure(end)
