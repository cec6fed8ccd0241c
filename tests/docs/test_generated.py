"""Documents that are made from the program and the scenarios say what these say today."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.docs.conftest import DOCS
from tests.folders import SHIPPED


def _texts(svg: str) -> str:
    found = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return "\n".join("".join(entry.itertext()) for entry in found)


_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _figures(line: str) -> list[float]:
    return [float(one.replace(",", "")) for one in _FIGURE.findall(line)]


def alike(kept: str, fresh: str) -> bool:
    """Say whether two pages say the same, but for how a figure between two roundings was rounded.

    Solvers differ in late digits, which can turn a rounding and the order of rows that weigh the same.
    """
    mine, theirs = (
        sorted(text.splitlines(), key=lambda line: _FIGURE.sub("#", line)) for text in (kept, fresh)
    )
    if [_FIGURE.sub("#", line) for line in mine] != [_FIGURE.sub("#", line) for line in theirs]:
        return False
    return all(
        _figures(line) == pytest.approx(_figures(other), rel=0.005, abs=0.01)
        for line, other in zip(mine, theirs, strict=True)
    )


def test_a_page_may_differ_in_a_rounding_and_in_nothing_else() -> None:
    assert alike("| LTU | 311 |\n| SWE | 1,303.5 |", "| SWE | 1,303.4 |\n| LTU | 310 |")
    assert not alike("| LTU | 311 |", "| LTU | 320 |")
    assert not alike("93 % is filled", "93 % is short")


def test_every_page_says_what_the_program_says_today(fresh: dict[Path, str]) -> None:
    """Where one does not: `python -m docs.write`."""
    stale = [
        path.name
        for path, text in fresh.items()
        if path.suffix == ".md" and not (path.exists() and alike(path.read_text(encoding="utf-8"), text))
    ]
    assert stale == []


def test_every_chart_shows_what_the_plans_say_today(fresh: dict[Path, str]) -> None:
    charts = {path: text for path, text in fresh.items() if path.suffix == ".svg"}
    assert len(charts) == len(SHIPPED)
    stale = [
        path.name
        for path, text in charts.items()
        if not alike(_texts(path.read_text(encoding="utf-8")), _texts(text))
    ]
    assert stale == []


def test_no_page_is_left_of_a_scenario_that_is_gone(fresh: dict[Path, str]) -> None:
    assert {*(DOCS / "scenarios").iterdir()} == {path for path in fresh if path.parent.name == "scenarios"}


def test_no_two_scenarios_that_ship_have_one_name() -> None:
    assert len({path.stem for path in SHIPPED}) == len(SHIPPED)


def test_no_page_shows_how_the_program_holds_a_value(fresh: dict[Path, str]) -> None:
    """A sentence with a colon, unquoted in YAML, is no sentence but a table of one."""
    odd = re.compile(r"[\[{(]'|\bNone\b|\bnan\b|\d\.\d{7}")
    pages = {path.name: text for path, text in fresh.items() if path.suffix == ".md"}
    assert {name: odd.search(text) for name, text in pages.items() if odd.search(text)} == {}
