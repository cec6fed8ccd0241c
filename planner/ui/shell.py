"""The shell of every page: the address list, the sidebar, notices, and what happens when something fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from planner.ui import (
    dialogs,
    entry_dialogs,
    import_dialog,
    keys,
    library_dialogs,
    login,
    notices,
    open_dialog,
    said_problems,
    saved_plan_dialog,
    screen,
    session,
    sidebar,
    styling,
)
from planner.ui.page_words import escaped

DIALOGS = (dialogs, entry_dialogs, import_dialog, library_dialogs, saved_plan_dialog)
"""The files of dialogs, which are known once they are imported."""
_LOG = logging.getLogger(__name__)
ICON = Path(__file__).parent / "icon.png"
"""A local file: an icon by name would be asked of a font server."""


@dataclass(frozen=True)
class Page:
    """A page: what it is called, its address, its icon, and what draws it."""

    title: str
    address: str
    icon: str
    draw: Callable[[], None]


def run(pages: Sequence[Page]) -> None:
    """Draw the page that the address names, in the shell."""
    st.set_page_config(page_title="Planner", page_icon=str(ICON), layout="wide")
    if not login.may_enter():
        return
    st.session_state["run"] = st.session_state.get("run", 0) + 1
    links = {page.address: _link(page, first=page is pages[0]) for page in pages}
    st.session_state["links"] = links
    current = st.navigation(list(links.values()))
    if wanted := st.session_state.pop("go", None):
        go(wanted)
    st.session_state["page"] = next(name for name, page in links.items() if page == current)
    if st.session_state["page"] == pages[0].address:
        _land()
    _keep_address()
    styling.style()
    _attempt(sidebar.show)
    _attempt(login.show_way_out)
    _notices()
    _attempt(current.run)
    _attempt(open_dialog.show)
    screen.listen()
    keys.listen()


def _land() -> None:
    """Have an address that names a scenario and no page open that scenario's overview."""
    if st.session_state["run"] == 1 and session.chosen_file():
        go("overview")


def go(address: str) -> None:
    """Go to another page, with the scenario in its address."""
    st.switch_page(st.session_state["links"][address])


def link(address: str) -> Any:
    """Return a page for `st.page_link`."""
    return st.session_state["links"][address]


def _link(page: Page, *, first: bool) -> Any:
    return st.Page(page.draw, title=page.title, icon=page.icon, url_path=page.address, default=first)


def _keep_address() -> None:
    """Have the address name the scenario, so that a reload comes back to it."""
    file = session.chosen_file()
    name = session.address_of(file) if file else None
    if name and st.query_params.get("scenario") != name:
        st.query_params["scenario"] = name


def _attempt(draw: Callable[[], None]) -> None:
    """Draw a part of the page; where that fails, say so and leave the rest usable."""
    try:
        draw()
    except Exception:
        _LOG.exception("a part of the page failed")
        st.error(notices.OUR_MISTAKE, icon=":material/error:")


def _notices() -> None:
    st.session_state["said"] = said = st.session_state.pop("notices", [])
    for tone, text in said:
        {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}[tone](
            escaped(said_problems.placed(text))
        )
