"""The tables as CSV files: what spreadsheets would take for formulas, and what is wrong with files."""

from __future__ import annotations

import csv
import zipfile

import pytest

from planner.problems import InvalidInput
from planner.scenario.canonical import digest
from planner.scenario.tables.table_files import export_tables, load_tables
from tests.scenario.tables.everything import everything
from tests.small import scenario


@pytest.fixture
def folder(tmp_path):
    export_tables(scenario(), tmp_path / "tables", format="csv")
    return tmp_path / "tables"


def refused(path) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        load_tables(path)
    return [str(problem) for problem in caught.value.problems]


def test_no_text_begins_as_a_formula_does(tmp_path) -> None:
    export_tables(everything(), tmp_path / "tables", format="csv")
    for file in (tmp_path / "tables").iterdir():
        with file.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for line in csv.reader(stream) for cell in line]
        dangerous = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert [cell for cell in dangerous if not cell.lstrip("+-").replace(".", "").isdigit()] == []


def test_files_begin_with_the_mark_that_spreadsheets_look_for(folder) -> None:
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in folder.iterdir())


def test_a_smaller_scenario_leaves_nothing_of_a_larger_one(folder) -> None:
    export_tables(everything(), folder, format="csv")
    export_tables(scenario(), folder, format="csv")
    assert digest(load_tables(folder)) == digest(scenario())


def test_semicolons_are_read_too(folder) -> None:
    file = folder / "nations.csv"
    file.write_text("\ufeffid;keys.gdp\nFRA;3000\nROU;500\nTUR;1500\nUKR;\n", encoding="utf-8")
    assert digest(load_tables(folder)) == digest(scenario())


def test_problems_name_file_and_line(folder) -> None:
    file = folder / "offers.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("FRA,battalion", "FRX,battalion"), encoding="utf-8"
    )
    assert any(f"{file}:2: 'FRX' is not in the sheet nations" in line for line in refused(folder))


def test_a_quote_that_never_ends_is_a_problem(folder) -> None:
    file = folder / "nations.csv"
    file.write_text('id,name\nFRA,"France\n', encoding="utf-8")
    assert any("no line of a CSV file" in line for line in refused(folder))


def test_files_that_are_no_text_are_a_problem_each_and_no_table_is_missed_for_that(folder) -> None:
    for name in ("nations.csv", "offers.csv"):
        (folder / name).write_bytes("id,name\nFRA,Fran\u00e7ais\n".encode("cp1252"))
    files = [folder / "nations.csv", folder / "offers.csv"]
    assert [(line.split(":")[0], "save the file as CSV in UTF-8" in line) for line in refused(folder)] == [
        (str(file), True) for file in files
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.000", "is '1.000', which is 1 or 1000 (write 1 or 1000)"),
        ("15.500", "is '15.500', which is 15.5 or 15500 (write 15.5 or 15500)"),
        ("2,5", "is '2,5', not a number (write 2.5)"),
    ],
)
def test_a_number_that_a_point_may_part_in_thousands_is_not_guessed(folder, typed, said) -> None:
    file = folder / "capabilities.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(",600,", f',"{typed}",', 1), encoding="utf-8")
    assert any(said in line for line in refused(folder))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("45.678", "is '45.678', which is 45.678 or 45678 (write 45.6780 or 45678)"),
        ("45.670", "is '45.670', which is 45.67 or 45670 (write 45.67 or 45670)"),
        ("2,125", "is '2,125', not a number (write 2.125 or 2125)"),
    ],
)
def test_where_semicolons_part_the_cells_a_point_may_part_thousands(folder, typed, said) -> None:
    file = folder / "nations.csv"
    file.write_text(f"\ufeffid;keys.gdp\nFRA;{typed}\nROU;500\nTUR;1500\nUKR;\n", encoding="utf-8")
    assert any(said in line for line in refused(folder))


def test_what_is_written_to_mean_one_number_is_taken_where_semicolons_part_the_cells(folder) -> None:
    file = folder / "nations.csv"
    file.write_text("\ufeffid;keys.gdp\nFRA;45.6780\nROU;500\nTUR;1500\nUKR;\n", encoding="utf-8")
    assert load_tables(folder).nations["FRA"].keys["gdp"] == 45.678


def test_a_probability_with_a_decimal_comma_is_no_list(folder) -> None:
    file = folder / "conditions.csv"
    file.write_text('id,probability\nceasefire,"0,6"\n', encoding="utf-8")
    told = [line for line in refused(folder) if ".probability" in line]
    assert len(told) == 1
    assert "is '0,6'; it should be a number or a list (write 0.6)" in told[0]


def test_a_value_in_a_column_without_a_name_is_a_problem_once(folder) -> None:
    file = folder / "nations.csv"
    first, *rest = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([first, *(f"{line},,7" for line in rest)]), encoding="utf-8")
    told = refused(folder)
    assert told == [
        f"{file}:2: holds '7' in a column without a name"
        " (name it in the first line; a column of your own begins with _)"
    ]


def test_titles_above_the_names_of_the_columns_are_one_problem(folder) -> None:
    file = folder / "offers.csv"
    file.write_text("Offers of the coalition\n\n" + file.read_text(encoding="utf-8-sig"), encoding="utf-8")
    assert refused(folder) == [
        f"{file}:1: something stands above the names of the columns, which are in line 3"
        " (delete the lines above them)"
    ]


@pytest.mark.parametrize("typed", ["1.125", "0.250", "12.0"])
def test_a_number_that_has_one_meaning_is_taken(folder, typed) -> None:
    file = folder / "capabilities.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(",600,", f",{typed},", 1), encoding="utf-8")
    found = load_tables(folder).capabilities.values()
    assert float(typed) in {capability.personnel for capability in found}


def test_a_folder_without_tables_and_a_single_table_are_refused(tmp_path, folder) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no CSV file" in refused(tmp_path / "empty")[0]
    assert "is one table" in refused(folder / "offers.csv")[0]


def test_a_damaged_zip_and_an_empty_one_are_refused(tmp_path) -> None:
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04")
    assert "damaged" in refused(tmp_path / "damaged.zip")[0]
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert "holds no CSV file" in refused(tmp_path / "empty.zip")[0]


def test_a_zip_that_is_much_larger_inside_is_refused(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("offers.csv", b"0" * 20_000_000)
    assert "too large" in refused(tmp_path / "bomb.zip")[0]


@pytest.mark.parametrize("blank", ["\n", ",,\n", '"",""\n', " \n"])
def test_blank_lines_anywhere_say_nothing(folder, blank) -> None:
    for file in folder.iterdir():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text(blank.join(lines) + blank, encoding="utf-8")
    assert digest(load_tables(folder)) == digest(scenario())


def test_a_text_that_only_begins_as_one_in_quotes_is_a_problem_or_text_however_deep(folder) -> None:
    file = folder / "conditions.csv"
    deep = "json:" + "[" * 50_000
    file.write_text(f"id,holds,title\nceasefire,always,{deep}\nvote,never,\n", encoding="utf-8")
    assert load_tables(folder).conditions["ceasefire"].title == deep
