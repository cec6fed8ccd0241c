"""The page Risk in a real browser: worlds are started, stopped, started again, and what they say is seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.scenario.reading import load
from tests.browser.visitor import Visitor


@pytest.fixture
def unsure(library: Path) -> str:
    """Return the name of a scenario small enough to be asked for anything, and with chances."""
    nations = "{TUR: {offers: {minehunter: {units: {low: 1, expected: 2, ceiling: 4}}}}}"
    (library / "unsure.yaml").write_text(
        f"extends: first.yaml\ntitle: Unsure\nnations: {nations}\n", encoding="utf-8"
    )
    return "unsure.yaml"


def worked_out(visitor: Visitor, part: str) -> None:
    """Open a part, ask for its answer and wait until all of it is there."""
    visitor.tab(part)
    visitor.page.get_by_role("button", name="Work it out", exact=True).click()
    visitor.sees("Take it away")
    visitor.settle()


def charts(visitor: Visitor) -> list[float]:
    """Return how wide each chart of the page is drawn, in pixels."""
    drawn = visitor.page.locator('[data-testid="stVegaLiteChart"]').locator("canvas, svg")
    drawn.first.wait_for()
    return [float(one.bounding_box()["width"]) for one in drawn.all()]


def test_what_was_found_stays_when_worlds_are_stopped_and_when_the_next_are_cancelled(
    visitor: Visitor,
) -> None:
    visitor.go("risk?scenario=reassurance.yaml")
    visitor.page.get_by_role("button", name="Work it out", exact=True).click()
    visitor.page.get_by_text(
        re.compile(r"worlds.* · [1-9]\d* of \d+ · \d+ s", re.IGNORECASE)
    ).first.wait_for()
    visitor.page.get_by_role("button", name="Stop and keep what was found").click()
    visitor.sees("Not all worlds could be solved in the time given.")
    visitor.sees("Least likely to be filled:")
    visitor.settle()
    visitor.page.get_by_role("button", name="Work it out again", exact=True).click()
    visitor.page.get_by_role("progressbar").first.wait_for()
    visitor.page.get_by_role("button", name="Cancel").click()
    visitor.sees("It was cancelled.")
    visitor.sees("Least likely to be filled:")


def test_worlds_are_drawn_to_the_end_and_told_phase_by_phase(visitor: Visitor, unsure: str) -> None:
    visitor.go(f"risk?scenario={unsure}")
    worked_out(visitor, "How likely")
    for said in ("Least likely to be filled:", "Least sure: priority", "Most hangs on:"):
        visitor.sees(said)
    visitor.settle()
    assert len(charts(visitor)) == 3
    visitor.page.get_by_text("How likely each requirement is filled", exact=True).click()
    visitor.sees("Each requirement in the phase in which it is least likely filled")


def test_what_is_asked_for_becomes_a_variant_that_is_solved(
    visitor: Visitor, unsure: str, library: Path
) -> None:
    visitor.go(f"risk?scenario={unsure}")
    visitor.tab("What to ask for")
    for name, value in (("Fill of priority 1, %", "90"), ("With a chance of, %", "50")):
        visitor.page.get_by_role("spinbutton", name=name).fill(value)
        visitor.page.keyboard.press("Enter")
        visitor.settle()
    worked_out(visitor, "What to ask for")
    visitor.sees("with a chance of 50 %, ask")
    visitor.sees("On top of")
    before = set(library.glob("*.yaml"))
    visitor.click("Try it")
    visitor.page.get_by_role("dialog").get_by_role("button", name="Try it", exact=True).click()
    visitor.sees("everybody asked agrees")
    visitor.settle()
    (made,) = set(library.glob("*.yaml")) - before
    assert load(made).nations != load(library / unsure).nations


def test_pairs_and_other_plans_are_drawn(visitor: Visitor, unsure: str) -> None:
    visitor.go(f"risk?scenario={unsure}")
    worked_out(visitor, "Who cannot be spared")
    visitor.sees("are lost")
    assert len(charts(visitor)) == 1
    worked_out(visitor, "Other plans")
    visitor.sees("fill as much")


def test_what_is_cancelled_leaves_the_page_as_it_was(visitor: Visitor) -> None:
    visitor.go("risk?scenario=reassurance.yaml")
    visitor.tab("What to ask for")
    visitor.page.get_by_role("button", name="Work it out", exact=True).click()
    visitor.page.get_by_role("button", name="Cancel").click()
    visitor.sees("It was cancelled.")
    visitor.page.get_by_role("button", name="Work it out", exact=True).wait_for()


@pytest.mark.parametrize("width", [360, 420])
def test_on_a_phone_all_of_an_answer_is_within_the_screen(
    visitors: Callable[..., Visitor], unsure: str, width: int
) -> None:
    visitor = visitors()
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.go(f"risk?scenario={unsure}")
    for part in ("How likely", "Who cannot be spared"):
        worked_out(visitor, part)
        assert max(charts(visitor)) <= width
        wide = visitor.page.locator('[data-testid="stVegaLiteChart"]')
        assert wide.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
