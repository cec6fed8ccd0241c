"""The login: who may enter where one is set up (`[auth]` in Streamlit's secrets, see docs/sharing.md)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from planner.ui.page_words import escaped

_LOG = logging.getLogger(__name__)


class _UnreadableError(Exception):
    """There are secrets and they cannot be read: nobody knows whether a login was meant."""


def may_enter() -> bool:
    """Ask for a login where one is set up; say whether to go on."""
    try:
        asked = _settings()
    except _UnreadableError:
        _turn_away("The secrets of this planner cannot be read, so nobody may enter.")
        return False
    if asked is None or st.user.get("is_logged_in"):
        return True
    _ask(asked)
    return False


def show_way_out() -> None:
    """Show who is logged in, and a way out; nothing where no login is asked for."""
    if st.user.get("is_logged_in"):
        with st.sidebar:
            st.caption(
                f"Logged in as {escaped(str(st.user.get('email') or st.user.get('name') or 'somebody'))}"
            )
            st.button("Log out", key="log out", on_click=st.logout)


def _settings() -> Mapping[str, Any] | None:
    """Return the settings of the login; None where none is asked for."""
    if st.secrets.load_if_toml_exists():
        asked = st.secrets.get("auth")
        if asked is None or isinstance(asked, Mapping):
            return asked
        raise _UnreadableError
    if any(Path(file).exists() for file in st.get_option("secrets.files")):
        raise _UnreadableError
    return None


def _ask(asked: Mapping[str, Any]) -> None:
    st.title("Planner")
    st.write("This planner asks who you are before it shows scenarios.")
    named = [name for name, setting in asked.items() if isinstance(setting, Mapping)]
    providers: list[str | None] = [*named] if named else [None]
    for provider in providers:
        label = f"Log in with {provider}" if len(providers) > 1 else "Log in"
        st.button(label, key=f"log in {provider}", type="primary", on_click=_log_in, args=(provider,))
    if st.session_state.pop("login_failed", False):
        _turn_away("The login is not set up as it should be.")


def _log_in(provider: str | None) -> None:
    try:
        st.login(provider)
    except StreamlitAuthError:
        _LOG.exception("nobody can log in")
        st.session_state["login_failed"] = True


def _turn_away(said: str) -> None:
    st.error(f"{said} Whoever runs it finds the reason in its log.", icon=":material/error:")
