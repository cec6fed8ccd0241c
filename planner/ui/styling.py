"""How the pages look beyond the theme: one small style sheet, and pieces of HTML that it dresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeVar

import streamlit as st
from markupsafe import Markup, escape

from planner.reports import drawing
from planner.reports.looks import DARK, LIGHT, Look
from planner.reports.unit_symbols import address, each
from planner.words.html_table import TableDress, html_table
from planner.words.text_tables import Cell, Grid

Item = TypeVar("Item")


def look() -> Look:
    """Return the colours of the theme that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style() -> None:
    """Put the style sheet on the page, with the colours of the theme."""
    ground = st.get_option(f"theme.{st.context.theme.type or 'light'}.backgroundColor")
    named = {**vars(look()), "ground": ground}
    colours = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in named.items())
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


def unit(symbol: str) -> Markup:
    """Return the symbols of units as pictures in a line of text; nothing where there are none."""
    picture = Markup('<img class="unit" alt="" src="{}">')
    return Markup("").join(picture.format(address(one)) for one in each(symbol))


def drawn(svg: str, told: str) -> Markup:
    """Return a picture; the page takes SVG in no other way. What is told of it is read aloud."""
    return Markup('<img alt="{}" src="{}">').format(told, drawing.address(svg))


PAGE = TableDress(unit, apart=True)
"""How tables look on the page: figures to the right, what differs in a column of its own."""


def table(grid: Grid, within: str = "wide", *, rows: Sequence[Sequence[Cell]] | None = None) -> Markup:
    """Return a table, with all of its rows or with `rows` of them, in a box that the sheet knows.

    One that is wider than the page moves by itself, also by the keys, and has a shade where it goes on.
    """
    box = Markup('<div class="{}" tabindex="0">{}</div>')
    return box.format(within, html_table(grid, PAGE, rows=rows))


def folded(title: str, html: str) -> str:
    """Return a piece of HTML that opens on demand."""
    return f"<details><summary>{escape(title)}</summary>{html}</details>"


def points(said: Sequence[str], *, most: int) -> None:
    """Show sentences one below the other, those beyond the first few on demand."""
    first, rest = ("".join(f"<li>{escape(one)}</li>" for one in part) for part in (said[:most], said[most:]))
    more = folded(f"{len(said) - most} more", f"<ul>{rest}</ul>") if rest else ""
    if first:
        dressed(f"<ul>{first}</ul>{more}")


def with_button(html: str, key: str, button: Callable[[], None]) -> None:
    """Show a piece of HTML with a button beside it; below it on a narrow screen."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"told {key}"):
        with st.container(gap=None, width="stretch"):
            dressed(html)
        button()


def first_of(found: Sequence[Item], most: int, word: str, key: str) -> Sequence[Item]:
    """Return the first of what is found, or all of it once somebody wants the rest."""
    more = len(found) - most
    return found[:most] if more > 0 and not the_rest(more, word, key) else found


def the_rest(count: int, word: str, key: str) -> bool:
    """Draw a switch that says how many more there are; say whether they are wanted."""
    return st.toggle(f"{count} more {word}{'' if count == 1 else 's'}", key=key, persist_state="session")
