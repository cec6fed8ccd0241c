"""Prices: what one more and one less of each bound would give, the most valuable first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing import what_if
from planner.editing.background_explaining import ExplainedScenario
from planner.reports import explain_tables
from planner.reports.explain_words import one_of_each_bound
from planner.reports.looks import DARK
from planner.studies.prices.price import RowPrice
from planner.ui import drawings, screen, styling
from planner.ui.grids import table_height
from planner.ui.page_words import counted
from planner.ui.remembered import once
from planner.ui.why import asked_why, try_it

MOST = 5
"""Bounds that are told in sentences; the table has them all."""


def show(found: ExplainedScenario) -> None:
    """Draw the part Prices."""
    prices = found.explanation.prices
    if not prices:
        st.caption("No bound was found whose change would change the plan.")
        return
    st.caption("What moves when a bound moves by one, found by solving again. The most valuable first.")
    for number, price in enumerate(one_of_each_bound(prices)[:MOST]):
        _told(price, found, f"price {number}")
    _drawn(found)
    _all(prices, found)


def _drawn(found: ExplainedScenario) -> None:
    """Draw the tornado of the bounds with most effect on the fill."""
    from planner.reports.explain.tornado import tornado

    look, room, prices = styling.look(), screen.room(), found.explanation.prices
    drawings.put(
        once(
            found,
            ("tornado", look is DARK, room),
            lambda: drawings.spec_of(tornado(prices, found.scenario, look, room)),
        )
    )


def _told(price: RowPrice, found: ExplainedScenario, key: str) -> None:
    question = asked_why.question()
    level = question.offers if question is not None else "expected"
    tried = what_if.of_price(price, found.scenario, level)
    styling.with_button(escape(price.sentence), key, partial(try_it.button, tried, key))


def _all(prices: Sequence[RowPrice], found: ExplainedScenario) -> None:
    """Show all bounds as a table; a row that is chosen is told in a sentence."""
    st.markdown(f"**All {counted(len(prices), 'bound')}, phase by phase**")
    chosen = st.container()
    table = once(found, "prices", partial(explain_tables.prices, prices, found.scenario))
    event = st.dataframe(
        table,
        hide_index=True,
        height=table_height(len(prices)),
        key="all prices",
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Bound": st.column_config.TextColumn("Bound", width=250),
        }
        | {
            name: st.column_config.TextColumn(name, alignment="right")
            for name in explain_tables.PRICE_FIGURES
        },
        alt="What one more and one less of each bound would change",
    )
    rows = event["selection"]["rows"]
    with chosen:
        if rows and rows[0] < len(prices):
            _told(prices[rows[0]], found, "chosen price")
        st.caption("Choose a row to read it as a sentence and to try it.")
