"""What `planner explain` prints: the findings in sentences, the tables behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from planner.engines.engine import Status
from planner.reports import explain_tables
from planner.reports import explain_words as words
from planner.reports.explain import sentence_tables
from planner.reports.explain.condition_table import (
    CHANGES,
    ConditionRow,
    ConditionTable,
    condition_table,
    figures,
)
from planner.reports.spoken import and_more, heading, points, say, title, told, way_on
from planner.reports.terminal_table import terminal_table
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Concession, Ladder
from planner.studies.conflicts.conflicts import Conflict
from planner.studies.explain import Explanation
from planner.studies.ranges.ranges import Range, uniqueness
from planner.words.figures import share_asked
from planner.words.text_tables import Grid

MOST, MOST_LINES = 8, 15
"""No more findings of one sort are printed, and no more lines that are short: the document has them all."""


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
    for said in words.headline(found):
        say(console, said)
    if found.status is not Status.INFEASIBLE:
        way_on(console, found.status)


def _findings(found: Explanation, scenario: Scenario, console: Console) -> None:
    lines = [one.sentence for one in words.worst_of_each_line(found.shortfalls, scenario)]
    told(
        console, "Why requirements are short, each in its worst phase", lines, "requirement", most=MOST_LINES
    )
    prices = [price.sentence for price in words.one_of_each_bound(found.prices)]
    told(console, "What one more, or one less, would change", prices, "bound", most=MOST)
    _conditions(condition_table(found, scenario), console)


def _conditions(table: ConditionTable, console: Console) -> None:
    """Print each condition over a line for each way in which it stands, with a column for each goal."""
    if not table.rows:
        return
    heading(console, "What hangs on conditions, the most first")
    for said in table.key:
        say(console, said)
    goals = tuple(table.goals.values())
    rows = (line for row in table.rows[:MOST] for line in _condition(row, table))
    console.print(terminal_table(Grid.of(("Condition", *goals), rows, goals)))
    for said in and_more(len(table.rows), MOST, "condition"):
        say(console, said)


def _condition(row: ConditionRow, table: ConditionTable) -> Iterator[tuple[str, ...]]:
    yield (f"{row.name} (now: {row.now})",)
    for name, way in row.ways.items():
        told = f"  {name}" if way.said == CHANGES else f"  {name}: {way.said}"
        yield (told, *figures(way, table))


def _conflict(console: Console, number: int, conflict: Conflict) -> None:
    heading(console, words.conflict_title(number, conflict))
    points(console, conflict.said)


def _ladder(ladder: Ladder, console: Console) -> None:
    """Print a row a fill where there are several, and the answers of the first; why, where there are none."""
    if not ladder.answers:
        _no_answers(ladder, console)
        return
    first = ladder.answers[0].fill
    rung = [answer for answer in ladder.answers if answer.fill == first]
    if len(rung) < len(ladder.answers):
        heading(console, "What it would take to fill more")
        console.print(_rungs(ladder.answers))
        say(console, "A price, and how many are asked. `--fill 0.9` looks at one fill by itself.")
    _answers(console, f"What would fill {share_asked(first or 0.0)}", rung)


def _no_answers(ladder: Ladder, console: Console) -> None:
    said = words.no_answers(ladder)
    if said:
        heading(console, f"What would fill {share_asked(ladder.asked or 0.0)}")
        say(console, said)


def _rungs(answers: Sequence[Concession]) -> Table:
    """Return the ladder: a line for each fill, a column for each kind of answer."""
    table = sentence_tables.ladder(answers)
    return terminal_table(Grid.of(table.columns, table.itertuples(index=False), table.columns))


def _answers(console: Console, name: str, answers: Sequence[Concession]) -> None:
    """Print of each answer its price and the first changes that cost something; nothing for no answers."""
    if not answers:
        return
    heading(console, name)
    say(console, words.PRICED)
    for answer in answers:
        say(console, "")
        say(console, f"{words.CALLED[answer.kind]}: {words.weighed(answer)}", style="bold")
        changes = words.priced_changes(answer)
        points(console, changes[:MOST])
        for more in and_more(len(changes), MOST, "change"):
            say(console, more)


def _free(ranges: Sequence[Range], scenario: Scenario, console: Console) -> None:
    """Print how much more or less each nation could send in a plan as good, or one a little dearer."""
    heading(console, "How free the plan is")
    say(console, uniqueness(ranges))
    table = explain_tables.ranges(ranges, scenario)
    if not len(table):
        return
    plan, *slacks = table.columns[1:]
    rows = table[:MOST_LINES].itertuples(index=False)
    console.print(terminal_table(Grid.of(("Person-months", plan, *slacks), rows, (plan, *slacks))))
    for said in and_more(len(table), MOST_LINES, "nation"):
        say(console, said)
