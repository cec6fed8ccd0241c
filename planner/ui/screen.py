"""How wide the screen is and whether it is dark: the browser tells, so that charts are drawn to fit it."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from planner.reports.drawing import WIDE, Room
from planner.ui import notices

STEP, NARROWEST, WIDEST = 30, 300, 640
"""Screens are told apart by so many pixels, from a small phone to what is no longer narrow."""
PAUSE = 400
"""Milliseconds until charts follow a system that turns dark or light: the theme of the page goes first."""
BESIDE = 50
"""What margins of the page and of a chart take of a narrow screen, and lines on its rim, in pixels."""
WIDTH, TOLD = "screen width", "screen told"
"""Where the session keeps the width of a narrow screen (0 for one that is wide enough), and what was told."""
_TELL = """
export default function({ data, parentElement, setStateValue }) {
  const query = parentElement.query ??= window.matchMedia(`(max-width: ${data.widest}px)`);
  const width = () => query.matches ? Math.floor(window.innerWidth / data.step) * data.step : 0;
  query.onchange = () => setStateValue("width", width());
  if (width() !== data.known) setStateValue("width", width());
  const dark = parentElement.dark ??= window.matchMedia("(prefers-color-scheme: dark)");
  dark.onchange = () => window.setTimeout(() => setStateValue("dark", dark.matches), data.pause);
}
"""


def listen() -> None:
    """Have the browser tell the width of a narrow screen, and when the system turns dark or light.

    A wide screen that stays as it is says nothing and costs no rerun.

    This comes last on a page: the rerun that it asks for finds all other inputs in place.
    """
    data = {"widest": WIDEST, "step": STEP, "known": width(), "pause": PAUSE}
    with st.container(key="screen"):
        _teller()(key=TOLD, data=data, height=1, on_width_change=_told, on_dark_change=_turned)


def _told() -> None:
    notices.keep_notices()
    st.session_state[WIDTH] = _bounded(st.session_state[TOLD].get("width"))


def _turned() -> None:
    """Keep what was being said: the rerun that follows draws everything in the other colours."""
    notices.keep_notices()


def width() -> int:
    """Return the width of a narrow screen in pixels; 0 for a wide one."""
    return int(st.session_state.get(WIDTH, 0))


def is_narrow() -> bool:
    """Say whether the screen is a narrow one."""
    return width() > 0


def room() -> Room:
    """Return the room that a chart has."""
    return Room(width() - BESIDE) if is_narrow() else WIDE


def _bounded(found: Any) -> int:
    """Return a width that a browser told, as one of the few that charts are drawn for."""
    if isinstance(found, int | float) and found > 0:
        return int(min(max(found, NARROWEST), WIDEST) // STEP) * STEP
    return 0


@cache
def _teller() -> Any:
    return st.components.v2.component("planner_screen", js=_TELL)
