"""How an answer shows itself in a notebook: a heading, a few words, and tables of text; nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from planner.words.figures import figure

Table = Iterable[Mapping[str, object]]


def notebook_html(title: str, said: Sequence[str], tables: Mapping[str, Table]) -> str:
    """Return an answer as HTML; whatever a user wrote is shown as text. Tables without lines are left out."""
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in said if sentence)
    shown = "".join(_table(name, list(lines)) for name, lines in tables.items())
    return f"<div><h4>{escape(title)}</h4>{words}{shown}</div>"


def _table(name: str, lines: Sequence[Mapping[str, object]]) -> str:
    if not lines:
        return ""
    head = "".join(f"<th>{escape(str(column))}</th>" for column in lines[0])
    body = "".join(f"<tr>{''.join(map(_cell, line.values()))}</tr>" for line in lines)
    caption = f"<caption>{escape(name)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f'<td style="text-align:right">{figure(value)}</td>'
    return f"<td>{escape(str(value))}</td>"
