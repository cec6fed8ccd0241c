"""How the pages look beyond the theme: one small style sheet, and pieces of HTML that it dresses."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from planner.reports.looks import DARK, LIGHT, Look


def look() -> Look:
    """Return the colours of the theme that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style() -> None:
    """Put the style sheet on the page, with the colours of the theme."""
    colours = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in vars(look()).items())
    st.html(f"<style>.stApp{{{colours}}}\n{_sheet()}</style>")


@cache
def _sheet() -> str:
    return files("planner.ui").joinpath("style.css").read_text(encoding="utf-8")


def dressed(html: str) -> None:
    """Show a piece of HTML, whose text must be escaped already."""
    st.html(f'<div class="planner">{html}</div>')


def sentence(text: str) -> None:
    """Show a sentence that something says."""
    dressed(f'<div class="said">{escape(text)}</div>')


def cell(text: str, kind: str = "") -> str:
    """Return a cell of a table."""
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"
