"""The picture of the README."""

from __future__ import annotations

import re
import runpy
from xml.etree import ElementTree as ET

import pytest

from tests.folders import ROOT
from tests.there import there


@pytest.fixture(scope="module")
def fresh():
    return runpy.run_path(str(ROOT / "docs" / "draw.py"))["drawn"]()


@pytest.fixture(scope="module")
def kept():
    return (ROOT / "docs" / "comparison.svg").read_text(encoding="utf-8")


def texts(svg):
    return [
        " ".join(entry.itertext()) for entry in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_it_says_what_the_scenarios_that_ship_say_today(fresh, kept) -> None:
    """Where it does not: `python docs/draw.py`."""
    assert texts(kept) == texts(fresh)


def test_it_stands_on_a_white_card_and_asks_nobody(kept) -> None:
    picture = ET.fromstring(kept)
    card = there(picture.find("{http://www.w3.org/2000/svg}*")).attrib
    assert [card["fill"], card["x"], card["y"]] == ["#ffffff", "0", "0"]
    assert [card["width"], card["height"]] == picture.attrib["viewBox"].split()[2:]
    assert "http" not in kept.replace("http://www.w3.org/", "")


def test_it_says_that_it_is_a_hypothetical_and_can_be_read_aloud(kept) -> None:
    assert any("A hypothetical for analysis" in text for text in texts(kept))
    assert len(ET.fromstring(kept).attrib["aria-label"]) > 80


def test_it_fits_a_page_and_the_readme_shows_it(kept) -> None:
    width, height = map(float, there(re.search(r'viewBox="0 0 (\S+) (\S+)"', kept)).groups())
    assert width < 1200
    assert height < 800
    assert "](docs/comparison.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
