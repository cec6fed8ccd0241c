"""What is done with scenarios as a whole."""

from __future__ import annotations

from tests.ui.visit import Visit


def opened(visit: Visit, name: str) -> Visit:
    """Open the menu of a scenario."""
    visit.app.session_state[f"more {name}"] = True
    return visit.run()


def test_a_scenario_is_opened(visit):
    visit.press("open first.yaml").run()
    assert visit.desk.name == "first.yaml"
    assert visit.app.title[0].value == "A first scenario"


def test_a_new_scenario_begins_as_an_example(visit, folder):
    visit.press("new").put("text_input", "new_title", "Harbour watch").press("new_go").run()
    assert visit.desk.name == "harbour-watch.yaml"
    assert (folder / "harbour-watch.yaml").exists()


def test_a_scenario_is_duplicated(visit, folder):
    opened(visit, "first.yaml").press("Duplicate first.yaml").press("duplicate_go").run()
    assert visit.value("title") == "A first scenario (copy)"


def test_a_scenario_is_deleted_after_a_question_and_kept_aside(visit, folder):
    opened(visit, "first.yaml").press("Delete first.yaml")
    assert "It is extended by heir.yaml" in visit.text
    assert (folder / "first.yaml").exists()
    visit.press("delete_go").run()
    assert not (folder / "first.yaml").exists()
    assert len(list((folder / ".planner" / "deleted").iterdir())) == 1
