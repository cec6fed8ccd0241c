"""How an answer shows itself in a notebook: a heading, a few words, and tables of text; nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from planner.words.figures import figure
from planner.words.html_table import TableDress, html_table
from planner.words.text_tables import Cell, Grid

Table = Iterable[Mapping[str, object]]
NOTEBOOK = TableDress(inline=True)


def notebook_html(title: str, said: Sequence[str], tables: Mapping[str, Table]) -> str:
    """Return an answer as HTML; whatever a user wrote is shown as text. Tables without lines are left out."""
    words = Markup("").join(Markup("<p>{}</p>").format(sentence) for sentence in said if sentence)
    shown = Markup("").join(_table(name, list(lines)) for name, lines in tables.items())
    return str(Markup("<div><h4>{}</h4>{}{}</div>").format(title, words, shown))


def _table(name: str, lines: Sequence[Mapping[str, object]]) -> Markup:
    if not lines:
        return Markup("")
    columns = tuple(lines[0])
    figures = frozenset(
        column for column in columns if any(isinstance(line[column], float) for line in lines)
    )
    rows = tuple(tuple(Cell(_written(value)) for value in line.values()) for line in lines)
    return html_table(Grid(columns, figures, rows), NOTEBOOK, caption=name)


def _written(value: object) -> str:
    return figure(value) if isinstance(value, float) else str(value)
