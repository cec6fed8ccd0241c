"""Documents that are made from the program and the scenarios say what these say today."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.docs.conftest import DOCS
from tests.folders import SHIPPED


def _texts(svg: str) -> list[str]:
    return [
        "".join(entry.itertext()) for entry in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_every_page_says_what_the_program_says_today(fresh: dict[Path, str]) -> None:
    """Where one does not: `python -m docs.write`."""
    stale = [
        path.name
        for path, text in fresh.items()
        if path.suffix == ".md" and (not path.exists() or path.read_text(encoding="utf-8") != text)
    ]
    assert stale == []


def test_every_chart_shows_what_the_plans_say_today(fresh: dict[Path, str]) -> None:
    charts = {path: text for path, text in fresh.items() if path.suffix == ".svg"}
    assert len(charts) == len(SHIPPED)
    stale = [
        path.name for path, text in charts.items() if _texts(path.read_text(encoding="utf-8")) != _texts(text)
    ]
    assert stale == []


def test_no_page_is_left_of_a_scenario_that_is_gone(fresh: dict[Path, str]) -> None:
    assert {*(DOCS / "scenarios").iterdir()} == {path for path in fresh if path.parent.name == "scenarios"}


def test_no_two_scenarios_that_ship_have_one_name() -> None:
    assert len({path.stem for path in SHIPPED}) == len(SHIPPED)
