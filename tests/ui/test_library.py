"""What is done with scenarios as a whole."""

from __future__ import annotations

import shutil

from planner.ui.edit.ways import TABS
from tests.ui.visit import Visit


def opened(visit: Visit, name: str) -> Visit:
    """Open the menu of a scenario."""
    visit.app.session_state[f"more {name}"] = True
    return visit.run()


def test_a_scenario_is_opened(visit) -> None:
    visit.press("open first.yaml").run()
    assert visit.desk.name == "first.yaml"
    assert visit.app.title[0].value == "A first scenario"
    assert "What it asks" in visit.text


def test_a_new_scenario_begins_as_an_example(visit, folder) -> None:
    visit.press("new").put("text_input", "new_title", "Harbour watch").press("new_go").run()
    assert visit.desk.name == "harbour-watch.yaml"
    assert (folder / "harbour-watch.yaml").exists()
    assert visit.app.title[0].value == "Harbour watch"
    assert "What it asks" in visit.text


def test_a_new_scenario_begins_with_a_template(visit, folder) -> None:
    visit.press("new").put("text_input", "new_title", "The Straits").put("radio", "new_template", "maritime")
    visit.press("new_go").run()
    text = (folder / "the-straits.yaml").read_text(encoding="utf-8")
    assert "\ntitle: The Straits\n" in text
    assert "Montreux" in text


def test_an_empty_scenario_leads_to_what_is_missing_on_every_tab(visit) -> None:
    visit.press("new").put("text_input", "new_title", "Nothing yet").put("radio", "new_template", "empty")
    visit.press("new_go").run()
    assert "4 problems to mend" in visit.text
    visit.press("overview edit")
    assert "4 problems" in visit.text
    for tab in TABS:
        visit.tab(tab)


def test_a_scenario_is_duplicated(visit, folder) -> None:
    opened(visit, "first.yaml").press("Duplicate first.yaml").press("duplicate_go").run()
    assert visit.app.title[0].value == "A first scenario (copy)"


def test_a_scenario_is_deleted_after_a_question_and_kept_aside(visit, folder) -> None:
    opened(visit, "first.yaml").press("Delete first.yaml")
    assert "It is extended by heir.yaml" in visit.text
    assert (folder / "first.yaml").exists()
    visit.press("delete_go").run()
    assert not (folder / "first.yaml").exists()
    assert len(list((folder / ".planner" / "deleted").iterdir())) == 1


def test_a_scenario_in_a_folder_of_the_library_is_listed_with_its_family_and_opened(visit, folder) -> None:
    (folder / "north_sea").mkdir()
    (folder / "north_sea" / "buoys.yaml").write_text(
        "extends: ../first.yaml\ntitle: Buoys\n", encoding="utf-8"
    )
    visit.run()
    assert "North sea" in [one.value for one in visit.app.subheader]
    visit.press("open buoys.yaml 1").run()
    assert visit.desk.name == "buoys.yaml"
    assert visit.app.title[0].value == "Buoys"


def test_scenarios_of_one_name_in_two_folders_are_both_taken_away(visit, folder) -> None:
    (folder / "north_sea").mkdir()
    shutil.copy(folder / "first.yaml", folder / "north_sea" / "first.yaml")
    visit.app.session_state["more first.yaml"] = True
    visit.app.session_state["more first.yaml 1"] = True
    visit.run()
    keys = [one.proto.id for one in visit.app.get("download_button")]
    assert len(keys) == 4


def test_a_scenario_of_a_name_that_another_folder_has_too_is_found_again_by_its_address(folder) -> None:
    """After a reload, and by a link; the other of its name may have come meanwhile."""
    family = folder / "family"
    family.mkdir()
    shutil.copy(folder / "first.yaml", family / "mine.yaml")
    visit = Visit.to(folder).open("family/mine.yaml", "overview")
    linked = visit.app.query_params["scenario"]
    shutil.copy(folder / "heir.yaml", folder / "mine.yaml")
    again = Visit.to(folder)
    again.app.query_params["scenario"] = linked
    again.run()
    assert again.desk.file == str(family / "mine.yaml")
    assert Visit.to(folder).open("mine.yaml", "overview").app.query_params["scenario"] == "mine.yaml"


def test_tables_with_a_text_too_long_for_excel_are_taken_as_csv_and_it_is_said_why(visit, folder) -> None:
    file = folder / "first.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Invented numbers", "x" * 40_000), encoding="utf-8")
    opened(visit, "first.yaml")
    assert "There are no tables for Excel" in visit.text
    assert "description: has 40,016 characters (a cell of Excel holds 32,767)" in visit.app.code[0].value
    labels = [one.proto.label for one in visit.app.get("download_button")]
    assert "Download tables (CSV)" in labels
    assert "Download tables (Excel)" not in labels


def test_an_address_of_a_name_that_no_file_can_have_opens_nothing(folder) -> None:
    visit = Visit.to(folder)
    visit.app.query_params["scenario"] = "x" * 300 + ".yaml"
    visit.run()
    assert "file" not in visit.app.session_state
