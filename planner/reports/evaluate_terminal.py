"""What `planner evaluate` prints: what a plan breaks, what it is worth, and what is nearest to it."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from planner.engines.engine import Status
from planner.facts.goal_ids import goal_id
from planner.reports.plan_sentences import WITHOUT_PLAN
from planner.reports.spoken import heading, say, title, told, way_on
from planner.reports.terminal_table import terminal_table
from planner.scenario.scenario import Scenario
from planner.studies.own_plan.broken import in_short
from planner.studies.own_plan.evaluate import Evaluation
from planner.studies.saying import Saying
from planner.words.figures import apart, shares_apart
from planner.words.text_tables import Grid
from planner.words.wording import Words, measured

MOST = 20
"""No more findings of one sort are printed: the document has them all."""


def show(found: Evaluation, scenario: Scenario, console: Console) -> None:
    """Print the whole evaluation."""
    show_headline(found, scenario, console)
    told(console, "What it breaks", in_short(found.broken, Saying(scenario)), "broken rule", most=MOST)
    heading(console, "What it is worth, beside the best plan")
    console.print(_goals(found, scenario))
    told(
        console,
        "Where it differs from the best plan",
        [one.sentence for one in found.deviations],
        "difference",
        most=MOST,
    )
    changes = [] if found.feasible else [one.sentence for one in found.moves]
    told(console, "What the nearest plan that breaks nothing has otherwise", changes, "change", most=MOST)


def show_headline(found: Evaluation, scenario: Scenario, console: Console) -> None:
    """Print what was evaluated and the findings in a few sentences."""
    title(console, scenario.title)
    for said in _headline(found):
        say(console, said)
    if not found.best:
        way_on(console, found.status)
    if found.unfinished:
        say(console, f"Cut short before it was done: {', '.join(found.unfinished)}.")


def _headline(found: Evaluation) -> list[str]:
    """Return how often rules break, then why there is no best plan, that this is it, or how far one is."""
    count = len(found.broken)
    said = ["The plan breaks no rule." if not count else _broken_in(count)]
    if found.rounded:
        said.append(_within_rounding(len(found.rounded)))
    if found.status in WITHOUT_PLAN and not found.best:
        return [*said, *WITHOUT_PLAN[found.status]]
    if found.feasible and not found.deviations and found.status is Status.OPTIMAL and not found.unfinished:
        return [*said, "It is the best plan itself."]
    if count and found.distance is not None:
        said.append(f"The nearest plan that breaks none is {measured(found.distance, 'personnel')} away.")
    return said


def _broken_in(count: int) -> str:
    return f"The plan breaks rules in {count} place{'s' if count > 1 else ''}."


def _within_rounding(count: int) -> str:
    """Say that rules hold but for the digits that the plan is written in."""
    where = "one place it is" if count == 1 else f"{count} places it is"
    return f"In {where} beyond a rule by no more than its figures are rounded, which counts as kept."


def _goals(found: Evaluation, scenario: Scenario) -> Table:
    words, rows = Words(scenario), []
    for goal, value in found.goals.items():
        best = found.best.get(goal)
        values = (value,) if best is None else (value, best)
        rows.append((words.goal(goal), *_values(words, goal, values), *([""] if best is None else [])))
    figures = ("This plan", "The best")
    return terminal_table(Grid.of(("", *figures), rows, figures))


def _values(words: Words, goal: str, values: tuple[float, ...]) -> tuple[str, ...]:
    if goal_id(goal).is_share:
        return shares_apart(*(1 - value for value in values))
    said = apart(*values)
    return tuple(f"{one} {words.goal_unit(goal)}".strip() for one in said)
