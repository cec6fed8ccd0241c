"""What differs going in: each value that is changed, added or removed, from what to what, and where."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st
from markupsafe import Markup

from planner.reports.comparison import comparison_sentences, comparison_tables
from planner.reports.comparison.comparison_sections import INPUTS, REMARKS, number
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.ui import grids
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.words.names import one_line
from planner.words.text_tables import Cell, Grid

MOST, MOST_OF_SEVERAL = 15, 6
"""So many differences are shown at first: of one scenario, and of each of several."""


def show(comparison: Comparison, *, only: bool) -> None:
    """Show what differs going in, scenario by scenario; remarks too where not only differences are wanted."""
    st.subheader(INPUTS[1], anchor=False)
    for side in comparison.others:
        with st.container(border=True):
            st.markdown(f"**{escaped(side.name)}**  {escaped(one_line(side.title))}")
            st.caption(escaped(comparison_sentences.going_in(comparison, side)))
            _differences(comparison, side, remarks=False)
            if not only:
                _remarks(comparison, side)


def _remarks(comparison: Comparison, side: Side) -> None:
    count = sum(change.is_remark for change in comparison.inputs[side.name] or ())
    if not count:
        return
    words = st.expander(
        f"{REMARKS[1]} ({count})", key=f"remarks {number(comparison, side)}", on_change="rerun"
    )
    if words.open:
        with words:
            _differences(comparison, side, remarks=True)


def _differences(comparison: Comparison, side: Side, *, remarks: bool) -> None:
    """Show the differences, the first ones at once."""
    place = number(comparison, side)
    rows = once(comparison, ("inputs", place, remarks), partial(_rows, comparison, place, remarks=remarks))
    if not rows:
        return
    most = MOST if len(comparison.others) == 1 else MOST_OF_SEVERAL
    grid = Grid(("What", "", "From", "To", "Where"), frozenset(), rows)
    grids.show(grid, f"inputs {place} {remarks}", most=most, within="inputs")


def _rows(comparison: Comparison, place: int, *, remarks: bool) -> tuple[tuple[Cell, ...], ...]:
    table = comparison_tables.inputs(comparison, comparison.others[place - 1], remarks=remarks)
    return tuple(_row(row) for row in table.to_dict("records"))


def _row(row: Any) -> tuple[Cell, ...]:
    """Return what a difference is, with its place also below it for a narrow screen, which has no column."""
    where, before = PurePath(row["Where"]).name, PurePath(row["Where in the baseline"]).name
    was = Markup("<br>was {}").format(before) if before and before != where else Markup("")
    place = Markup("{}{}").format(where, was)
    what = Markup('<b>{}</b><code class="soft">{}</code><span class="soft below">{}</span>')
    return (
        Cell(row["In words"], drawn=what.format(row["In words"], row["What"], place)),
        Cell(row["Change"], drawn=Markup('<span class="chip {0}">{0}</span>').format(row["Change"])),
        Cell(row["Baseline"], "soft"),
        Cell(row["Here"]),
        Cell(where, "where", drawn=place),
    )
