"""Unit symbols: drawn from a stated code, and from nothing else."""

from __future__ import annotations

import base64
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

import planner
from planner.problems import InvalidInput
from planner.reports import html_page, markdown, unit_symbols
from planner.reports.plan_charts import contributors_and_places
from planner.reports.sections import sections
from planner.reports.workbook import workbook
from planner.scenario.scenario import Scenario
from planner.symbols import CHECKED, drawable, drawn
from tests.folders import ROOT, SHIPPED
from tests.reports.maps import example
from tests.small import document
from tests.there import there

ISLAND = ROOT / "scenarios" / "tutorial" / "island.yaml"
INFANTRY, MINEHUNTER = "10031000161211000000", "10033000001204040000"


def with_symbol(code: Any) -> dict[str, Any]:
    found = document()
    found["capabilities"]["battalion"]["symbol"] = code
    return found


@pytest.mark.parametrize("code", [INFANTRY, MINEHUNTER, f"{INFANTRY}{'0' * 10}"])
def test_a_code_that_names_a_unit_is_drawn_without_asking_anybody(code: str) -> None:
    symbol = drawn(code)
    assert symbol is not None
    assert ET.fromstring(symbol).tag.endswith("svg")
    assert "http" not in symbol.replace("http://www.w3.org/", "")


def test_codes_that_are_taken_unseen_are_those_that_ship_and_each_is_drawn() -> None:
    shipped = (re.findall(r"symbol: \"?(\d+)", path.read_text(encoding="utf-8")) for path in SHIPPED)
    assert {code for codes in shipped for code in codes} == CHECKED
    assert {drawable(code) for code in CHECKED} == CHECKED


def test_unlike_units_have_unlike_symbols() -> None:
    assert ">MH</text>" in str(drawn(MINEHUNTER))
    assert ">FF</text>" in str(drawn("10033000001202040000"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1003100016121100000", "20 digits, or 30"),
        ("100310001612110000000", "20 digits, or 30"),
        ("infantry battalion", "20 digits, or 30"),
        (f"{INFANTRY}\n", "20 digits, or 30"),
        ("SFGPUCI----E---", "20 digits, or 30"),
        ("１００３１０００１６１２１１００００００", "20 digits, or 30"),
        ("10031000009999990000", "names no unit"),
        ("99999999999999999999", "names no unit"),
    ],
)
def test_what_is_no_code_is_refused_with_what_a_code_is(code: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Scenario.model_validate(with_symbol(code))


def test_digits_without_quotes_are_refused_for_a_reader_of_files_rounds_them() -> None:
    assert Scenario.model_validate(with_symbol(int(INFANTRY))).capabilities["battalion"].symbol == INFANTRY
    with pytest.raises(InvalidInput, match="write the code in quotes"):
        planner.load(ISLAND, [f"capabilities.patrol_ship.symbol={MINEHUNTER}"])
    quoted = planner.load(ISLAND, [f'capabilities.patrol_ship.symbol="{MINEHUNTER}"'])
    assert quoted.capabilities["patrol_ship"].symbol == MINEHUNTER


def test_the_report_draws_the_symbol_of_the_capability_that_states_one_and_no_other() -> None:
    scenario = Scenario.model_validate(with_symbol(INFANTRY))
    plan = planner.solve(scenario)
    page = html_page.page(plan, scenario)
    rows = re.findall(r"<tr>.*?</tr>", page, flags=re.DOTALL)
    marked = [row for row in rows if 'class="symbol"' in row]
    assert marked
    assert all("Battalion" in row for row in marked)
    assert drawn(INFANTRY) in marked[0]
    assert "svg" not in markdown.page(plan, scenario)


def test_without_a_code_nothing_is_drawn_whatever_a_unit_is_called() -> None:
    scenario = Scenario.model_validate(document())
    assert 'class="symbol"' not in html_page.page(planner.solve(scenario), scenario)


def test_symbols_of_scenarios_that_ship_are_units_of_the_dimension_of_their_component() -> None:
    sets = {"land": ("10",), "maritime": ("30",), "security": ("10",), "humanitarian": ("10",)}
    stated = [
        (path.stem, name, one)
        for path in SHIPPED
        for name, one in planner.load(path).capabilities.items()
        if one.symbol
    ]
    assert stated
    for scenario, name, one in stated:
        assert one.symbol is not None
        assert one.symbol[4:6] in sets[one.component], f"{scenario} {name}"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("10031000191211000000", "echelon 19 cannot be drawn: write 00"),
        ("10031000161211000099", "second modifier 99 cannot be drawn: write 00"),
        ("10031008161211000000", "task force or dummy 8 cannot be drawn: write 0"),
        ("10031010161211000000", "status 1 cannot be drawn: write 0"),
    ],
)
def test_what_a_code_says_and_the_symbol_would_not_show_is_refused(code: str, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        Scenario.model_validate(with_symbol(code))


def test_requirements_and_contributions_show_the_symbols_of_the_units_that_serve_them() -> None:
    scenario = Scenario.model_validate(with_symbol(INFANTRY))
    plan = planner.solve(scenario)
    for section in ("fill", "contributions"):
        (grid,) = next(one for one in sections(plan, scenario) if one.id == section).grids
        symbols = {cell.text: cell.symbol for row in grid.rows for cell in row if cell.symbol}
        assert symbols == {"Battalion": drawn(INFANTRY)}


def test_a_symbol_as_an_address_lies_on_white_and_asks_nobody() -> None:
    symbol = str(drawn(MINEHUNTER))
    kind, picture = unit_symbols.address(symbol).split(",")
    assert kind == "data:image/svg+xml;base64"
    plate, *rest = ET.fromstring(base64.b64decode(picture))
    assert (plate.tag.endswith("rect"), plate.get("fill")) == (True, "#fff")
    assert [ET.tostring(one) for one in rest] == [ET.tostring(one) for one in ET.fromstring(symbol)]


def test_pictures_of_pixels_have_the_letters_of_a_symbol_whatever_fonts_there_are() -> None:
    frigate = "10033000001202040000"
    assert unit_symbols.png(str(drawn(frigate))) != unit_symbols.png(str(drawn(MINEHUNTER)))


def test_the_map_shows_the_symbols_of_the_units_that_stand_at_a_place_those_with_most_people_first() -> None:
    places = ["places.port.at=[36, 23]", "places.hills.at=[36.5, 23.5]", "places.strait.at=[37, 22]"]
    scenario = planner.load(ISLAND, places)
    drawing = there(contributors_and_places(planner.solve(scenario), scenario)).to_dict()
    lists = [rows for rows in drawing["datasets"].values() if rows and rows[0].get("Style") == "symbol"]
    shown = [row["Text"] for rows in lists for row in rows]
    names = {
        one.title: unit_symbols.address(str(drawn(str(one.symbol)))) for one in scenario.capabilities.values()
    }
    assert shown == [names["Patrol ships"], names["Infantry"], names["Engineers"], names["Infantry"]]


def test_a_map_of_units_without_codes_has_no_pictures() -> None:
    scenario = example.scenario()
    drawing = there(contributors_and_places(planner.solve(scenario), scenario)).to_dict()
    assert not any(layer["mark"]["type"] == "image" for layer in drawing["layer"])


def test_the_workbook_holds_pictures_and_codes_of_units_that_state_one() -> None:
    scenario = planner.load(ISLAND)
    plan = planner.solve(scenario)
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan, scenario)))
    page = book["Symbols"]
    rows = {row[0]: row[2] for row in page.iter_rows(min_row=2, values_only=True)}
    assert rows == {one.title: one.symbol for one in scenario.capabilities.values() if one.symbol}
    assert [picture.anchor._from.row for picture in page._images] == [1, 2, 3]
    assert workbook(plan, scenario) == workbook(plan, scenario)


def test_a_workbook_without_symbols_has_no_sheet_for_them() -> None:
    scenario = Scenario.model_validate(document())
    book = openpyxl.load_workbook(io.BytesIO(workbook(planner.solve(scenario), scenario)))
    assert "Symbols" not in book.sheetnames
