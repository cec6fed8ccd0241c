"""What is exported and imported again is the same scenario."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.fields import SMALLEST
from planner.problems import Origin, Problem
from planner.scenario.canonical import digest
from planner.scenario.nodes import laid_out, plain
from planner.scenario.parsing import parsed
from planner.scenario.reading import load, load_text
from planner.scenario.scenario import Scenario
from planner.scenario.tables.cells import Reading, cell, placed
from planner.scenario.tables.csv_files import packed, zip_lines
from planner.scenario.tables.excel_reading import excel_lines
from planner.scenario.tables.excel_writing import workbook
from planner.scenario.tables.gathering import gathered
from planner.scenario.tables.importing import read_import
from planner.scenario.tables.layout import Codec, SheetColumn
from planner.scenario.tables.table_files import export_tables, load_tables, told_by_tables
from planner.scenario.template import template
from planner.scenario.writing import scenario_text
from tests.folders import CASES, SHIPPED
from tests.scenario.tables.everything import TEXTS, every_kind, everything
from tests.small import document

FILES = [*SHIPPED, *sorted(CASES.glob("*.yaml"))]
FORMS = {"xlsx": "tables.xlsx", "csv folder": "tables", "csv zip": "tables.zip"}


def tabled(scenario: Scenario, output: Path) -> Path:
    export_tables(scenario, output, format="xlsx" if output.suffix == ".xlsx" else "csv")
    return output


def through(scenario: Scenario) -> list[Scenario]:
    """Return a scenario after a workbook and after a zip, read without its references being checked."""
    found = []
    for lines in (excel_lines(workbook(scenario), "t.xlsx", []), zip_lines(packed(scenario), "t.zip", [])):
        problems: list[Problem] = []
        data = laid_out(gathered(lines, "t", problems)).data
        assert problems == []
        found.append(Scenario.model_validate(data))
    return found


def as_written(scenario: Scenario) -> Scenario:
    """Return a scenario after it was written as a file, read without its references being checked."""
    problems: list[Problem] = []
    root = parsed(scenario_text(scenario), "x.yaml", problems)
    assert problems == []
    assert root is not None
    return Scenario.model_validate(laid_out(root).data)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_comes_back_the_same(file, form, tmp_path) -> None:
    scenario = load(file)
    output = tmp_path / "back.yaml"
    output.write_text(told_by_tables(tabled(scenario, tmp_path / FORMS[form])).text, encoding="utf-8")
    assert digest(load(output)) == digest(scenario)


@pytest.mark.parametrize("form", FORMS)
def test_what_the_process_apart_reads_of_the_largest_is_what_it_is_read_as_here(form, tmp_path) -> None:
    scenario = load(max(SHIPPED, key=lambda file: file.stat().st_size))
    file = tabled(scenario, tmp_path / FORMS[form])
    imported = read_import(file)
    assert imported.text == told_by_tables(file).text
    assert digest(imported.scenario) == digest(scenario)


@pytest.mark.parametrize("form", FORMS)
def test_the_template_comes_back_the_same(form, tmp_path) -> None:
    scenario = load_text(template())
    assert digest(load_tables(tabled(scenario, tmp_path / FORMS[form]))) == digest(scenario)


def test_everything_that_can_be_said_comes_back_the_same() -> None:
    scenario = everything()
    for back in (*through(scenario), as_written(scenario)):
        assert back == scenario


def test_every_kind_of_constraint_comes_back_the_same() -> None:
    scenario = every_kind()
    for back in through(scenario):
        assert back.constraints == scenario.constraints


def test_a_variant_that_extends_another_file_is_exported_whole(tmp_path) -> None:
    variant = next(file for file in SHIPPED if "extends:" in file.read_text(encoding="utf-8"))
    output = tmp_path / "whole.yaml"
    output.write_text(read_import(tabled(load(variant), tmp_path / "t.xlsx")).text, encoding="utf-8")
    assert "\nextends:" not in output.read_text(encoding="utf-8")
    assert digest(load(output)) == digest(load(variant))


@pytest.mark.parametrize("make", [everything, every_kind])
def test_a_scenario_written_as_a_file_says_the_same(make) -> None:
    assert as_written(make()) == make()


def test_the_same_scenario_gives_the_same_bytes() -> None:
    assert workbook(everything()) == workbook(everything())
    assert packed(everything()) == packed(everything())


def test_entries_keep_their_order_and_phases_too(tmp_path) -> None:
    scenario = everything()
    back = through(scenario)[0]
    assert list(back.nations) == list(scenario.nations)
    assert list(back.constraints) == list(scenario.constraints)
    assert [phase.id for phase in back.phases] == ["deploy", "hold"]


def again(value, codec: Codec, *, single: bool = False):
    column = SheetColumn("x", ("x",), codec, single=single)
    problems: list[Problem] = []
    node = Reading(problems).node(cell(value, column), codec, Origin("t"), ("x",))
    assert problems == []
    return None if node is None else plain(placed(node, Origin("t")))


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\t\n\r\x85=+-@'\"_x0DF:")
)


@given(texts | st.sampled_from(sorted(TEXTS.values())))
def test_any_text_comes_back_from_a_cell(text) -> None:
    assert again(text, "text") == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back_from_a_cell(number) -> None:
    assert again(number, "number") == number


words = st.text(string.ascii_letters + string.digits + "_-ü", min_size=1, max_size=8)
ids = words.filter(lambda name: not name.startswith("-"))


@given(st.lists(ids, max_size=4), st.booleans())
def test_any_list_of_ids_comes_back_from_a_cell(names, single) -> None:
    found = again(names, "value", single=single)
    assert ([found] if isinstance(found, str) else found) == names
    assert single or isinstance(found, list)


@given(st.dictionaries(ids, st.lists(ids, min_size=1, max_size=3) | ids | st.floats(-1e9, 1e9), max_size=3))
def test_any_small_table_comes_back_from_a_cell(table) -> None:
    assert again(table, "value") == table


@settings(max_examples=25)
@given(
    st.lists(texts, min_size=3, max_size=3),
    st.lists(st.just(0.0) | st.floats(SMALLEST, 1e9), min_size=3, max_size=3),
)
def test_any_texts_and_numbers_come_back_from_files(said, numbers) -> None:
    found = document(title=said[0], description=said[1])
    found["capabilities"]["battalion"] |= {"note": said[2], "cost": numbers[0], "personnel": numbers[1]}
    found["nations"]["FRA"]["sustain"] = {"sea": {"battalion": numbers[2]}}
    scenario = Scenario.model_validate(found)
    for back in (*through(scenario), as_written(scenario)):
        assert back == scenario
