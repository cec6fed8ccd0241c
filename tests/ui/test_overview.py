"""The page Overview: where a scenario opens, what it says of it, and the ways on from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.cli import run
from planner.editing.background_solving import solving as making_plans
from planner.ui import services
from tests.folders import ROOT
from tests.ui.visit import SLOWEST, Visit


def title(visit: Visit) -> str:
    return str(visit.app.title[0].value)


def test_a_scenario_opens_on_what_it_asks_and_that_it_is_hypothetical(visit: Visit) -> None:
    visit.press("open first.yaml").run()
    assert title(visit) == "A first scenario"
    for said in (
        "A hypothetical for analysis",
        "nations offer something",
        "What it asks",
        "Priority 1",
        "Caveat",
    ):
        assert said in visit.text


def test_an_address_that_names_a_scenario_and_no_page_opens_its_overview(folder: Path) -> None:
    visit = Visit(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOWEST), folder)
    visit.app.query_params["scenario"] = "first.yaml"
    visit.run().run()
    assert "What it asks" in visit.text


def test_the_page_of_scenarios_stays_open_to_who_goes_there(visit: Visit) -> None:
    visit.open("first.yaml", "overview").visit("scenarios")
    assert title(visit) == "Scenarios"


def test_a_scenario_that_is_chosen_in_the_sidebar_opens_there_in_place_of_the_grid(visit: Visit) -> None:
    visit.open("first.yaml", "edit")
    visit.put("selectbox", "which", str(visit.folder / "heir.yaml")).run()
    assert title(visit) == "An heir"
    assert "What it asks" in visit.text


def test_on_the_page_of_the_plan_one_stays_there(visit: Visit) -> None:
    visit.open("first.yaml", "plan")
    visit.put("selectbox", "which", str(visit.folder / "heir.yaml")).run()
    assert title(visit) == "Plan"


def test_from_there_one_goes_to_the_grids_and_to_a_plan(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Plans that were made before are known to the page, whoever made them.
    solving = making_plans()
    monkeypatch.setattr(services, "solving", lambda: solving)
    visit.open("first.yaml", "overview").press("overview edit").run()
    assert "Offered against needed" in visit.text
    visit.visit("overview").press("overview solve").run()
    assert title(visit) == "Plan"


def test_a_variant_leads_to_its_base_and_a_base_to_its_variants(visit: Visit, folder: Path) -> None:
    visit.open("heir.yaml", "overview")
    assert "It extends" in visit.text
    visit.press(f"relative {folder / 'first.yaml'}").run()
    assert title(visit) == "A first scenario"
    assert "1 variant" in visit.text
    visit.press(f"relative {folder / 'heir.yaml'}").run()
    assert title(visit) == "An heir"


def test_what_is_wrong_is_counted_and_nothing_can_be_solved(visit: Visit, folder: Path) -> None:
    (folder / "odd.yaml").write_text("extends: first.yaml\ntitle: Odd\nphases: []\n", encoding="utf-8")
    visit.open("odd.yaml", "overview").run()
    assert "to mend before this can be solved" in visit.text
    assert "It extends" in visit.text
    assert "overview solve" not in [one.key for one in visit.app.button]


def test_plans_that_were_saved_beside_it_are_listed(visit: Visit, folder: Path) -> None:
    assert run(["solve", str(folder / "first.yaml"), "--out", str(folder / "saved"), "--quiet"]) == 0
    visit.open("first.yaml", "overview").run()
    assert "saved/plan.json" in visit.text
    assert "as it stands" in visit.text


def test_a_saved_plan_is_looked_at_from_there(visit: Visit, folder: Path) -> None:
    assert run(["solve", str(folder / "first.yaml"), "--out", str(folder / "saved"), "--quiet"]) == 0
    visit.open("first.yaml", "overview").press("saved plan saved/plan.json")
    for said in (
        "Who sends what",
        "99 % of what is required",
        "Infantry battalion, Western Ukraine",
    ):
        assert said in visit.text
    kinds = {one.proto.label for one in visit.app.get("download_button")}
    assert {"Report (HTML)", "Data (JSON)"} <= kinds


def test_a_saved_plan_that_lies_elsewhere_is_not_shown(visit: Visit, folder: Path, tmp_path: Path) -> None:
    assert run(["solve", str(folder / "first.yaml"), "--out", str(tmp_path / "far"), "--quiet"]) == 0
    (folder / "link.json").symlink_to(tmp_path / "far" / "plan.json")
    visit.open("first.yaml", "overview").press("saved plan link.json")
    assert "no file of the folder that is served here" in visit.text
    assert "Who sends what" not in visit.text


def test_where_no_plan_exists_one_is_led_to_the_reasons(
    visit: Visit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solving = making_plans()
    monkeypatch.setattr(services, "solving", lambda: solving)
    much = "{kind: limit, nations: TUR, component: maritime, measure: personnel, at_least: 9999}"
    (folder / "much.yaml").write_text(
        f"extends: first.yaml\nconstraints: {{much: {much}}}\n", encoding="utf-8"
    )
    visit.open("much.yaml", "overview").press("overview solve").run()
    visit.visit("overview").press("overview plan").run()
    assert title(visit) == "Why"
