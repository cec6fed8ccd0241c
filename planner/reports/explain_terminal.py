"""What `planner explain` prints: the findings in sentences, the tables behind them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.engines.engine import Status
from planner.reports.figures import NEGLIGIBLE, figure, share
from planner.reports.names import Names
from planner.reports.sentences import WITHOUT_PLAN
from planner.reports.spoken import and_more, heading, points, say, title
from planner.scenario.models import Scenario
from planner.studies.concessions.changes import Change
from planner.studies.concessions.concessions import KINDS, Concession, Kind, Ladder
from planner.studies.conditions.conditions import ConditionEffect
from planner.studies.conflicts.conflicts import Conflict
from planner.studies.explain import Explanation
from planner.studies.ranges.ranges import Range, uniqueness
from planner.studies.shortfalls.account import Shortfall

MOST, MOST_LINES = 8, 15
"""No more findings of one sort are printed, and no more lines that are short: the document has them all."""
CALLED: dict[Kind, str] = {
    "cheapest": "The cheapest",
    "fewest": "The fewest asked",
    "even": "The most evenly spread",
}
PRICED = (
    "Prices count people: what a constraint says under `negotiable`, else one for each person by whom it is "
    "bent, and the people of each unit that a nation is asked for. Red lines never bend."
)


def show(found: Explanation, scenario: Scenario, console: Console) -> None:
    """Print the whole explanation."""
    show_headline(found, scenario, console)
    if found.status is Status.INFEASIBLE:
        for number, conflict in enumerate(found.conflicts.found, 1):
            _conflict(console, number, conflict)
        _answers(console, "What would make a plan possible", found.relaxations)
    else:
        _findings(found, scenario, console)
    if found.ladder is not None:
        _ladder(found.ladder, console)
    if found.ranges:
        _free(found.ranges, scenario, console)


def show_headline(found: Explanation, scenario: Scenario, console: Console) -> None:
    """Print what was asked and the findings in a few sentences."""
    title(console, scenario.title)
    for said in _headline(found):
        say(console, said)
    if found.unfinished:
        say(console, f"Cut short before it was done: {', '.join(found.unfinished)}.")


def _headline(found: Explanation) -> list[str]:
    if found.status is Status.INFEASIBLE:
        return _without_plan(found)
    if found.status is Status.OPTIMAL:
        return _with_plan(found)
    return list(WITHOUT_PLAN[found.status])


def _without_plan(found: Explanation) -> list[str]:
    count, cheapest = len(found.conflicts.found), next(iter(found.relaxations), None)
    said = [WITHOUT_PLAN[Status.INFEASIBLE][0]]
    if count:
        every = "there are no others" if found.conflicts.complete else "there may be others"
        said.append(f"{count} {'conflict is' if count == 1 else 'conflicts are'} named below; {every}.")
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
    ladder, short = found.ladder, {one.requirement for one in found.shortfalls}
    if not short and "shortfalls" not in found.unfinished:
        return ["Everything that is required is filled."]
    said = [
        f"{len(short)} {'requirement is' if len(short) == 1 else 'requirements are'} short in some phase."
    ]
    if ladder is not None and ladder.today is not None:
        said.insert(0, f"{share(ladder.today)} of what is required is filled.")
    if ladder is not None and ladder.most is not None and ladder.most > (ladder.today or 0.0) + NEGLIGIBLE:
        said.append(f"With every concession that is negotiable, {share(ladder.most)} could be filled.")
    return said


def _findings(found: Explanation, scenario: Scenario, console: Console) -> None:
    lines = _worst_of_each_line(found.shortfalls, scenario)
    _told(
        console, "Why requirements are short, each in its worst phase", lines, "requirements", most=MOST_LINES
    )
    one_each = {price.row: price.sentence for price in reversed(found.prices)}
    prices = [one_each[row] for row in dict.fromkeys(price.row for price in found.prices)]
    _told(console, "What one more, or one less, would change", prices, "bounds")
    hanging = [one.sentence for one in sorted(found.conditions, key=_effect, reverse=True)]
    _told(console, "What hangs on conditions, the most first", hanging, "conditions")


def _worst_of_each_line(shortfalls: Sequence[Shortfall], scenario: Scenario) -> list[str]:
    """Return the sentence of each line's worst phase, the first priority first and then the least filled."""
    worst: dict[str, Shortfall] = {}
    for one in shortfalls:
        if one.requirement not in worst or _part(one) > _part(worst[one.requirement]):
            worst[one.requirement] = one
    priority = {name: line.priority for name, line in scenario.requirements.items()}
    ranked = sorted(worst.values(), key=lambda one: (priority[one.requirement], -_part(one), one.requirement))
    return [one.sentence for one in ranked]


def _part(one: Shortfall) -> float:
    return one.short / one.required


def _effect(one: ConditionEffect) -> list[float]:
    """Return how much the goals change when a condition is flipped, the first goal first."""
    return [round(abs(change), 9) for change in one.alone.values()]


def _told(console: Console, name: str, sentences: Sequence[str], what: str, *, most: int = MOST) -> None:
    if sentences:
        heading(console, name)
        points(console, sentences[:most])
        for said in and_more(len(sentences), most, what):
            say(console, said)


def _conflict(console: Console, number: int, conflict: Conflict) -> None:
    alone = len(conflict.said) == 1
    heading(console, f"Conflict {number}: {'this cannot be met' if alone else 'these cannot all hold'}")
    points(console, conflict.said)


def _ladder(ladder: Ladder, console: Console) -> None:
    if not ladder.answers:
        _no_answers(ladder, console)
        return
    first = ladder.answers[0].fill
    rung = [answer for answer in ladder.answers if answer.fill == first]
    if len(rung) < len(ladder.answers):
        heading(console, "What it would take to fill more")
        console.print(_rungs(ladder.answers))
        say(console, "A price, and how many are asked. `--fill 0.9` looks at one fill by itself.")
    _answers(console, f"What would fill {share(first or 0.0)}", rung)


def _no_answers(ladder: Ladder, console: Console) -> None:
    if ladder.asked is None:
        return
    heading(console, f"What would fill {share(ladder.asked)}")
    if ladder.today is not None and ladder.today >= ladder.asked - NEGLIGIBLE:
        say(console, "That much is filled already.")
    elif ladder.most is None:
        say(console, "Nothing that is negotiable would: only red lines stand in the way.")
    else:
        say(console, f"No concessions would: with all of them it is {share(ladder.most)}.")


def _rungs(answers: Sequence[Concession]) -> Table:
    """Return the ladder: a line for each fill, a column for each kind of answer."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Filled", *CALLED.values()):
        table.add_column(Text(name, overflow="fold"), justify="right", overflow="fold")
    found = {(answer.fill, answer.kind): answer for answer in answers}
    for fill in dict.fromkeys(answer.fill for answer in answers):
        cells = [_in_short(found.get((fill, kind))) for kind in KINDS]
        table.add_row(share(fill or 0.0), *cells)
    return table


def _in_short(answer: Concession | None) -> str:
    return "" if answer is None else f"{figure(answer.price)} ({answer.parties} asked)"


def _answers(console: Console, name: str, answers: Sequence[Concession]) -> None:
    if not answers:
        return
    heading(console, name)
    say(console, PRICED)
    for answer in answers:
        say(console, "")
        proven = "" if answer.proven else "; a better one may exist"
        said = f"{CALLED[answer.kind]}: {figure(answer.price)}, {answer.parties} asked{proven}"
        say(console, said, style="bold")
        changes = [_change(change) for change in answer.changes if change.price > 0]
        points(console, changes[:MOST])
        for more in and_more(len(changes), MOST, "changes"):
            say(console, more)


def _change(change: Change) -> str:
    return f"{change.sentence} [{figure(change.price)}]"


def _free(ranges: Sequence[Range], scenario: Scenario, console: Console) -> None:
    """Print how much more or less each nation could send in a plan as good, or one a little dearer."""
    heading(console, "How free the plan is")
    say(console, uniqueness(ranges))
    people = {(one.nation, one.slack): one for one in ranges if one.measure == "personnel"}
    slacks = sorted({slack for _, slack in people})
    free = [nation for nation, slack in people if slack == slacks[-1] and not people[nation, slack].fixed]
    if not free:
        return
    names = Names(scenario).nations
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Person-months", "Plan", *(_at(slack) for slack in slacks)):
        table.add_column(Text(name, overflow="fold"), justify="left" if name == "Person-months" else "right")
    for nation in free[:MOST_LINES]:
        spans = [_span(people[nation, slack]) for slack in slacks if (nation, slack) in people]
        table.add_row(Text(names[nation], overflow="fold"), figure(people[nation, slacks[-1]].plan), *spans)
    console.print(table)
    for said in and_more(len(free), MOST_LINES, "nations"):
        say(console, said)


def _at(slack: float) -> str:
    return f"+{slack:.0%} cost" if slack else "As good"


def _span(one: Range) -> str:
    return figure(one.plan) if one.fixed else f"{figure(one.least)} to {figure(one.most)}"
