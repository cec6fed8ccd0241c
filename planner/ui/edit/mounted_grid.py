"""A grid on the page: its base stays while one types, so that no edit is lost and none costs two reruns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import streamlit as st

from planner.editing.desk import Desk
from planner.editing.grids import grid as grids
from planner.editing.grids.grid import Cell, Cells, EntryGrid, GridColumn
from planner.editing.yaml_spots import NotUnderstoodError
from planner.ui import notices, session
from planner.ui.grids import head_width, words_width
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

ROW = 33
"""The height of a row in pixels."""
TALLEST = 640
WIDE_LABELS, NARROW_LABELS = 320, 200
"""The most that labels take of a wide and of a narrow screen, in pixels."""


@dataclass
class Mount:
    """A grid as it was put on the page: what it began from, and which of its edits have been taken up.

    It is put on anew, with another key, when the document changed from elsewhere, or it was off the page.
    """

    key: str
    file: str
    serial: int
    base: Mapping[str, Sequence[Cell]]
    frame: pd.DataFrame
    run: int
    shape: tuple[str, ...]
    rows: tuple[str | int, ...]
    seen: Cells = field(default_factory=dict)


def show(grid: EntryGrid, name: str, desk: Desk, *, head: str, alternative: str) -> None:
    """Draw a grid; `head` stands above the labels of its rows, `alternative` says what it is."""
    data = desk.document.data
    rows, columns = grid.rows(data), grid.columns(data)
    if not rows or not columns:
        st.info("There is nothing to show here yet.")
        return
    mount = _mount(grid, name, desk, head)
    labels = words_width((row.label for row in rows), wide=WIDE_LABELS, narrow=NARROW_LABELS)
    st.data_editor(
        mount.frame,
        key=mount.key,
        hide_index=True,
        width="stretch",
        height=min(ROW * (len(rows) + 1) + 1, TALLEST),
        row_height=ROW,
        column_config=_config(columns, head, labels),
        on_change=_typed,
        args=(grid, name),
        alt=alternative,
        placeholder="",
    )
    _last_changes(mount)


def _mount(grid: EntryGrid, name: str, desk: Desk, head: str) -> Mount:
    """Return the grid as it is on the page, put on anew where that is due."""
    mounts: dict[str, Mount] = st.session_state.setdefault("mounts", {})
    known, run = mounts.get(name), st.session_state.get("run", 0)
    shape = tuple(column.id for column in grid.columns(desk.document.data))
    fits = (
        known is not None
        and known.file == desk.file
        and known.serial == desk.history.serial
        and known.run >= run - 1
        and known.shape == shape
    )
    if known is None or not fits:
        known = mounts[name] = _mounted(grid, name, desk, head)
    known.run = run
    return known


def _mounted(grid: EntryGrid, name: str, desk: Desk, head: str) -> Mount:
    """Return a grid put on under a key never used before: labels of rows under `head`, then its cells."""
    data = desk.document.data
    base = grids.cells(grid, data)
    rows = grid.rows(data)
    labels = {label_key(head, base): [row.label for row in rows]}
    columns = {page_key(key): pd.Series(list(column)) for key, column in base.items()}
    frame = pd.DataFrame({**labels, **columns})
    number = st.session_state["mounted"] = st.session_state.get("mounted", 0) + 1
    shape = tuple(base)
    return Mount(
        f"grid {name} {number}",
        desk.file,
        desk.history.serial,
        base,
        frame,
        0,
        shape,
        tuple(row.id for row in rows),
    )


def _config(columns: Sequence[GridColumn], head: str, first_width: int) -> dict[str, Any]:
    first = st.column_config.TextColumn(head, disabled=True, pinned=True, width=first_width)
    cells = {page_key(column.id): _column(column) for column in columns}
    return {label_key(head, [column.id for column in columns]): first, **cells}


def page_key(column: str) -> str:
    """Return the name of a column on the page: its id, with a space after it where grids have such names.

    Streamlit takes `_index` for the numbers of the rows, which are hidden. No id has a space.
    """
    return f"{column} " if column.startswith("_") else column


def label_key(head: str, ids: Collection[str]) -> str:
    """Return the key of the column of labels: its head, with spaces after it where a column has that id."""
    while head in ids:
        head += " "
    return head


def _column(column: GridColumn) -> Any:
    """Return how a column is typed into: figures as text, so that nothing typed is dropped or clamped."""
    width = head_width(column.label, sign=not column.fixed)
    if column.kind == "switch":
        return st.column_config.CheckboxColumn(column.label, help=escaped(column.label), width=width)
    side: Literal["left", "right"] = "right" if column.kind == "number" else "left"
    return st.column_config.TextColumn(
        column.label,
        help=escaped(f"{column.label}. {column.help}" if column.help else column.label),
        alignment=side,
        disabled=column.fixed,
        width=None if column.kind == "text" else width,
    )


@guarded
def _typed(grid: EntryGrid, name: str) -> None:
    """Take up what was typed since the last time."""
    desk, mount = session.desk(), st.session_state["mounts"].get(name)
    if desk is None or mount is None or mount.file != desk.file:
        return
    edited = {
        int(row): {column.rstrip(): value for column, value in cells.items()}
        for row, cells in st.session_state[mount.key]["edited_rows"].items()
    }
    fresh = grids.fresh_cells(edited, mount.seen, mount.base)
    mount.seen = edited
    there = grids.moved(grid, desk.document.data, fresh, mount.rows)
    if len(there) < len(fresh):
        notices.notice("warning", "What you typed into is not there any more: nothing was changed.")
    if there:
        _take_up(grid, desk, there, mount)


def _take_up(grid: EntryGrid, desk: Desk, fresh: Cells, mount: Mount) -> None:
    """Make typed cells an edit; a grid that shows something else by now is put on anew."""
    data, as_shown = desk.document.data, mount.serial == desk.history.serial
    try:
        desk.edit(list(grids.changes(grid, data, fresh)), grids.described(grid, data, fresh))
    except NotUnderstoodError:
        mount.serial = -1
        raise
    mount.serial = desk.history.serial if as_shown else -1
    several = sum(map(len, fresh.values())) > 1
    st.session_state["pasted"] = (mount.key, _difference(grid, data, fresh)) if several else None


def _difference(grid: EntryGrid, data: Any, fresh: Cells) -> pd.DataFrame:
    """Return what several cells were and are."""
    rows, labels = grid.rows(data), {column.id: column.label for column in grid.columns(data)}
    lines = [
        (rows[number].label, labels[column], _words(grid.shown(data, rows[number].id, column)), _words(value))
        for number, cells in fresh.items()
        for column, value in cells.items()
    ]
    return pd.DataFrame(lines, columns=["Row", "Column", "Was", "Is"])


def _words(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or ""


def _last_changes(mount: Mount) -> None:
    """Show what a paste did, until the next edit."""
    pasted = st.session_state.get("pasted")
    if not pasted or pasted[0] != mount.key:
        return
    with st.expander(
        f"{len(pasted[1])} cells changed at once", expanded=True, icon=":material/content_paste:"
    ):
        st.dataframe(pasted[1], hide_index=True, height=min(ROW * (len(pasted[1]) + 1) + 3, 240))
        st.caption("Undo takes them all back together.")
