"""What is said at the top of the page, and what a callback says that went wrong."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Literal, ParamSpec

import streamlit as st

from planner.editing.yaml_spots import NotUnderstoodError
from planner.problems import InvalidInput
from planner.ui.page_words import escaped

_LOG = logging.getLogger(__name__)
Tone = Literal["error", "warning", "info", "success"]
Arguments = ParamSpec("Arguments")
OUR_MISTAKE = (
    "Something went wrong, and it is our mistake. What you typed is kept as a draft; "
    "please try another way, and tell us what you did."
)


def notice(tone: Tone, text: str) -> None:
    """Say something at the top of the page, once, until somebody does something else there."""
    said: list[tuple[Tone, str]] = st.session_state.setdefault("notices", [])
    if (tone, text) not in said:
        said.append((tone, text))


def problems(tone: Tone, refused: InvalidInput) -> None:
    """Say at the top of the page what is wrong with an input."""
    for problem in refused.problems:
        notice(tone, str(problem.as_on_page()))


def redraw() -> None:
    """Draw the page again of our own accord: nobody has read yet what is at its top."""
    keep_notices()
    st.rerun()


def keep_notices() -> None:
    """Have what is said at the top of the page be there when it is drawn again."""
    said = st.session_state.pop("said", [])
    st.session_state["notices"] = [*said, *st.session_state.get("notices", [])]


def told(text: str) -> None:
    """Say something in passing, which goes by itself."""
    st.toast(escaped(text))


def guarded(act: Callable[Arguments, object]) -> Callable[Arguments, None]:
    """Return a callback that says what went wrong in the user's words, and leaves the page usable."""

    @functools.wraps(act)
    def wrapped(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        try:
            act(*arguments, **named)
        except InvalidInput as refused:
            problems("error", refused)
        except NotUnderstoodError as error:
            notice("error", f"That change was not made: {error}. Its text can be edited under YAML.")
        except Exception:
            _LOG.exception("a callback failed")
            notice("error", OUR_MISTAKE)

    return wrapped
