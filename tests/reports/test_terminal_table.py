"""Tables in a terminal: nothing is lost, and a path goes on after a part of it, never within a word."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from planner.reports.terminal_table import terminal_table
from planner.words.text_tables import Grid

PATH = "nations.TUR.offers.mine_countermeasures.units.expected"
FILE = "scenarios/reassurance-us-stays-out.yaml:1234"


def printed(width: int, *cells: str) -> str:
    said = io.StringIO()
    heads = [f"C{number}" for number, _ in enumerate(cells)]
    Console(file=said, width=width).print(terminal_table(Grid.of(heads, [cells])))
    return said.getvalue()


@pytest.mark.parametrize("width", range(24, 70, 3))
@pytest.mark.parametrize("text", [PATH, FILE, f"--set {PATH} (was {FILE})"])
def test_a_path_that_is_too_long_goes_on_after_a_part_of_it(text: str, width: int) -> None:
    left = text
    for line in (line.strip() for line in printed(width, text).splitlines()[1:]):
        assert left.startswith(line)
        left = left.removeprefix(line)
        assert left[:1] in ("", " ") or line.endswith((".", "/", "-", "_"))
        left = left.lstrip()
    assert left == ""


@given(st.text("ab.[]0/_- ", min_size=1, max_size=60), st.integers(8, 40))
def test_no_letter_is_lost_however_narrow_the_column(text: str, width: int) -> None:
    said = printed(width, f"x{text}").partition("\n")[2]
    assert "".join(said.split()) == "".join(f"x{text}".split())
