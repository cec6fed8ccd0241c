"""On the page Plan a contribution is pinned, and the rest planned again."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.editing.pin_edits import Sent
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario
from planner.ui import session
from planner.ui.session import guarded

CHOSEN = "contributions of the plan"
"""The key of the table of contributions, whose chosen row is pinned."""


def offer(rows: list[int], table: pd.DataFrame, plan: Plan, scenario: Scenario) -> None:
    """Offer to pin the contribution of a chosen row; without one say that there is a way."""
    chosen = [table.iloc[row].to_dict() for row in rows if row < len(table)]
    sent = Sent.named(chosen[0], plan, scenario) if chosen else None
    if sent is None:
        st.caption("Choose a row to pin what it says as decided and to plan the rest again.")
        return
    label = f"Pin {chosen[0]['Nation']}: {chosen[0]['Capability']}, and plan the rest again"
    st.button(label, key="pin", icon=":material/keep:", on_click=_pin, args=(sent, plan))


@guarded
def _pin(sent: Sent, plan: Plan) -> None:
    desk = session.desk()
    if desk is None:
        return
    desk.edit(sent.pins(plan), f"pinned {sent.capability} of {sent.nation}")
    session.solve()
