"""Choosing by key: what a person chose stays chosen when it is called otherwise, or another is called so.

A browser sends back the words that it shows, not what they stand for. So a choice is drawn anew, under
another key, whenever its words change; and no two things to choose are called the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import streamlit as st

_WORDS = "words of choices"
"""Where a session keeps the words of each choice, and how often it was drawn anew."""
_AS_IT_WAS = object()
Labels = Mapping[Any, str]


def key(name: str) -> str:
    """Return the key under which a choice is drawn now."""
    _, number = _known().get(name, ((), 1))
    return name if number == 1 else f"{name} #{number}"


def chosen(name: str) -> Any:
    """Return what is chosen; None where nothing is, or the choice was not drawn yet."""
    return st.session_state.get(key(name))


def choose(name: str, value: Any) -> None:
    """Choose something in place of the user."""
    st.session_state[key(name)] = value


def draw(
    how: Callable[..., Any],
    label: str,
    name: str,
    labels: Labels,
    *,
    value: Any = _AS_IT_WAS,
    **arguments: Any,
) -> Any:
    """Draw a choice, as a select box or whatever `how` draws, and return what is chosen.

    `labels` says what each thing is called. `value` is what the page knows to be chosen; without it the
    choice itself is what keeps it.
    """
    labels = distinct(labels)
    wanted = chosen(name) if value is _AS_IT_WAS else value
    _note(name, tuple(labels.items()))
    # What the page knows is told at every run: a browser that was still loading the choice when it was told
    # first would show it empty, and send that back as if somebody had cleared it.
    if value is not _AS_IT_WAS or st.session_state.get(key(name), _AS_IT_WAS) != wanted:
        choose(name, wanted)
    return how(
        label,
        list(labels),
        format_func=lambda one: labels.get(one, str(one)),
        key=key(name),
        **arguments,
    )


def distinct(labels: Labels) -> dict[Any, str]:
    """Return labels of which no two are alike: those that are get what they stand for, or a number."""
    found = dict(labels)
    count = Counter(found.values())
    found = {one: f"{label} ({one})" if count[label] > 1 else label for one, label in found.items()}
    taken: set[str] = set()
    for one, label in found.items():
        number, said = 1, label
        while said in taken:
            number += 1
            said = f"{label} · {number}"
        taken.add(said)
        found[one] = said
    return found


def _known() -> dict[str, tuple[tuple[Hashable, ...], int]]:
    known: dict[str, tuple[tuple[Hashable, ...], int]] = st.session_state.setdefault(_WORDS, {})
    return known


def _note(name: str, words: tuple[Hashable, ...]) -> None:
    """Take note of the words of a choice; others than before are drawn under another key."""
    before, number = _known().get(name, (words, 1))
    _known()[name] = (words, number if before == words else number + 1)
