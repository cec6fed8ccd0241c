"""The workbook as people meet it: notes, lists, frozen headers; and what a spreadsheet makes of it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from planner.problems import InvalidInput
from planner.scenario.canonical import digest
from planner.scenario.reading import load_text
from planner.scenario.tables.excel_writing import workbook
from planner.scenario.tables.importing import read_import
from planner.scenario.tables.table_files import load_tables
from planner.scenario.template import template
from planner.words.excel_cells import LONGEST
from tests.scenario.tables.everything import everything
from tests.small import document, scenario


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(workbook(load_text(template()))))


@pytest.fixture
def edited(book, tmp_path):
    """Return a way to save the edited workbook and read it back."""

    def read():
        file = tmp_path / "edited.xlsx"
        book.save(file)
        return load_tables(file)

    return read


def refused(read) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read()
    return [str(problem) for problem in caught.value.problems]


def column(page, header):
    return next(cell.column_letter for cell in page[1] if cell.value == header)


def put(book, place, value) -> None:
    sheet, header, row = place
    book[sheet][f"{column(book[sheet], header)}{row}"] = value


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (
            ("constraints", "negotiable", 4),
            "nein",
            "is 'nein'; it should be true or false or a table (write false)",
        ),
        (
            ("constraints", "negotiable", 4),
            "VRAI",
            "is 'VRAI'; it should be true or false or a table (write true)",
        ),
        (("constraints", "negotiable", 4), 0, "is 0; it should be true or false or a table (write false)"),
        (("constraints", "at_most", 4), "1,000", "is '1,000', not a number (write 1 or 1000)"),
        (("sources", "date", 2), "20.07.1936", "'20.07.1936' is not a date (write 1936-07-20)"),
        (("sources", "date", 2), "03/04/2026", "'03/04/2026' is not a date (write 2026-03-04 or 2026-04-03)"),
        (("sources", "date", 2), "07/20/1936", "'07/20/1936' is not a date (write 1936-07-20)"),
        (("sources", "date", 2), "45.67.1936", "is not a date (write 2026, 2026-01 or 2026-01-06)"),
        (("capabilities", "personnel", 2), "650 people", "not a number (write the number alone)"),
        (("offers", "nation", 2), "France", "'France' is not in the sheet nations (its id is 'FRA')"),
        (("groups", "groups", 2), "France, DEU", "(its id is 'FRA')"),
    ],
)
def test_what_offices_write_is_told_as_it_should_be_written(book, edited, place, value, said) -> None:
    put(book, place, value)
    (only,) = refused(edited)
    assert said in only


def test_the_first_sheet_explains_in_a_few_lines(book) -> None:
    page = book.worksheets[0]
    assert page.title == "read me"
    said = [str(row[0].value) for row in page.iter_rows() if row[0].value]
    assert any("planner import" in line for line in said)
    assert len(said) < 20


def test_headers_stay_in_sight_and_have_notes(book) -> None:
    page = book["offers"]
    assert page.freeze_panes == "C2"
    assert "pledge ladder" in page[f"{column(page, 'firmness')}1"].comment.text
    notes = [cell for cell in book["constraints"][1] if cell.comment is None]
    assert [cell.value for cell in notes] == ["kind"]


def lists(page, header):
    letter = column(page, header)
    found = [one for one in page.data_validations.dataValidation if f"{letter}2" in one.sqref]
    return found[0].formula1 if found else None


def test_ids_and_words_are_chosen_from_lists(book) -> None:
    for sheet, header, source in (
        ("offers", "nation", "nations"),
        ("offers", "capability", "capabilities"),
        ("requirements", "place", "places"),
        ("commitments", "source", "sources"),
        ("constraints", "phases", "phases"),
        ("conditions", "source", "sources"),
    ):
        assert lists(book[sheet], header).startswith(f"OFFSET({source}!$A$2,")
    for sheet, header in (
        ("offers", "firmness"),
        ("constraints", "kind"),
        ("constraints", "measure"),
        ("places", "area"),
    ):
        page, cells = lists(book[sheet], header).split("!")
        words = [cell[0].value for cell in book[page][cells.replace("$", "")]]
        assert words
        assert all(words)


def test_text_that_looks_like_a_formula_is_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(everything())))
    types = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert "f" not in types
    assert "=1+1" in [cell.value for cell in book["sources"][column(book["sources"], "title")]]


def test_numbers_are_numbers_and_columns_of_text_are_text(book) -> None:
    page = book["offers"]
    assert page[f"{column(page, 'units.expected')}2"].value == 3
    assert page.column_dimensions[column(page, "firmness")].number_format == "@"
    sources = book["sources"]
    assert sources[f"{column(sources, 'date')}2"].number_format == "@"


def test_an_edited_workbook_says_what_was_edited(book, edited) -> None:
    put(book, ("offers", "units.expected", 2), 3.5)
    put(book, ("requirements", "quantity.prepare", 2), 1)
    book["nations"].append(["XKX", "Kosovo"])
    back = edited()
    assert back.nations["FRA"].offers["infantry_battalion"].units.expected == 3.5
    assert back.requirements["L1"].required("prepare") == 1
    assert back.nations["XKX"].offers == {}


def test_a_figure_of_ones_own_is_a_new_column(book, edited) -> None:
    page = book["nations"]
    page.cell(1, page.max_column + 1).value = "keys.ships"
    page.cell(2, page.max_column).value = 7
    assert edited().nations["FRA"].keys["ships"] == 7


def test_dates_that_excel_made_of_typed_text_are_read_as_typed(book, edited) -> None:
    page = book["sources"]
    put(book, ("sources", "date", 2), dt.datetime(2026, 1, 6))
    assert edited().sources["treaty"].date == "2026-01-06"
    cell = page[f"{column(page, 'date')}2"]
    cell.value, cell.number_format = dt.datetime(2026, 1, 1), "mmm-yy"
    assert edited().sources["treaty"].date == "2026-01"
    cell.value, cell.number_format = 2026, "General"
    assert edited().sources["treaty"].date == "2026"


@pytest.mark.parametrize("typed", [dt.time(3, 0), dt.timedelta(days=90), dt.datetime(2026, 3, 1)])
def test_what_excel_made_a_date_or_a_time_of_is_no_number(book, edited, typed) -> None:
    put(book, ("phases", "months", 2), typed)
    (said,) = refused(edited)
    what = "date" if isinstance(typed, dt.datetime) else "time"
    hint = "(format the cell as a number or as text, and type it anew)"
    assert said.endswith(f"phases!B2: phases[0].months: is a {what} {hint}")


def test_text_in_which_a_point_may_part_thousands_is_no_number_of_a_workbook(book, edited) -> None:
    put(book, ("phases", "months", 2), "1.234")
    (said,) = refused(edited)
    assert said.endswith("phases[0].months: is '1.234', which is 1.234 or 1234 (write 1.2340 or 1234)")
    put(book, ("phases", "months", 2), 1.234)
    assert edited().phases[0].months == 1.234


def test_sheets_and_columns_of_ones_own_are_left_alone(book, edited) -> None:
    book.create_sheet("_mine")["A1"] = "=1/0"
    book["nations"].cell(1, 30).value = "_remark"
    book["nations"].cell(2, 30).value = "hello"
    assert digest(edited()) == digest(load_text(template()))


def test_everything_wrong_is_said_at_once_with_sheet_and_cell(book, edited) -> None:
    put(book, ("offers", "units.expected", 2), "many")
    put(book, ("offers", "nation", 3), "FRX")
    put(book, ("requirements", "capability", 2), "infantry_batalion")
    put(book, ("nations", "id", 4), "FRA")
    put(book, ("conditions", "holds", 2), "[deploy")
    put(book, ("conditions", "holds", 3), "from: deplyo")
    put(book, ("constraints", "kind", 3), "caveet")
    book["places"].cell(1, 3).value = "colour"
    book.create_sheet("remarks")["A1"] = "x"
    said = refused(edited)
    for place, words in {
        "offers!D2": "is 'many', not a number",
        "offers!A3": "'FRX' is not in the sheet nations (did you mean 'FRA'?)",
        "requirements!C2": "'infantry_batalion' is not a known capability",
        "nations!A4": "is written twice (the first is in nations!A2)",
        "conditions!C2": "is not closed",
        "conditions!C3": "'deplyo' is not a known phase",
        "constraints!B3": "did you mean 'caveat'?",
        "places!C1": "'colour' is no column",
        "remarks!A1": "'remarks' is no sheet",
    }.items():
        assert any(f"edited.xlsx:{place}: " in line and words in line for line in said), (place, said)


def test_a_number_and_a_table_for_one_thing_is_a_problem(book, edited) -> None:
    put(book, ("requirements", "quantity", 2), 5)
    assert any("as one number and as a table" in line for line in refused(edited))


def test_a_line_without_its_id_is_a_problem(book, edited) -> None:
    put(book, ("offers", "nation", 2), None)
    assert any("offers!A2" in line and "no nation" in line for line in refused(edited))


def test_a_sheet_without_the_column_of_its_ids_is_a_problem(book, edited) -> None:
    book["offers"]["A1"] = "_nation"
    assert any("lacks the column nation" in line for line in refused(edited))
    del book["_exported"]
    assert any("has no column 'nation'" in line for line in refused(edited))


@pytest.mark.parametrize("sheet", ["nations", "places", "capabilities", "conditions"])
@pytest.mark.parametrize("does", ["header", "id", "gone", "renamed"])
def test_of_what_names_an_id_that_could_not_be_read_nothing_is_said(
    sheet: str, does: str, book: Any, edited: Any
) -> None:
    causes = {
        "header": {f"{sheet}!A1: "},
        "id": {f"{sheet}!A2: is an error"},
        "gone": {f"lacks the sheet {sheet}"},
        "renamed": {f"lacks the sheet {sheet}", f"{sheet} 2!A1: "},
    }
    page = book[sheet]
    if does == "header":
        page["A1"] = "identification"
    elif does == "id":
        page["A2"] = "#N/A"
        page["A2"].data_type = "e"
    elif does == "gone":
        del book[sheet]
    else:
        page.title = f"{sheet} 2"
    said = refused(edited)
    assert said
    assert all(any(cause in line for cause in causes[does]) for line in said), said


@pytest.mark.parametrize(
    ("sheet", "header"), [("phases", "id"), ("phases", "months"), ("offers", "units.expected")]
)
def test_of_a_column_that_is_gone_nothing_is_said_in_each_line(
    sheet: str, header: str, book: Any, edited: Any
) -> None:
    heads = [cell.value for cell in book[sheet][1]]
    book[sheet].delete_cols(heads.index(header) + 1)
    said = refused(edited)
    assert said
    assert all(f"lacks the column {header}" in line for line in said), said


def test_a_wrong_id_is_told_beside_an_id_of_another_sheet_that_could_not_be_read(
    book: Any, edited: Any
) -> None:
    put(book, ("offers", "nation", 3), "FRX")
    book["places"]["A1"] = "identification"
    assert any("'FRX' is not in the sheet nations" in line for line in refused(edited))


def test_a_column_that_is_there_twice_is_a_problem(book, edited) -> None:
    page = book["offers"]
    page.cell(1, page.max_column + 1).value = "ready"
    assert any("there twice" in line for line in refused(edited))


def test_a_formula_counts_as_what_it_came_to(tmp_path) -> None:
    file = tmp_path / "formula.xlsx"
    content = workbook(scenario())
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if b"<v>600</v>" in part:
                part = part.replace(b"<v>600</v>", b"<f>2*300</f><v>600</v>", 1)
            new.writestr(name, part)
    assert digest(load_tables(file)) == digest(scenario())


def test_a_formula_that_was_never_worked_out_and_an_error_are_problems(book, edited) -> None:
    put(book, ("offers", "units.expected", 2), "=1+1")
    put(book, ("offers", "ready", 3), "#REF!")
    book["offers"][f"{column(book['offers'], 'ready')}3"].data_type = "e"
    said = refused(edited)
    assert any("never worked out" in line for line in said)
    assert any("is an error: #REF!" in line for line in said)


def test_of_a_cell_that_is_an_error_it_is_not_said_too_that_it_is_missing(book, edited) -> None:
    wrong = {("phases", "months"): 2, ("requirements", "capability"): 2, ("places", "id"): 3}
    cells = [f"{column(book[sheet], name)}{line}" for (sheet, name), line in wrong.items()]
    for (sheet, _), cell in zip(wrong, cells, strict=True):
        book[sheet][cell] = "#N/A"
        book[sheet][cell].data_type = "e"
    said = refused(edited)
    assert len([line for line in said if "is an error: #N/A" in line]) == 3
    assert all("is an error" in line for line in said), "nor of what names the place that its id is unknown"


@pytest.mark.parametrize("content", [b"", b"title: x\n", b"PK\x03\x04 broken", bytes(range(256)) * 50])
def test_what_is_no_workbook_is_refused(content, tmp_path) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)
    assert "cannot be read as an Excel workbook" in refused(lambda: load_tables(file))[0]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path) -> None:
    file = tmp_path / "other.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "a")
    assert "cannot be read" in refused(lambda: load_tables(file))[0]


def test_a_workbook_that_is_much_larger_inside_is_refused(tmp_path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(5):
            packed.writestr(f"{number}.xml", b"0" * 50_000_000)
    assert "too large" in refused(lambda: load_tables(file))[0]


def test_a_part_that_unpacks_to_more_than_it_states_is_refused(tmp_path) -> None:
    """The size that a packed file states of a part is what its reader is limited by."""
    file, far = tmp_path / "lie.xlsx", b"<c><v>1</v></c>" * 100_000
    with (
        zipfile.ZipFile(io.BytesIO(workbook(scenario()))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<sheetData><row>" + far + b"</row>")
            new.writestr(part, content)
    with zipfile.ZipFile(file) as made:
        size = made.getinfo("xl/worksheets/sheet2.xml").file_size
    assert size > 1_000_000
    stated = file.read_bytes().replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    file.write_bytes(stated)
    assert "cannot be read" in refused(lambda: load_tables(file))[0]


def test_a_sheet_of_two_far_cells_is_refused_at_once(book, edited) -> None:
    book["offers"]["XFD1048576"] = 1
    assert "is too large" in refused(edited)[0]


def test_a_number_too_long_to_reckon_with_is_a_problem_of_its_cell(tmp_path) -> None:
    file = tmp_path / "long.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(workbook(scenario()))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<v>600</v>", b"<v>" + b"9" * 400 + b"</v>"))
    assert any(
        "capabilities!" in line and "is not a finite number" in line
        for line in refused(lambda: load_tables(file))
    )


def test_an_empty_workbook_lacks_what_a_scenario_needs(tmp_path) -> None:
    file = tmp_path / "empty.xlsx"
    empty = openpyxl.Workbook()
    empty.active.title = "scenario"
    empty.save(file)
    said = refused(lambda: load_tables(file))
    assert any("title: is missing" in line for line in said)
    assert any("nations: is missing" in line for line in said)


def test_nothing_is_written_for_bad_tables(book, tmp_path) -> None:
    put(book, ("offers", "units.expected", 2), -1)
    book.save(tmp_path / "bad.xlsx")
    with pytest.raises(InvalidInput):
        read_import(tmp_path / "bad.xlsx")


def test_text_that_no_cell_can_hold_is_refused_before_anything_is_written() -> None:
    assert "characters" in refused(lambda: workbook(scenario(description="x" * (LONGEST + 1))))[0]
    assert workbook(scenario(description="x" * LONGEST))


def test_a_text_too_long_for_a_cell_is_counted_as_excel_does_and_its_column_named() -> None:
    sections = document()
    sections["nations"]["FRA"]["offers"]["battalion"]["note"] = "x" * (LONGEST + 1)
    found = refused(lambda: workbook(scenario(**sections, description="\U0001f6a2" * 20_000), "out.xlsx"))
    assert [line.split(" (")[0] for line in found] == [
        "out.xlsx: offers: FRA: battalion: note: has 32,768 characters",
        "out.xlsx: scenario: description: has 40,000 characters as Excel counts them",
    ]


def test_a_carriage_return_that_excel_wrote_as_an_escape_is_one(book, edited) -> None:
    put(book, ("scenario", "value", 3), "first_x000D_\nsecond")
    assert edited().description == "first\r\nsecond"
