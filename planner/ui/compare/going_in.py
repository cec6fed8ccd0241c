"""What differs going in: each value that is changed, added or removed, from what to what, and where."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import PurePath
from typing import Any

import streamlit as st

from planner.reports.comparison import comparison_sentences, comparison_tables
from planner.reports.comparison.comparison_sections import INPUTS, REMARKS, number
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.ui import styling
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.words.names import one_line

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
    styling.dressed(_table(rows[:most]))
    if len(rows) > most:
        more = st.expander(
            f"{len(rows) - most} more", key=f"more inputs {place} {remarks}", on_change="rerun"
        )
        if more.open:
            with more:
                styling.dressed(_table(rows[most:]))


def _rows(comparison: Comparison, place: int, *, remarks: bool) -> list[str]:
    table = comparison_tables.inputs(comparison, comparison.others[place - 1], remarks=remarks)
    return [_row(row) for row in table.to_dict("records")]


def _row(row: Any) -> str:
    where = PurePath(row["Where"]).name
    before = PurePath(row["Where in the baseline"]).name
    was = f"<br>was {escape(before)}" if before and before != where else ""
    below = (
        f'<span class="soft below">{escape(where)}{was}</span>'  # on a narrow screen, in place of the column
    )
    return (
        f'<tr><td><b>{escape(row["In words"])}</b><code class="soft">{escape(row["What"])}</code>{below}</td>'
        f'<td><span class="chip {row["Change"]}">{row["Change"]}</span></td>'
        f'<td class="soft">{escape(row["Baseline"])}</td>{styling.cell(row["Here"])}'
        f'<td class="soft where">{escape(where)}{was}</td></tr>'
    )


def _table(rows: list[str]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "", "From", "To", "Where"))
    return f'<div class="inputs" tabindex="0"><table><tr>{heads}</tr>{"".join(rows)}</table></div>'
