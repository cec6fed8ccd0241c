"""The tables of a scenario are taken away in a form that loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing import tables_to_take
from planner.scenario.canonical import digest
from planner.scenario.tables.importing import read_import
from planner.words.excel_cells import LONGEST
from tests.small import scenario


@pytest.mark.parametrize(("letters", "ending"), [(LONGEST, ".xlsx"), (LONGEST + 1, ".zip")])
def test_a_text_of_any_length_comes_back(tmp_path: Path, letters: int, ending: str) -> None:
    asked = scenario(description="x" * letters)
    taken = tables_to_take.of(asked)
    assert taken.ending == ending
    assert bool(taken.refused) == (ending == ".zip")
    file = tmp_path / f"taken{ending}"
    file.write_bytes(taken.made())
    assert digest(read_import(file).scenario) == digest(asked)
