"""An explanation as files."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from planner.cli import run
from planner.reports.explain.explain_files import FILES, Explained, made, write
from planner.reports.explain.explain_sections import sections
from planner.scenario.canonical import digest
from planner.studies.concessions.concessions import Ladder
from tests.folders import ROOT
from tests.reports.markup import Markup, assert_it_asks_nobody_for_anything

TEMPLATE = ROOT / "planner" / "scenario" / "template.yaml"


def text_of(explained: Explained, name: str) -> str:
    found = made(explained, name)
    assert isinstance(found, str)
    return found


def bytes_of(explained: Explained, name: str) -> bytes:
    found = made(explained, name)
    assert isinstance(found, bytes)
    return found


def titles(explained):
    return [part.title for part in sections(explained.found, explained.scenario, explained.counted)]


def test_the_four_files_are_written(short, tmp_path) -> None:
    write(short, tmp_path / "why")
    assert sorted(file.name for file in (tmp_path / "why").iterdir()) == sorted(FILES)
    document = json.loads((tmp_path / "why" / "explain.json").read_text(encoding="utf-8"))
    scenario = {"title": "A first scenario", "file": "template.yaml"}
    assert document == {**json.loads(json.dumps(short.found.as_document())), "scenario": scenario}


def test_what_was_found_has_a_section_in_its_order(short) -> None:
    assert titles(short) == [
        "Why requirements are short",
        "Where the offers for them went",
        "Prices, both ways",
        "Conditions",
        "What it would take to fill more",
        "What would have to be asked",
        "How free the plan is",
        "Sources",
        "Provenance",
    ]


def test_a_fill_without_an_answer_is_told_once_in_the_section_of_the_ladder(short: Explained) -> None:
    filled = replace(short, found=replace(short.found, ladder=Ladder(0.95, 1.0, 0.9)))
    parts = {part.id: part for part in sections(filled.found, filled.scenario, filled.counted)}
    (grid,) = parts["ladder"].grids
    assert [[cell.text for cell in row] for row in grid.rows] == [["90 %", "That much is filled already."]]
    assert "concessions" not in parts
    assert text_of(filled, "explain.md").count("90 %") == 1


def test_without_a_plan_the_conflicts_come_first(conflicting) -> None:
    assert titles(conflicting)[0] == "Rules that cannot all hold"
    assert "Why requirements are short" not in titles(conflicting)
    html = made(conflicting, "explain.html")
    assert "No plan meets all hard constraints." in html
    assert "<svg" not in html


@pytest.mark.parametrize("name", ["explain.html", "explain.md"])
def test_pages_say_every_sentence_of_the_explanation(short, name) -> None:
    text = text_of(short, name).replace("\\", "").replace("&#34;", '"').replace("&#39;", "'")
    for one in short.found.conditions:
        assert one.sentence in text
    assert "A hypothetical for analysis" in text
    assert digest(short.scenario) in text
    assert "changed for this run" in text.lower()


def test_the_page_asks_nobody_for_anything_and_draws_the_prices(short) -> None:
    html = text_of(short, "explain.html")
    assert_it_asks_nobody_for_anything(html)
    tags = Markup(html).tags
    assert sum(tag == "svg" for tag, _ in tags) == 1
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_workbook_has_every_phase_of_every_bound(short) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(short, "explain.xlsx")))
    assert book["Prices"].max_row == len(short.found.prices) + 1
    assert book["Shortfalls"].max_row == len(short.found.shortfalls) + 1
    assert book["Provenance"]["A2"].value == "Scenario"


@pytest.mark.parametrize("name", FILES)
def test_the_same_explanation_gives_the_same_bytes(short, name) -> None:
    assert made(short, name) == made(short, name)


def test_sections_can_be_chosen(short) -> None:
    html = made(short, "explain.html", ["prices"])
    assert 'id="conditions"' not in html
    assert 'id="provenance"' in html


def test_the_command_writes_them_beside_what_it_prints(tmp_path, capsys) -> None:
    assert run(["explain", str(TEMPLATE), "--out", str(tmp_path / "why"), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "why" / "explain.json").read_text(encoding="utf-8")) == printed
    assert len(list((tmp_path / "why").iterdir())) == 4


def test_a_folder_that_cannot_be_made_leaves_with_two(tmp_path, capsys) -> None:
    (tmp_path / "file").write_text("x")
    assert run(["explain", str(TEMPLATE), "--out", str(tmp_path / "file" / "why"), "--quiet"]) == 2
    assert "is no folder" in capsys.readouterr().err
