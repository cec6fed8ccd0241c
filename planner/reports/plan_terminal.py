"""A plan in the terminal: what `planner solve` prints for a person.

Nothing is clipped: widths come from the words themselves, and phases that do not fit side by side go on in a
further table. Shortages carry a figure in brackets beside their colour, so that they survive a pipe.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from planner.plan.plan import Plan
from planner.reports import plan_sentences, plan_tables
from planner.reports.phase_table import PhaseRow, print_by_phase
from planner.reports.spoken import heading, say, title, way_on
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, filled_of_required, of_people, share, shown
from planner.words.names import Names

MOST_CELLS = 2000
"""A table with more figures than this is cut down to what matters most: nobody reads more in a terminal."""


def show(plan: Plan, scenario: Scenario, console: Console) -> None:
    """Print the whole plan."""
    show_headline(plan, scenario, console)
    found = plan_sentences.found(plan)
    if found:
        _fill(plan, scenario, console)
        _shortfalls(plan, scenario, console)
        _contributions(plan, scenario, console)
        _goals(plan, console)
    heading(console, "How sure this is" if found else "What was tried")
    for said in (*plan_sentences.assurance(plan), *plan_sentences.data_assurance(plan, scenario)):
        say(console, said)


def _goals(plan: Plan, console: Console) -> None:
    heading(console, "What was asked for, in order, and what each goal cost those after it")
    for number, goal in enumerate(plan.goals, start=1):
        by = plan_tables.better_by(plan, goal)
        say(console, f"{number}. {plan_tables.goal_words(goal)}{f' (may be better by {by})' if by else ''}")
    for said in plan_sentences.goal_costs(plan):
        say(console, said)


def show_headline(plan: Plan, scenario: Scenario, console: Console) -> None:
    """Print what the scenario is and the findings in a few sentences."""
    title(console, plan.title)
    for said in plan_sentences.headline(plan, scenario):
        say(console, said)
    way_on(console, plan.status)


def _fill(plan: Plan, scenario: Scenario, console: Console) -> None:
    """Print filled of required, a row a line; with over `MOST_CELLS` figures only lines that are short."""
    if not len(plan.fill):
        return
    heading(console, "What is filled")
    say(console, "One figure: that many are required, and all are there. 7 of 12 (-5): five are missing.")
    lines, short = plan_tables.fill(plan, scenario), plan_tables.shortfalls(plan, scenario)
    count = lines["Line"].nunique()
    if len(lines) > MOST_CELLS:
        lines = lines[lines["Line"].isin(short["Line"])]
        if left_out := count - len(short):
            each, are = ("requirement", "is") if left_out == 1 else (f"{left_out:,} requirements", "are")
            say(console, f"The {each} that {are} filled in every phase {are} left out.")
    print_by_phase(console, _phases(scenario), _fill_rows(plan, lines))


def _fill_rows(plan: Plan, lines: pd.DataFrame) -> list[PhaseRow]:
    """Return a row for each requirement, under what is filled of its priority."""
    rows, by_priority = [], plan_sentences.filled_by_priority(plan)
    for (priority, _), mine in lines.groupby(["Priority", "Line"], sort=True):
        part = by_priority.get(priority)
        filled = "" if part is None else f": {share(part)} filled"
        cells = map(filled_of_required, mine["Filled"], mine["Required"])
        by_phase = dict(zip(mine["Phase"], cells, strict=True))
        rows.append(PhaseRow(mine["Requirement"].iloc[0], by_phase, f"Priority {priority}{filled}"))
    return rows


def _phases(scenario: Scenario) -> list[str]:
    return list(Names(scenario).phases.values())


def _shortfalls(plan: Plan, scenario: Scenario, console: Console) -> None:
    """Print by priority what each short line is filled to and lacks in its worst phase; nothing for none."""
    short = plan_tables.shortfalls(plan, scenario)
    if not len(short):
        return
    heading(console, "What stays short, the least filled first")
    for priority, rows in short.groupby("Priority", sort=True):
        say(console, f"Priority {priority}", style="bold")
        for row in rows.to_dict("records"):
            filled, missing = share(row["Filled share"]), plan_sentences.missing(row)
            said = f'{row["Requirement"]}: {filled} filled; {missing} missing in "{row["When"]}"'
            console.print(Padding(Text(said, overflow="fold"), (0, 0, 0, 2), expand=False))


def _contributions(plan: Plan, scenario: Scenario, console: Console) -> None:
    """Print units by phase, or with over `MOST_CELLS` lines one sum a nation, and who sends nothing."""
    heading(console, "Who sends what (units on station)")
    lines = plan_tables.contributions(plan, scenario)
    summaries = _summaries(plan, scenario)
    rows = _summed(lines, scenario, summaries) if len(lines) else []
    if len(lines) > MOST_CELLS:
        say(console, "\n".join(summaries.values()))
        say(console, f"The {len(rows):,} lines behind these are too many here; `--out DIR` writes them all.")
    elif rows:
        print_by_phase(console, _phases(scenario), rows)
    if absent := plan_sentences.absent(plan, scenario):
        say(console, absent)


def _summaries(plan: Plan, scenario: Scenario) -> dict[str, str]:
    """Return for each nation that contributes what it sends in all, in a line."""
    sent = plan_tables.nations(plan, scenario).set_index("Nation")
    sent = sent[sent["Sends"] != ""]
    return {
        str(nation): f"{nation}: at most {of_people(row['People at most'])}, cost {figure(row['Cost'])}"
        for nation, row in sent.iterrows()
    }


def _summed(lines: pd.DataFrame, scenario: Scenario, summaries: Mapping[str, str]) -> list[PhaseRow]:
    """Return a row for each nation, capability and place, under what the nation sends in all."""
    wide = plan_tables.by_phase(lines, scenario, ["Nation", "Capability", "Place"], "Units")
    capability, place = (_without_remarks(wide[column]) for column in ("Capability", "Place"))
    return [
        PhaseRow(
            f"{capability[row['Capability']]}, {place[row['Place']]}",
            {phase: shown(row[phase]) for phase in _phases(scenario)},
            summaries[row["Nation"]],
        )
        for row in wide.to_dict("records")
    ]


def _without_remarks(titles: Iterable[str]) -> dict[str, str]:
    """Return each title without the remark in brackets at its end, unless two would be the same."""
    brief = {title: re.sub(r"(?<=\S) +\([^()]*\)$", "", title) for title in titles}
    count = Counter(brief.values())
    return {title: form if count[form] == 1 else title for title, form in brief.items()}
