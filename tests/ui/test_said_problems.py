"""Problems on the page: no folder of the server, and no command of a terminal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.editing import drafts
from planner.problems import Problem
from planner.ui import said_problems
from tests.folders import ROOT
from tests.ui.visit import Visit

COMMANDS = re.compile(r"`planner \w|(?<![\w-])--[a-z]{2}")
"""What only somebody at a terminal can follow."""
ROOMS = ("editing", "engines", "files.py", "formulation", "placing.py", "plan", "planning.py", "scenario")
"""Rooms whose refusals the page shows as they are."""
TYPED = {"planner/scenario/assignments.py", "planner/scenario/template.py"}
"""Refuse what is typed in a terminal alone: the page has choices in its place."""
TEXTS = {"planner/scenario/tables/guide.py"}
"""Texts for readers of files."""


def test_files_go_by_their_names_in_the_library(folder) -> None:
    inner = folder / "north_sea"
    inner.mkdir()
    (inner / "one.yaml").write_text("title: One\n", encoding="utf-8")
    said = said_problems.placed(f"{folder}/first.yaml:3: {inner}/one.yaml is named in {folder}: no {folder}s")
    assert said == f"first.yaml:3: north_sea/one.yaml is named in library: no {folder}s"


def test_a_hint_on_the_page_takes_the_place_of_the_terminals() -> None:
    problem = Problem("a.yaml", 0, "", "is empty", "`planner new`", on_page="begin one")
    assert (said_problems.in_words(problem), str(problem)) == (
        "a.yaml: is empty (begin one)",
        "a.yaml: is empty (`planner new`)",
    )


FAULTY = {
    "nothing": "",
    "gone": "extends: gone.yaml\n",
    "circle": "extends: faulty.yaml\n",
    "two": "extends: [heir.yaml, other.yaml]\n",
    "plan": "extends: first.yaml\ngoals: [fill, {close: gone.json}]\n",
    "no plan": "extends: first.yaml\ngoals: [fill, {close: other.json}]\n",
    "state": "extends: first.yaml\nnations: {XXX: {keys: {from: reference}}}\n",
}


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_with_a_scenario_is_said_without_the_servers_folder_and_without_commands(
    visit, folder, text
) -> None:
    (folder / "other.yaml").write_text("extends: first.yaml\ntitle: Another\n", encoding="utf-8")
    (folder / "other.json").write_text("no plan", encoding="utf-8")
    (folder / "faulty.yaml").write_text(text, encoding="utf-8")
    visit.open("faulty.yaml")
    visit.desk.examined()
    visit.run()
    assert "1 problem" in visit.text
    assert_is_for_the_page(visit, folder)


def test_a_file_that_cannot_be_opened_is_named_as_in_the_library(visit, folder) -> None:
    (folder / "broken.yaml").write_bytes(b"title: \xff\n")
    visit.open("broken.yaml", "overview")
    assert read(visit).count("broken.yaml:1: is not text") == 1
    assert_is_for_the_page(visit, folder)


def test_a_draft_that_cannot_be_kept_is_told_without_the_servers_folder(first, folder, monkeypatch) -> None:
    def full(file: Path, *_: object) -> None:
        from planner.problems import InvalidInput

        raise InvalidInput([Problem(str(file), 0, "", "cannot be opened: No space left on device")])

    monkeypatch.setattr(drafts, "write_atomically", full)
    first.put("number_input", "form nations.FRA.offers.infantry_battalion.units expected", 4.0)
    first.desk.autosave.flush()
    first.run()
    assert "No space left on device" in first.text
    assert_is_for_the_page(first, folder)


@pytest.mark.parametrize(
    ("dialog", "about", "place"),
    [
        ("save as", "", "library"),
        ("new", "{}", "library"),
        ("duplicate", "{}/first.yaml", "library"),
        ("delete", "{}/first.yaml", ".planner/deleted"),
    ],
)
def test_dialogs_say_where_a_file_goes_without_the_servers_folder(
    first, folder, dialog, about, place
) -> None:
    first.app.session_state["dialog"] = (dialog, about.format(folder))
    first.run()
    assert f" to {place}" in read(first)
    assert_is_for_the_page(first, folder)


def read(visit: Visit) -> str:
    """Return what is read on the page, as it is read."""
    return re.sub(r"<style>.*?</style>|[\\\u2060]", "", visit.text, flags=re.DOTALL)


def assert_is_for_the_page(visit: Visit, folder: Path) -> None:
    """Refuse the server's folders and commands in what is read on the page."""
    assert str(folder) not in read(visit)
    assert COMMANDS.findall(read(visit)) == []


def commands_in(file: Path) -> Iterator[str]:
    """Yield where a file says something of the terminal's without a word for the page beside it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    excused = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.FunctionDef) and "on_page" in ast.unparse(node))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in excused:
            continue
        if COMMANDS.search(node.value):
            yield f"{file.relative_to(ROOT)}:{node.lineno}: {node.value}"


def test_what_a_room_says_of_the_terminal_it_says_otherwise_on_the_page() -> None:
    rooms = [ROOT / "planner" / room for room in ROOMS]
    files = [file for room in rooms for file in ([room] if room.suffix else sorted(room.rglob("*.py")))]
    looked_at = [file for file in files if str(file.relative_to(ROOT)) not in TYPED | TEXTS]
    assert len(looked_at) > 50
    assert [said for file in looked_at for said in commands_in(file)] == []
