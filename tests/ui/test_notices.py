"""What is said at the top of a page stays until somebody does something else there."""

from __future__ import annotations

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import notices, session
from planner.ui.edit import general, section, tabs
from planner.ui.page_words import NO_DESK


def page() -> None:
    """Draw notices; a job that ends has the page drawn again before anything else."""
    import streamlit as st

    from planner.ui import notices, shell

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        notices.notice("success", "It is open.")
    if st.session_state.pop("a job ended", False):
        notices.redraw()
    shell._notices()


def said(app: AppTest) -> list[str]:
    return [one.value for one in app.success]


def test_it_stays_where_the_page_draws_itself_again() -> None:
    app = AppTest.from_function(page).run()
    for _ in range(3):
        assert said(app) == ["It is open."]
        app.session_state["a job ended"] = True
        app.run()
    assert said(app) == ["It is open."]


def test_it_goes_with_the_next_thing_that_somebody_does() -> None:
    app = AppTest.from_function(page).run()
    assert said(app.run()) == []
    app.session_state["a job ended"] = True
    assert said(app.run()) == []


@pytest.mark.parametrize(
    ("dialog", "about"),
    [
        ("save as", ""),
        ("conflict", ""),
        ("rename", "nations FRA"),
        ("delete entry", "nations FRA"),
        ("try it", ""),
    ],
)
def test_a_dialog_about_a_scenario_that_is_not_open_any_more_says_so(visit, dialog, about) -> None:
    visit.app.session_state["dialog"] = (dialog, about)
    visit.run()
    assert [one.value for one in visit.app.error] == [NO_DESK]


def test_where_there_is_nothing_to_try_that_is_said(first) -> None:
    first.app.session_state["dialog"] = ("try it", "")
    first.run()
    assert [one.value for one in first.app.error] == ["There is nothing to try any more. Choose it again."]


@pytest.mark.parametrize(
    "add",
    [partial(section._add, tabs.NATIONS), general._grouped, tabs._add_phase],
    ids=["entry", "group", "phase"],
)
def test_what_is_added_where_no_scenario_is_open_is_refused_for_that(add, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(session, "desk", lambda: None)
    monkeypatch.setattr(notices, "notice", lambda _, text: told.append(text))
    add()
    assert told == [NO_DESK]
