"""The dialog that imports a scenario: what was read, and what differs, is seen before anything is done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from planner.editing import library, standing
from planner.editing.library import Upload
from planner.problems import InvalidInput
from planner.reports.comparison.input_words import what_differs
from planner.scenario.tables.counting import counted_words
from planner.ui import chosen, keyed_choice, notices, said_problems, session, shelves
from planner.ui.notices import guarded
from planner.ui.open_dialog import dialog, done
from planner.ui.page_words import counted, escaped

KINDS = ("yaml", "yml", "xlsx", "ods", "zip", "csv")
"""What can be chosen; of a single CSV it is said where it belongs: a browser refuses without a word."""
_NOTHING = ""
"""What an import takes the place of where it becomes a file of its own."""


@dialog("import", "Import a scenario", ":material/upload:", width="large")
def _import(folder: str) -> None:
    """Show what an upload says; then write it to a new file in `folder`, or put it on a scenario's desk."""
    label = "A scenario file (YAML), or tables (Excel, OpenDocument, or CSV in a zip)"
    uploaded = st.file_uploader(label, type=list(KINDS), key="upload")
    if uploaded is None:
        st.caption("What was read is shown before anything is written. Nothing leaves this machine.")
        return
    read = _previewed(folder, uploaded.file_id, (uploaded.name, uploaded.getvalue()))
    if isinstance(read, InvalidInput):
        _say_refused(uploaded.name, read)
        return
    _show_read(read)
    replaced = _replaced(Path(folder), uploaded.file_id, read)
    if replaced == _NOTHING:
        place = escaped(said_problems.placed(folder))
        st.caption(f"It will be written to {place} as a new file; nothing is replaced.")
    else:
        _show_difference(replaced, read)
    ends = "Import" if replaced == _NOTHING else "Put in its place"
    take_up = partial(_begin, folder, read) if replaced == _NOTHING else partial(_replace, replaced, read)
    if st.button(ends, type="primary", key="import_go"):
        take_up()
        st.rerun()


@guarded
def _begin(folder: str, read: Upload) -> None:
    """Write what was read to a file of its own, and open it on its overview."""
    session.choose(library.written(Path(folder), read.name, read.text))
    st.session_state["go"] = "overview"
    done()


@guarded
def _replace(file: str, read: Upload) -> None:
    """Put what was read on the desk of a scenario, as an edit that can be taken back."""
    session.choose(file)
    if (desk := session.desk()) is not None:
        desk.retype(read.text, f"imported {read.name}")
        said = f"{read.name} is on your desk: Save writes it to {desk.name}, Undo takes it back."
        notices.notice("success", said)
    st.session_state["go"] = "overview"
    done()


def _replaced(folder: Path, upload: str, read: Upload) -> str:
    """Ask which scenario of a folder an upload takes the place of: the one of its name, or as is chosen."""
    known = standing.labels(library.listed(folder))
    if not known:
        return _NOTHING
    name = f"import_over {upload}"
    usual = str(folder / f"{library.fit_name(read.name)}.yaml")
    if keyed_choice.key(name) not in st.session_state:
        keyed_choice.choose(name, usual if usual in known else _NOTHING)
    labels = {_NOTHING: "nothing: it becomes a scenario of its own", **known}
    return str(keyed_choice.draw(st.selectbox, "It takes the place of", name, labels))


def _show_difference(file: str, read: Upload) -> None:
    """Say what differs from the scenario that is to be replaced, as it stands now."""
    before = chosen.standing(file, Path(file).name, patience=None).scenario
    if before is None or read.scenario is None:
        st.warning("What differs cannot be said, for one of the two has problems.", icon=":material/warning:")
        return
    st.markdown(f"What differs from {escaped(Path(file).name)} as it stands:")
    st.code("\n".join(what_differs(before, read.scenario)), language=None, wrap_lines=True)
    st.caption("It comes to the desk as an edit: nothing is written before you save, and Undo takes it back.")


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
    said_problems.show(refused.problems)


def _show_read(read: Upload) -> None:
    st.markdown(f"**{escaped(library.title_of(read.text) or read.name)}**")
    if read.counts:
        st.success(f"Read: {counted_words(read.counts)}.", icon=":material/fact_check:")
    if read.notices:
        st.warning("Some of it is hidden in the spreadsheet.", icon=":material/visibility_off:")
        said_problems.show(read.notices)
    if read.problems:
        st.warning("There are problems, which can be mended on the page Edit.", icon=":material/warning:")
        said_problems.show(read.problems)
