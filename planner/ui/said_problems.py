"""Problems as the page says them: files as its reader knows them, ways of the page in place of commands."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import streamlit as st

from planner.problems import Problem
from planner.ui import shelves


def in_words(problem: Problem) -> str:
    """Say a problem in the page's words."""
    return placed(str(problem.as_on_page()))


def show(problems: Iterable[Problem]) -> None:
    """Show problems as the lines that they are."""
    st.code("\n".join(map(in_words, problems)), language=None, wrap_lines=True)


def placed(text: str) -> str:
    """Return a text that names files as the library does, without the folders that they lie in on the server.

    A file of the first folder goes by its name alone, others with the name of their folder, as in addresses;
    a folder goes by its title.
    """
    for folder, title, name in _folders():
        text = re.sub(
            rf"{re.escape(folder)}(?:{re.escape(os.sep)}(?=[\w.])|(?![\w.-]))", _called(title, name), text
        )
    return text


def _called(title: str, name: str) -> Callable[[re.Match[str]], str]:
    return lambda found: name if found[0].endswith(os.sep) else title


def _folders() -> Iterator[tuple[str, str, str]]:
    """Yield the folders of the library, inner ones first, with title and what its files begin with."""
    home = shelves.home()
    for shelf in sorted(shelves.shelves(), key=lambda one: len(str(one.folder)), reverse=True):
        name = "" if shelf.folder == home else f"{shelf.folder.name}/"
        for folder in dict.fromkeys((shelf.folder, Path(os.path.realpath(shelf.folder)))):
            if folder.is_absolute() and folder.name:
                yield str(folder), shelf.title, name
