"""A contribution is pinned on the page Plan, and the rest planned again."""

from __future__ import annotations

import planner
from planner.ui.pin_button import CHOSEN
from tests.ui.test_solving import solved
from tests.ui.visit import Visit


def _row(first: Visit, number: int) -> Visit:
    first.app.session_state[CHOSEN] = {"selection": {"rows": [number], "columns": [], "cells": []}}
    return first.run()


def test_without_a_chosen_row_nothing_can_be_pinned(first: Visit) -> None:
    solved(first).visit("plan")
    assert "pin" not in [one.key for one in first.app.button]
    assert "Choose a row to pin" in first.text


def test_what_a_chosen_row_says_stays_when_the_rest_is_planned_again(first: Visit) -> None:
    solved(first).visit("plan")
    before = planner.solve(planner.load(first.folder / "first.yaml")).contributions
    _row(first, 0).press("pin")
    pins = {name: one for name, one in first.value("constraints").items() if name.startswith("pin_")}
    assert pins
    for pin in pins.values():
        said = (before.nation == pin["nations"]) & (before.requirement == pin["requirements"])
        mine = before[said & (before.capability == pin["capabilities"])].set_index("phase").units
        assert {round(mine[phase], 6) for phase in pin["phases"]} == {round(pin["units"], 6)}
    assert first.desk.unsaved_count == 1


def test_a_plan_is_stayed_close_to_at_a_click_before_cost_and_behind_fill(first: Visit) -> None:
    solved(first).visit("plan")
    before = planner.solve(planner.load(first.folder / "first.yaml")).contributions
    first.press("close")
    fill, close, cost = first.value("goals")
    assert (fill, cost) == ("fill", "cost")
    sent = {
        (one["nation"], one["capability"], one["requirement"], one["phase"]): one["units"]
        for one in close["close"]["sent"]
    }
    keys = before[["nation", "capability", "requirement", "phase"]].itertuples(index=False, name=None)
    assert sent == dict(zip(keys, before.units.round(9), strict=True))
    assert first.desk.unsaved_count == 1


def test_what_is_decided_is_said_below_the_plan(first: Visit) -> None:
    solved(first).visit("plan")
    assert "decided**" not in first.text
    _row(first, 0).press("pin")
    pins = [name for name in first.value("constraints") if name.startswith("pin_")]
    solved(first).visit("plan")
    assert f"**{len(pins)} contribution" in first.text
    assert "decided**, under Politics on the page Edit" in first.text
