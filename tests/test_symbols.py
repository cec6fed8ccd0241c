"""Unit symbols: drawn from a stated code, and from nothing else."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import planner
from planner.problems import InvalidInput
from planner.reports import html_page, markdown
from planner.scenario.scenario import Scenario
from planner.symbols import drawn
from tests.folders import ROOT, SHIPPED
from tests.small import document

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
    sets = {"land": ("10",), "maritime": ("30",)}
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
