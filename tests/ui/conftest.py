"""The page without a browser: Streamlit's AppTest on a folder of scenarios."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.folders import ROOT
from tests.ui.visit import Visit

pytest.importorskip("streamlit.testing.v1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    library = tmp_path / "library"
    library.mkdir()
    shutil.copy(ROOT / "planner" / "scenario" / "template.yaml", library / "first.yaml")
    (library / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    monkeypatch.setenv("PLANNER_FOLDER", str(library))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # AppTest puts a stand-in for the server in place, which says of every session that it is still open.
    monkeypatch.setattr("planner.ui.session.exists", lambda: False)
    return library


@pytest.fixture
def visit(folder: Path) -> Visit:
    return Visit.to(folder)


@pytest.fixture
def first(visit: Visit) -> Visit:
    """Return a visit that has the small scenario open on the page Edit."""
    return visit.open("first.yaml")
