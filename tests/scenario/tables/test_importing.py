"""An import is read in a process that can be ended, and seen before it is written."""

from __future__ import annotations

import sys
import zipfile

import pytest

from planner.cli import BAD_INPUT, DONE, run
from planner.problems import InvalidInput
from planner.reports.comparison.input_words import what_differs
from planner.scenario.canonical import digest
from planner.scenario.reading import load, load_text
from planner.scenario.tables.counting import counted_words
from planner.scenario.tables.importing import read_import
from planner.scenario.tables.table_files import export_tables
from planner.scenario.template import template
from tests.small import scenario


@pytest.fixture
def tables(tmp_path):
    export_tables(scenario(), tmp_path / "t.xlsx", format="xlsx")
    return tmp_path / "t.xlsx"


def test_what_was_read_is_a_value(tables) -> None:
    found = read_import(tables)
    assert digest(found.scenario) == digest(scenario()) == digest(load_text(found.text))
    assert dict(found.counts)["nations"] == len(scenario().nations)
    assert dict(found.counts)["constraints"] == len(scenario().constraints)


def test_counts_are_said_in_words_also_of_what_is_not_there() -> None:
    counts = (("nations", 4), ("capabilities", 1), ("offers", 7), ("constraints", 0))
    assert counted_words(counts) == "4 nations, 1 capability, 7 offers, 0 constraints"


def test_a_file_that_is_there_is_replaced_only_when_that_was_said(tables, tmp_path, capsys) -> None:
    output = tmp_path / "mine.yaml"
    output.write_text(template())
    assert run(["import", str(tables), "-o", str(output)]) == BAD_INPUT
    said = capsys.readouterr().err
    assert f"{len(scenario().nations)} nations" in said
    assert all(f"  {line}\n" in said for line in what_differs(load_text(template()), scenario()))
    assert 'removed: Constraint "' in said
    assert "--yes" in said
    assert output.read_text() == template()
    assert run(["import", str(tables), "-o", str(output), "--yes"]) == DONE
    assert digest(load(output)) == digest(scenario())


def test_a_small_file_that_unpacks_to_far_more_is_ended_before_it_takes_the_machine(tmp_path) -> None:
    cell = b'<c t="inlineStr"><is><t>x</t></is></c>'
    export_tables(scenario(), tmp_path / "t.xlsx", format="xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as old, zipfile.ZipFile(tmp_path / "big.xlsx", "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<sheetData><row>" + cell * 2_300_000 + b"</row>")
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    assert (tmp_path / "big.xlsx").stat().st_size < 2_000_000
    with pytest.raises(InvalidInput, match=r"too large|takes more than"):
        read_import(tmp_path / "big.xlsx")


def test_a_name_that_is_too_long_is_a_problem_of_the_file_and_not_of_its_reader() -> None:
    with pytest.raises(InvalidInput, match="cannot be opened: File name too long"):
        read_import("x" * 300 + ".xlsx")


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("kill -9 $$", "takes more than"),
        ("exit 75", "takes more than"),
        ("echo oh >&2; exit 1", "broke off.*oh"),
    ],
)
def test_a_reader_that_dies_is_a_problem_that_names_why(tables, tmp_path, monkeypatch, does, said) -> None:
    reader = tmp_path / "reader"
    reader.write_text(f"#!/bin/sh\n{does}\n")
    reader.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(reader))
    with pytest.raises(InvalidInput, match=said):
        read_import(tables)
