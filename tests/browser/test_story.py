"""The main story in a real browser: open, edit, see a problem, undo, solve, save, lose nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.reports.looks import LIGHT
from tests.browser.visitor import Visitor

FRANCE, GERMANY = 0, 1
BATTALIONS, ENGINEERS = 1, 2
SIDE_BY_SIDE = (
    "compare?baseline=reassurance.yaml&with=reassurance-us-stays-out.yaml",
    "report?of=reassurance.yaml&with=reassurance-us-stays-out.yaml",
)


@pytest.fixture
def editing(visitor: Visitor) -> Visitor:
    """Return a visitor at the first grid of the small scenario."""
    visitor.go()
    visitor.sees("A first scenario")
    visitor.page.locator('[class*="st-key-row-first-yaml"]').get_by_role("button", name="Open").click()
    visitor.sees("What it asks")
    visitor.click("Edit", exact=False)
    visitor.sees("Offered against needed")
    visitor.settle()
    return visitor


def drafts(library: Path) -> list[Path]:
    return list((library / ".planner" / "drafts").glob("*.yaml"))


def test_an_offer_is_edited_its_problem_seen_and_undone(editing) -> None:
    editing.sees("No problems")
    editing.type_into(FRANCE, ENGINEERS, "-3")
    editing.sees("it must be at least 0")
    editing.sees("1 unsaved edit")
    editing.click("Undo", exact=False)
    editing.sees("No problems")
    editing.reads(FRANCE, ENGINEERS, "2")


def test_text_that_is_no_number_is_kept_and_reported(editing) -> None:
    editing.type_into(FRANCE, ENGINEERS, "23,4")
    editing.sees("not a number")
    editing.reads(FRANCE, ENGINEERS, "23,4")


def test_edits_in_a_row_are_all_kept(editing, library) -> None:
    for row, units in ((FRANCE, "7"), (GERMANY, "8")):
        editing.type_into(row, BATTALIONS, units)
    editing.type_into(FRANCE, ENGINEERS, "9")
    editing.sees("3 unsaved edits")
    editing.page.keyboard.press("Control+s")
    editing.does_not_see("unsaved edit")
    text = (library / "first.yaml").read_text(encoding="utf-8")
    assert "engineer_company: {units: 9, firmness: approved, needs: ceasefire}" in text
    assert "expected: 7" in text
    assert "infantry_battalion: {units: 8, pool: 9" in text
    assert "# 9 battalions to rotate" in text
    assert drafts(library) == []


def test_solve_read_the_plan_and_download_the_report(editing) -> None:
    editing.click("Solve", exact=False)
    editing.visit("Plan")
    editing.sees("Who sends what")
    editing.sees("of what is required is filled")
    with editing.page.expect_download() as waiting:
        editing.page.get_by_role("button", name="Data (JSON)").click()
    plan = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert plan["status"] == "optimal"
    with editing.page.expect_download() as waiting:
        editing.page.get_by_role("button", name="Report (HTML)").click()
    assert "<svg" in Path(waiting.value.path()).read_text(encoding="utf-8")


def taken(visitor: Visitor, name: str) -> str:
    """Take a file away; return what is in it."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_two_scenarios_are_compared_and_the_link_does_it_again(visitor) -> None:
    visitor.go("compare?scenario=reassurance.yaml")
    visitor.click("Reassurance force for Ukraine without the United States (hypothetical)")
    visitor.page.locator(".st-key-compare button").click()
    visitor.sees("What differs going in")
    visitor.sees("United States, Logistics battalion: units, expected")
    visitor.sees("Take it away")
    assert "with=reassurance-us-stays-out.yaml" in visitor.page.url
    visitor.page.reload()
    visitor.sees("Which change caused how much")
    visitor.sees("Take it away")
    visitor.settle()
    for said in ("Diverging bars", "Waterfalls"):
        picture = visitor.page.locator(f'img[alt^="{said}"]').first
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 300
    assert json.loads(taken(visitor, "Data (JSON)"))["others"] == ["reassurance-us-stays-out"]
    assert taken(visitor, "Report (HTML)").count("<svg") == 3


def test_a_report_is_read_and_taken_away_without_a_section(visitor) -> None:
    visitor.go("report?of=reassurance.yaml&with=reassurance-us-stays-out.yaml")
    report = visitor.page.frame_locator("iframe").first
    report.get_by_role("heading", name="One scenario held against reassurance").wait_for()
    report.get_by_role("link", name="Provenance").click()
    report.get_by_role("heading", name="Provenance").wait_for()
    visitor.page.get_by_role("button", name="Sources", exact=True).click()
    report.get_by_text("Left out of this report: Sources.").wait_for()
    visitor.settle()
    text = taken(visitor, "Markdown")
    assert "Left out of this report: Sources." in text
    assert "A hypothetical for analysis" in text


def test_ask_why_and_make_a_what_if_of_a_concession(editing, library) -> None:
    editing.click("Solve", exact=False)
    editing.sees("Plan is up to date")
    editing.visit("Why")
    editing.sees("ships short of the 4 ships required")
    editing.page.get_by_text("offers behind it").first.click()
    editing.sees("Held back", exact=True)
    editing.part("Concessions")
    editing.sees("The cheapest", exact=True)
    editing.click("Try it", exact=False)
    editing.page.get_by_label("Title of the what-if").fill("More ships")
    editing.page.keyboard.press("Enter")
    editing.settle()
    editing.page.get_by_role("dialog").get_by_role("button", name="Try it").click()
    editing.sees("more-ships.yaml is open: a what-if of first.yaml")
    editing.sees("Who sends what")
    text = (library / "more-ships.yaml").read_text(encoding="utf-8")
    assert text.startswith("extends: first.yaml\ntitle: More ships\n")
    assert "nobody_carries_it_all" in text
    editing.page.get_by_text("Compare with what it came from").click()
    editing.sees("What differs going in")
    assert "baseline=first.yaml&with=more-ships.yaml" in editing.page.url


def test_a_cell_of_the_fill_map_leads_to_why_it_is_short(editing) -> None:
    editing.click("Solve", exact=False)
    editing.sees("Plan is up to date")
    editing.visit("Why")
    editing.sees("ships short of the 4 ships required")
    editing.visit("Plan")
    editing.sees("Click a cell to see who fills it.")
    editing.page.locator(f'.stVegaLiteChart .mark-rect path[fill="{LIGHT.gap_1}"]').first.click()
    editing.sees("More on the page Why")


def test_a_reload_gives_the_draft_back(editing, library) -> None:
    editing.type_into(FRANCE, ENGINEERS, "6")
    editing.sees("1 unsaved edit")
    editing.page.wait_for_timeout(1000)
    assert len(drafts(library)) == 1
    editing.page.reload()
    editing.sees("What you typed before is kept.")
    editing.click("Restore")
    editing.sees("1 unsaved edit")
    editing.reads(FRANCE, ENGINEERS, "6")
    assert "units: 6" not in (library / "first.yaml").read_text(encoding="utf-8")


def test_two_tabs_do_not_overwrite_each_other(editing, visitors: Callable[[], Visitor], library) -> None:
    other = visitors()
    other.go("edit?scenario=first.yaml")
    other.sees("Offered against needed")
    other.type_into(FRANCE, ENGINEERS, "4")
    other.page.keyboard.press("Control+s")
    other.does_not_see("unsaved edit")
    editing.type_into(GERMANY, ENGINEERS, "5")
    editing.sees("Somebody else changed the file on disk")
    editing.page.keyboard.press("Control+s")
    editing.sees("Somebody else changed this file")
    saved = (library / "first.yaml").read_text(encoding="utf-8")
    assert "units: 4, firmness: approved" in saved
    editing.page.get_by_role("dialog").get_by_role("button", name="Take theirs").click()
    editing.settle()
    editing.reads(FRANCE, ENGINEERS, "4")
    editing.click("Undo", exact=False)
    editing.reads(GERMANY, ENGINEERS, "5")


def test_a_problem_leads_to_its_place(editing) -> None:
    editing.type_into(GERMANY, ENGINEERS, "-1")
    editing.sees("it must be at least 0")
    editing.page.get_by_role("button", name="Go to it").first.click()
    editing.settle()
    editing.sees("One offer in detail")
    assert editing.page.get_by_role("spinbutton", name="Units, expected").input_value() == "-1"


def test_a_new_constraint_says_what_it_says_while_it_is_filled_in(editing) -> None:
    editing.tab("Politics")
    editing.click("New constraint", exact=False)
    editing.page.get_by_role("button", name="Add", exact=True).click()
    editing.settle()
    editing.sees("names no `nations` to keep apart")


def test_nothing_breaks_on_a_narrow_screen_in_the_dark(browser, address) -> None:
    context = browser.new_context(viewport={"width": 420, "height": 900}, color_scheme="dark")
    page = Visitor(context.new_page(), address)
    pages = ("edit", "plan", "why")
    for path in ("", *(f"{name}?scenario=first.yaml" for name in pages), *SIDE_BY_SIDE, "help"):
        page.go(path)
        wider = page.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        assert not wider, path
    assert page.complaints == []
    context.close()


def test_on_a_phone_the_place_of_a_difference_stands_under_its_name(browser, address) -> None:
    context = browser.new_context(viewport={"width": 420, "height": 900})
    page = Visitor(context.new_page(), address)
    page.go(SIDE_BY_SIDE[0])
    page.sees("What differs going in")
    place = page.page.locator(".inputs td:first-child .below").first
    place.wait_for()
    assert "reassurance" in place.text_content()
    box = place.bounding_box()
    assert box["x"] + box["width"] <= 420
    assert not page.page.locator(".inputs td.where").first.is_visible()
    tables = page.page.locator(".inputs")
    assert tables.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    context.close()
