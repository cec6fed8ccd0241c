"""Undo and redo: every state comes back, text and data."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.editing.edits import ValueChange
from planner.editing.history import LONGEST, History
from tests.editing.texts import FIRST, document

UNITS = ("nations", "FRA", "offers", "minehunter", "units")


def edited(history: History, value: object) -> History:
    """Return a history with one more edit."""
    return history.pushed(history.document.edited([ValueChange(UNITS, value)]), f"units {value}")


@given(st.lists(st.integers(3, 40) | st.sampled_from(["undo", "redo"]), max_size=25))
@settings(max_examples=60)
def test_undo_and_redo_lead_through_the_states_that_were(steps) -> None:
    history = History(document(FIRST))
    states, place = [history.document], 0
    for step in steps:
        if step == "undo":
            history, place = history.undo(), max(place - 1, 0)
        elif step == "redo":
            history, place = history.redo(), min(place + 1, len(states) - 1)
        else:
            before = history.serial
            history = edited(history, step)
            if history.serial != before:
                states, place = [*states[: place + 1], history.document], place + 1
        assert history.document.text == states[place].text
        assert history.document.data == states[place].data


def test_an_edit_after_undo_forgets_what_was_undone() -> None:
    history = edited(edited(History(document(FIRST)), 5), 6).undo()
    assert history.next_redo == "units 6"
    history = edited(history, 7)
    assert history.next_redo == ""
    assert history.undo().document.text == edited(History(document(FIRST)), 5).document.text


def test_an_edit_that_changes_nothing_is_none() -> None:
    history = edited(History(document(FIRST)), 2)
    assert not history.done
    assert history.undo() is history
    assert history.redo() is history


def test_the_oldest_edits_are_forgotten_first() -> None:
    history = History(document(FIRST))
    for value in range(3, LONGEST + 30):
        history = edited(history, value)
    assert len(history.done) == LONGEST
    assert history.next_undo == f"units {LONGEST + 29}"
