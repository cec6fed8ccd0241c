"""Tables of the page."""

from __future__ import annotations

from typing import Any

import pytest

from planner.editing.grids.grid import GridColumn
from planner.ui import screen
from planner.ui.edit.mounted_grid import _column, page_key
from planner.ui.grids import head_width, words_width

LABELS = [
    "Infantry battalion",
    "Armoured battlegroup",
    "First deployment",
    "Preparation before the ceasefire",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_column_is_wide_enough_for_its_name(label) -> None:
    letter = 4.8
    assert len(label) * letter + 16 <= head_width(label) <= 172


def test_a_column_with_a_very_long_name_leaves_room_for_others() -> None:
    assert head_width("x" * 500) == head_width("x" * 60) < 200
    assert 50 < head_width("x") < head_width("x", sign=True)


@pytest.mark.parametrize(("is_narrow", "most"), [(False, 200), (True, 110)])
def test_a_column_of_words_is_as_wide_as_they_are_and_leaves_room(is_narrow, most, monkeypatch) -> None:
    monkeypatch.setattr(screen, "is_narrow", lambda: is_narrow)
    short, longer = (words_width(words, wide=200, narrow=110) for words in (["Iraq"], ["Iraq", "Lithuania"]))
    assert 4 * 4.8 + 16 <= short < longer <= most
    assert words_width(["x" * 80], wide=200, narrow=110) == most
    assert words_width([], wide=200, narrow=110) > 0


def test_a_grid_names_its_columns_in_full_where_the_pointer_rests() -> None:
    config = _column(GridColumn("infantry", LABELS[0], help="Counted in battalions"))
    assert config["help"] == "Infantry battalion. Counted in battalions"
    assert config["width"] == head_width(LABELS[0], sign=True)


@pytest.mark.parametrize("name", ["_index", "_index_", "__index_level_0__"])
def test_a_column_that_is_called_as_the_numbers_of_rows_are_is_shown(first: Any, name: str) -> None:
    text = first.desk.document.text.replace("infantry_battalion", name)
    first.desk.retype(text, "an id")
    first.tab("Offers")
    frame = first.app.dataframe[0].value
    assert name not in frame.columns
    assert frame[page_key(name)].tolist()[0] == "3"
    mounts = first.app.session_state["mounts"]
    assert any(name in mount.base for mount in mounts.values())
    assert page_key(name).rstrip() == name
    assert page_key("infantry") == "infantry"


@pytest.mark.parametrize("grid", ["capabilities", "keys"])
def test_a_column_called_as_the_head_of_the_labels_is_beside_them(first, grid) -> None:
    text = first.desk.document.text
    if grid == "capabilities":
        text = text.replace("infantry_battalion", "Nation")
    else:
        text = text.replace("  FRA:\n", "  FRA:\n    keys: {Nation: 7}\n")
    first.desk.retype(text, "an id")
    first.tab("Offers" if grid == "capabilities" else "Nations")
    shown = first.app.dataframe[0].value
    assert list(shown.iloc[:, 0])[:2] == ["France", "Germany"]
    assert shown["Nation"].tolist()[0] in ("3", "7")
