"""Tables of text as HTML: the one place where they become it, for reports, for the page and for notebooks.

Whatever a user wrote is text: it is escaped here, once, unless its type says that it is HTML already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from planner.words.text_tables import Cell, Grid

_LINK = Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>')
DATE = "Date"
"""The column whose text stays on one line, where there is a style sheet for that."""


def _left_out(_: str) -> Markup:
    return Markup("")


@dataclass(frozen=True)
class TableDress:
    """What differs between the places where a table is shown.

    `symbol` draws the symbol of a unit. Where there is no style sheet, alignment is `inline`. What stands
    beside a figure is set `apart`, in a column of its own, or is in brackets. Where figures are kept
    `together`, no line ends within "7 of 12".
    """

    symbol: Callable[[str], Markup] = _left_out
    inline: bool = False
    apart: bool = False
    together: bool = False

    def look(self, mark: str = "", *, figure: bool, date: bool = False) -> dict[str, str]:
        """Return the attributes by which a cell or a head is told from others."""
        if self.inline:
            return {"style": "text-align:right" if figure else ""}
        return {"class": f"{mark}{' figure' if figure else ''}{' date' if date else ''}"}

    def inside(self, cell: Cell, *, figure: bool) -> Markup:
        """Return what a cell holds: a symbol, and the text, which is a link where it has an address."""
        symbol = self.symbol(cell.symbol) if cell.symbol else Markup("")
        said = cell.text if self.apart else cell.said
        if cell.address:
            return symbol + _LINK.format(cell.address, said)
        if self.together and figure:
            said = said.replace(" of ", "\u00a0of\u00a0")
        return symbol + (said if cell.drawn is None else cell.drawn)


def html_table(
    grid: Grid, dress: TableDress, *, rows: Sequence[Sequence[Cell]] | None = None, caption: str = ""
) -> Markup:
    """Return a table as HTML, with all of its rows or with `rows` of them."""
    places = range(len(grid.columns))
    two = [dress.apart and any(row[place].beside for row in grid.rows) for place in places]
    shown = grid.rows if rows is None else rows
    body = "".join(f"<tr>{_row(grid, row, dress, two)}</tr>\n" for row in shown)
    said = _tagged("caption", caption) if caption else ""
    table = f"<table>{said}\n<thead>{_heads(grid, dress, two)}</thead>\n<tbody>\n{body}</tbody>\n</table>"
    return Markup(table)  # noqa: S704, `_tagged` escapes every text in it


def _tagged(tag: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element of HTML around a text, without those attributes that say nothing."""
    given = "".join(f' {name}="{escape(value)}"' for name, value in (attributes or {}).items() if value)
    return f"<{tag}{given}>{escape(text)}</{tag}>"


def _heads(grid: Grid, dress: TableDress, two: Sequence[bool]) -> str:
    """Return the heads of the columns, below those that stand over several."""
    over = "".join(_group_head(group.title, len(group.columns)) for group in grid.groups)
    heads = "".join(
        _tagged("th", head, {"scope": "col", "colspan": "2" if both else "", **_head_look(grid, name, dress)})
        for name, head, both in zip(grid.columns, grid.heads, two, strict=True)
    )
    return f"<tr>{over}</tr><tr>{heads}</tr>" if over else f"<tr>{heads}</tr>"


def _group_head(title: str, columns: int) -> str:
    kind = "group" if title else ""
    return _tagged("th", title, {"scope": "colgroup", "colspan": str(columns), "class": kind})


def _head_look(grid: Grid, name: str, dress: TableDress) -> dict[str, str]:
    return {kind: said.strip() for kind, said in dress.look(figure=name in grid.figures).items()}


def _row(grid: Grid, row: Sequence[Cell], dress: TableDress, two: Sequence[bool]) -> str:
    """Return the cells of a row, but for those that a wider one covers; a second where `two` says so."""
    cells = []
    for name, cell, both in zip(grid.columns, row, two, strict=True):
        if cell.mark == "covered":
            continue
        figure = name in grid.figures
        look = dress.look(cell.mark, figure=figure, date=name == DATE)
        across = {"colspan": str(cell.spans) if cell.spans > 1 else ""}
        cells.append(_tagged("td", dress.inside(cell, figure=figure), {**across, **look}))
        if both:
            cells.append(_tagged("td", cell.beside, {"class": "moved"}))
    return "".join(cells)
