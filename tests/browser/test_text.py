"""All that a scenario says is text on every page: no picture is asked for, nothing is a link."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from planner.scenario.reading import examine
from planner.scenario.template import template
from tests.browser.visitor import Visitor

PICTURE = (
    "![p](http://pictures.invalid/p.png) <img src=http://pictures.invalid/q.png> "
    "[go](http://go.invalid) :red[r]"
)
PAGES = ("", "overview", "edit", "plan", "why", "compare", "report", "risk", "help")
TABS = ("Requirements", "Politics", "Conditions and phases", "Nations", "Places and units", "General", "YAML")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a folder with a scenario that says Markdown wherever text may stand, and one that extends it."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    words = "title|name|because|publisher|description"
    inside = re.compile(rf"(?<=[{{,] )({words}): (?![{{>|])(?:\"[^\"\n]*\"|[^,}}\n\"]+)")
    alone = re.compile(rf"^( *)({words}): (?![{{>|])[^\n]+", re.MULTILINE)
    text = inside.sub(lambda found: f"{found[1]}: '{PICTURE} {found[1]}'", template())
    text = alone.sub(lambda found: f"{found[1]}{found[2]}: '{PICTURE} {found[2]}'", text)
    (folder / "first.yaml").write_text(text, encoding="utf-8")
    assert examine(text).problems == ()
    name = "![p](http:__pictures.invalid_p.png).yaml"
    heir = f"extends: first.yaml\ntitle: '{PICTURE} heir'\nconstraints: {{odd: {{kind: '{PICTURE}'}}}}\n"
    (folder / name).write_text(heir, encoding="utf-8")
    return folder


def foreign(visitor: Visitor) -> list[Any]:
    """Return what the page shows that leads elsewhere."""
    found = visitor.page.locator('img[src*="invalid"], a[href*="invalid"], [style*="color"] >> text="r"')
    return [one.evaluate("one => one.outerHTML") for one in found.all()]


@pytest.mark.parametrize("name", ["first.yaml", "!%5Bp%5D(http:__pictures.invalid_p.png).yaml"])
def test_nothing_that_a_scenario_says_is_anything_but_text(visitor, name) -> None:
    for page in PAGES:
        visitor.go(f"{page}?scenario={name}")
        assert foreign(visitor) == [], page
        if page == "edit":
            for tab in TABS:
                visitor.tab(tab)
                assert foreign(visitor) == [], tab


def test_an_explanation_and_a_comparison_are_text(visitor) -> None:
    visitor.go("why?scenario=first.yaml")
    visitor.click("Solve", exact=False)
    visitor.sees("Take it away")
    assert foreign(visitor) == []
    visitor.visit("Plan")
    visitor.sees("Who sends what")
    assert foreign(visitor) == []


def test_a_file_of_another_ending_does_not_open_by_its_address(visitor, library) -> None:
    (library / "secret.txt").write_text("password: 1", encoding="utf-8")
    (library / ".hidden.yaml").write_text("password: 1", encoding="utf-8")
    for name in ("secret.txt", ".hidden.yaml", "../scenarios/first.yaml"):
        visitor.go(f"edit?scenario={name}")
        visitor.sees("No scenario is open yet.")
