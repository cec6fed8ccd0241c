"""What is drawn on the page in HTML of our own: pictures that a browser can draw."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

from planner.reports import unit_symbols
from planner.scenario.reading import load
from planner.ui import styling
from tests.folders import ROOT


def pictures(html: str) -> list[str]:
    """Return the roots of the pictures in HTML; raises where one is no picture."""
    held = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', html)
    return [ET.fromstring(base64.b64decode(one)).tag.rpartition("}")[2] for one in held]


def test_a_requirement_that_several_units_serve_has_a_picture_of_each() -> None:
    scenario = load(ROOT / "scenarios" / "reassurance.yaml")
    symbols = {name: unit_symbols.of_requirement(scenario, name) for name in scenario.requirements}
    drawn = {name: pictures(styling.unit(symbol)) for name, symbol in symbols.items()}
    assert drawn["L1"] == ["svg", "svg"]  # battalions and companies
    assert drawn["E2"] == ["svg"]
    assert drawn["C1"] == []
