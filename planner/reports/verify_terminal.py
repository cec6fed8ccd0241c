"""What the terminal shows of a plan that was checked again, and of a folder of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.reports.terminal_table import terminal_table
from planner.words.names import one_line
from planner.words.text_tables import Grid

if TYPE_CHECKING:
    from planner.plan.store import Store
    from planner.studies.verification.verification import CheckedGoal, Verification

MOST_SHOWN = 40
"""Findings beyond so many are counted and not shown."""


def show_verification(verification: Verification, console: Console, *, brief: bool = False) -> None:
    """Show what came of checking a plan: the verdict, what was found, the goals, and whose word it is."""
    console.print(Text(f"{one_line(verification.title)}: {_verdict(verification)}", style="bold"))
    if brief:
        return
    for finding in verification.findings[:MOST_SHOWN]:
        console.print(Text(f"  {'-' if finding.fails else 'note:'} {one_line(finding.sentence)}"))
    more = len(verification.findings) - MOST_SHOWN
    if more > 0:
        console.print(f"  and {more} more (all with --json)")
    if verification.goals:
        console.print(_goals(verification))
    console.print(Text(verification.proof))
    if verification.not_checked:
        console.print(Text(f"Not checked: {', '.join(map(one_line, verification.not_checked))}."))


def _verdict(verification: Verification) -> str:
    if verification.solver_stopped:
        return "not compared, the solver stopped"
    if not verification.verified:
        return "does NOT hold up"
    said = "holds up" if verification.feasible else "there is no plan, as the file says"
    return f"{said}, but the scenario has changed since" if verification.scenario_changed else said


def _goals(verification: Verification) -> Table:
    solver = () if verification.solver is None else (verification.solver,)
    rows = (_cells(goal, solved=verification.solver is not None) for goal in verification.goals)
    return terminal_table(Grid.of(("goal", "in the file", "checked", "none below", *solver), rows))


def _cells(goal: CheckedGoal, *, solved: bool) -> list[str]:
    figures = [goal.claimed, goal.value, goal.bound, *([goal.solved] if solved else [])]
    return [goal.goal, *("-" if figure is None else f"{figure:,.9g}" for figure in figures)]


def show_store(store: Store, console: Console) -> None:
    """Show the plans of a folder in a table; nothing of what was skipped."""
    table = Table("plan", "title", "filled", "status", box=None, pad_edge=False)
    table.add_column("when (UTC)", no_wrap=True)
    table.add_column("scenario", no_wrap=True)
    for plan in store.plans:
        fill = "-" if plan.fill is None else f"{plan.fill:.1%}"
        when = plan.when[:16].replace("T", " ")
        cells = (plan.name, one_line(plan.title), fill, plan.status, when, plan.sha256[:12])
        table.add_row(*map(Text, cells))
    console.print(table if store.plans else f"no plans in {store.folder}")
