"""Dialogs about scenarios as a whole: begin one, import, duplicate, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from planner.editing import library
from planner.editing.drafts import FOLDER
from planner.editing.library import Upload
from planner.problems import InvalidInput
from planner.scenario.tables.difference import counted_words
from planner.scenario.template import templates
from planner.ui import session, shelves
from planner.ui.open_dialog import dialog, done
from planner.ui.page_words import counted, escaped
from planner.ui.session import guarded


@guarded
def _open(make: Callable[[], Path]) -> None:
    """Make a file, open it on the page Edit, and close the dialog."""
    session.choose(make())
    st.session_state["go"] = "edit"
    done()


def _answer(label: str, key: str, make: Callable[[], Path], *, ready: bool) -> None:
    """Draw the button that ends a dialog with a new file."""
    if st.button(label, type="primary", key=key, disabled=not ready):
        _open(make)
        st.rerun()


@dialog("new", "New scenario", ":material/add:")
def _new(folder: str) -> None:
    title = st.text_input(
        "Title", key="new_title", placeholder="What the scenario is about, in a line"
    ).strip()
    known = templates()
    st.radio(
        "Begin with",
        list(known),
        format_func=lambda name: escaped(known[name].title),
        captions=[escaped(one.description) for one in known.values()],
        key="new_template",
    )
    st.caption(f"It is written to {escaped(folder)}.")
    chosen = str(st.session_state["new_template"])
    _answer("Begin", "new_go", lambda: library.new(Path(folder), title, chosen), ready=bool(title))


@dialog("import", "Import a scenario", ":material/upload:", width="large")
def _import(folder: str) -> None:
    kinds = ["yaml", "yml", "xlsx", "ods", "zip"]
    label = "A scenario file (YAML), or tables (Excel, OpenDocument, or CSV in a zip)"
    uploaded = st.file_uploader(label, type=kinds, key="upload")
    if uploaded is None:
        st.caption("What was read is shown before anything is written. Nothing leaves this machine.")
        return
    read = _previewed(folder, uploaded.file_id, (uploaded.name, uploaded.getvalue()))
    if isinstance(read, InvalidInput):
        _say_refused(uploaded.name, read)
        return
    _show_read(read)
    st.caption(f"It will be written to {escaped(folder)} as a new file; nothing is replaced.")
    _answer("Import", "import_go", lambda: library.written(Path(folder), read.name, read.text), ready=True)


def _previewed(folder: str, upload: str, named: tuple[str, bytes]) -> Upload | InvalidInput:
    """Return what was read of an upload, which is read once, or why it was refused."""
    kept: tuple[str, Upload | InvalidInput] | None = st.session_state.get("previewed")
    if kept is None or kept[0] != upload:
        with st.spinner("Reading ..."):
            kept = (upload, _read(folder, *named))
        st.session_state["previewed"] = kept
    return kept[1]


def _read(folder: str, name: str, content: bytes) -> Upload | InvalidInput:
    try:
        return library.read_upload(Path(folder), name, content, shelves.folders())
    except InvalidInput as refused:
        return refused


def _say_refused(name: str, refused: InvalidInput) -> None:
    count = counted(len(refused.problems), "problem")
    st.error(f"{escaped(name)} was not imported: {count}.", icon=":material/error:")
    st.code("\n".join(map(str, refused.problems)), language=None, wrap_lines=True)


def _show_read(read: Upload) -> None:
    st.markdown(f"**{escaped(library.title_of(read.text) or read.name)}**")
    if read.counts:
        st.success(f"Read: {counted_words(read.counts)}.", icon=":material/fact_check:")
    if read.problems:
        st.warning("There are problems, which can be mended on the page Edit.", icon=":material/warning:")
        st.code("\n".join(read.problems), language=None, wrap_lines=True)


@dialog("duplicate", "Duplicate", ":material/content_copy:")
def _duplicate(file: str) -> None:
    target = shelves.target()
    if target is None:
        st.error("There is no folder that scenarios could be written to.")
        return
    usual = f"{library.title_of(library.text_or_nothing(file)) or Path(file).stem} (copy)"
    title = st.text_input("Title of the copy", value=usual, key=f"duplicate_title {file}").strip()
    st.caption(f"It is written to {escaped(str(target))}.")
    made = partial(library.duplicate, file, target, title, shelves.folders())
    _answer("Duplicate", "duplicate_go", made, ready=bool(title))


@dialog("delete", "Delete", ":material/delete:")
def _delete(file: str) -> None:
    name = Path(file).name
    st.write(
        f"Delete **{escaped(library.title_of(library.text_or_nothing(file)) or name)}** ({escaped(name)})?"
    )
    heirs = library.heirs(Path(file))
    if heirs:
        st.warning(f"It is extended by {escaped(', '.join(heirs))}, which cannot be read without it.")
    kept = Path(file).parent / FOLDER / "deleted"
    st.caption(f"The file moves to {escaped(str(kept))}, from where it can be fetched back.")
    if st.button("Delete", type="primary", key="delete_go", icon=":material/delete:"):
        _remove(file)
        st.rerun()


@guarded
def _remove(file: str) -> None:
    kept = library.delete(file)
    if session.chosen_file() == file:
        session.close()
    session.notice("success", f"{Path(file).name} was deleted; it is kept as {kept}.")
    done()
