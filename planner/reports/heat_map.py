"""The heat map of what is filled: requirements by phases, coloured by what is missing."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from planner.plan.plan import Plan
from planner.reports import plan_tables
from planner.reports.drawing import AXIS, ELSEWHERE, LETTER, ROWS, extent, title, wrapped
from planner.reports.looks import Look
from planner.reports.plan_sentences import filled_by_priority
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, share
from planner.words.names import Names
from planner.words.wording import ARE, out_of

MOST_ROWS = 60
"""A heat map shows this many requirements at most; where there are more, those that are short."""
MOST_LABELLED = 8
"""With more phases than this, a gap says only what part is filled."""
LONGEST_LABEL = 70
"""A row's name goes on on a second line after this many letters."""
TOOLTIP = ("Line", "Requirement", "Phase", "Required", "Filled", "Short")
ROW, WIDTH = 25, 640
"""The height of a row and the least width of all phases, in pixels."""
MISSING = ("all there", "up to 25 % missing", "up to 50 %", "up to 75 %", "more")
"""What the colours of the heat map mean."""
KEY = (
    "A tick: all that is required is there. -5 (69 %): five are missing, 69 % are there. "
    "Empty: nothing is required."
)
BRIEF_KEY = "A tick: all that is required is there. 69 %: that part is there. Empty: nothing is required."
"""How to read it, with few phases and with many."""


def heat_map(plan: Plan, scenario: Scenario, look: Look, *, most: int = MOST_ROWS) -> alt.LayerChart | None:
    """Return what is filled: requirements down, phases across, coloured by the part that is missing.

    None where nothing is required.

    With more than `most` requirements, only those that are short somewhere are shown, the least filled ones.
    """
    lines = plan_tables.fill(plan, scenario)
    if not len(lines):
        return None
    shown = worth_showing(lines, most)
    brief = len(scenario.phases) > MOST_LABELLED
    cells = cells_of(shown, brief=brief)
    columns = cells["Phase"].map(_titles(scenario))
    rows = [wrapped(name, LONGEST_LABEL) for name in cells["Requirement"]]
    cells = cells.assign(Row=rows, Column=columns)
    base = alt.Chart(cells).encode(x=_across(scenario), y=_down(plan, cells))
    squares = base.mark_rect(aria=False, stroke=look.card, strokeWidth=2).encode(
        color=alt.Color("Missing:N", scale=alt.Scale(domain=MISSING, range=[look.met, *look.gaps])),
        tooltip=list(TOOLTIP),
    )
    ticks = base.transform_filter("datum.Short == 0").mark_point(
        aria=False, shape="M-0.6,0.05L-0.2,0.45L0.6,-0.45", size=170, stroke=look.tick, strokeWidth=1.8
    )
    labels = (
        base.transform_filter("datum.Short > 0")
        .mark_text(aria=False, fontSize=11)
        .encode(
            text="Label:N",
            color=alt.condition(
                f"datum.Missing == '{MISSING[-1]}'", alt.value(look.on_gap_4), alt.value(look.ink)
            ),
        )
    )
    said = finding(plan, scenario)
    return alt.LayerChart(layer=[squares, ticks, labels]).properties(
        width=alt.Step(_column(scenario)),
        height=alt.Step(ROW),
        title=title(said, (BRIEF_KEY if brief else KEY) + left_out(lines, shown), look),
        description=f"Heat map of what is filled, requirements by phases. {said}. {ELSEWHERE}",
    )


def worth_showing(lines: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the lines of all requirements, or of the least filled of those that are short somewhere."""
    if lines["Line"].nunique() <= most:
        return lines
    filled = lines.groupby("Line")["Filled share"].mean()
    short = filled[lines.groupby("Line")["Short"].max() > 0].sort_values(kind="stable").index[:most]
    return lines[lines["Line"].isin(short if len(short) else filled.index[:most])]


def cells_of(lines: pd.DataFrame, *, brief: bool) -> pd.DataFrame:
    """Return what is drawn of each line and phase: what it says, how much is missing."""
    parts = lines["Filled share"].map(share)
    label = parts if brief else "-" + lines["Short"].map(figure) + " (" + parts + ")"
    bins = [_missing(part) for part in lines["Short"] / lines["Required"]]
    return lines.assign(Label=label, Missing=bins)[["Label", "Missing", "Priority", *TOOLTIP]]


def _missing(part: float) -> str:
    return MISSING[0] if part == 0 else MISSING[1 + min(int(part * 4 - 1e-9), 3)]


def _column(scenario: Scenario) -> float:
    """Return the width of a phase in pixels."""
    count = len(scenario.phases)
    return 44 if count > MOST_LABELLED else min(max(WIDTH / count, 86), 150)


def _titles(scenario: Scenario) -> dict[str, str]:
    """Return the title of each phase as it stands above its column."""
    phases = Names(scenario).phases.values()
    letters = 99 if len(phases) > MOST_LABELLED else int(_column(scenario) / LETTER) - 1
    return {phase: wrapped(phase, letters) for phase in phases}


def _across(scenario: Scenario) -> alt.X:
    slanted = (
        {"labelAngle": -45, "labelAlign": "left"}
        if len(scenario.phases) > MOST_LABELLED
        else {"labelAngle": 0}
    )
    titles = list(_titles(scenario).values())
    return alt.X("Column:N", scale=alt.Scale(domain=titles), axis=alt.Axis(**AXIS | slanted, orient="top"))


def _down(plan: Plan, cells: pd.DataFrame) -> alt.Y:
    """Return the axis of requirements, with a line above each priority where there are several."""
    rows: list[str] = []
    titles = priorities(plan)
    for priority, mine in cells.groupby("Priority", sort=True):
        rows.append(titles.get(priority, f"Priority {priority}"))
        rows.extend(mine["Row"].drop_duplicates())
    rows = rows if len(set(cells["Priority"])) > 1 else rows[1:]
    bold = {
        "condition": {"test": "indexof(datum.value, 'Priority ') == 0", "value": "bold"},
        "value": "normal",
    }
    axis = alt.Axis(**ROWS, labelFontWeight=bold, minExtent=extent(rows))
    return alt.Y("Row:N", scale=alt.Scale(domain=rows), axis=axis)


def priorities(plan: Plan) -> dict[Any, str]:
    """Return what stands above the requirements of each priority."""
    return {key: f"Priority {key}: {share(part)} filled" for key, part in filled_by_priority(plan).items()}


def left_out(lines: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Say what a heat map of some requirements leaves out."""
    count, drawn = lines["Line"].nunique(), shown["Line"].nunique()
    if drawn == count:
        return ""
    if drawn == lines[lines["Short"] > 0]["Line"].nunique():
        if count - drawn == 1:
            return " The other requirement is filled in every phase."
        return f" The other {count - drawn} requirements are filled in every phase."
    return f" {out_of(drawn, count, 'requirement', ARE)} shown, the least filled."


def finding(plan: Plan, scenario: Scenario) -> str:
    """Say in a sentence what is filled and what is filled least."""
    short, count = plan_tables.shortfalls(plan, scenario), plan.fill["requirement"].nunique()
    if not len(short):
        return "Every requirement is filled in every phase"
    worst = short.iloc[int(short["Filled share"].argmin())]
    part = "not at all" if worst["Filled share"] == 0 else f"to {share(worst['Filled share'])}"
    return (
        f"{out_of(count - len(short), count, 'requirement', ARE)} filled in every phase; "
        f'the least filled is "{worst["Requirement"]}", {part}'
    )
