"""What is said at the top of a page stays until somebody does something else there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Draw notices; a job that ends has the page drawn again before anything else."""
    import streamlit as st

    from planner.ui import session, shell

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        session.notice("success", "It is open.")
    if st.session_state.pop("a job ended", False):
        session.redraw()
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
