"""On the page Plan a contribution is pinned, and the rest planned again."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.constraints.naming import in_words
from planner.constraints.pin import Pin
from planner.editing import what_if
from planner.editing.pin_edits import Sent, closeness
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario
from planner.ui import session, shown_plan, styling
from planner.ui.notices import guarded
from planner.ui.page_words import counted
from planner.ui.why import try_it
from planner.words.names import Names

CHOSEN = "contributions of the plan"
"""The key of the table of contributions, whose chosen row is pinned."""
MOST_PINS = 6
"""So many decided contributions are said at first."""


def offer(rows: list[int], table: pd.DataFrame, plan: Plan, scenario: Scenario) -> None:
    """Offer to pin the contribution of a chosen row, or all but its nation's; and to stay close to it."""
    _decided(scenario)
    st.button(
        "From now on plan close to this plan",
        key="close",
        icon=":material/compare_arrows:",
        help="Adds a goal before cost: as few person-months as possible move from this plan.",
        on_click=_stay_close,
        args=(plan, scenario),
    )
    chosen = [table.iloc[row].to_dict() for row in rows if row < len(table)]
    sent = Sent.named(chosen[0], plan, scenario) if chosen else None
    if sent is None:
        st.caption("Choose a row to pin what it says as decided and to plan the rest again.")
        return
    label = f"Pin {chosen[0]['Nation']}: {chosen[0]['Capability']}, and plan the rest again"
    st.button(label, key="pin", icon=":material/keep:", on_click=_pin, args=(sent, plan))
    try_it.button(what_if.of_keeping(plan, sent.nation, scenario), f"keep all but {chosen[0]['Nation']}")


def _decided(scenario: Scenario) -> None:
    """Say which contributions are decided already, and where that is taken back."""
    names = Names(scenario)
    pins = [in_words(one, names) for one in scenario.constraints.values() if isinstance(one, Pin)]
    if pins:
        st.markdown(f"**{counted(len(pins), 'contribution')} decided**, under Politics on the page Edit:")
        styling.points(pins, most=MOST_PINS)


@guarded
def _stay_close(plan: Plan, scenario: Scenario) -> None:
    desk = session.desk()
    if desk is not None:
        desk.edit([closeness(plan, scenario)], "stays close to a plan")


@guarded
def _pin(sent: Sent, plan: Plan) -> None:
    desk = session.desk()
    if desk is None:
        return
    desk.edit(sent.pins(plan), f"pinned {sent.capability} of {sent.nation}")
    shown_plan.solve()
