"""Every way to edit a scenario on the page Edit, but typing into grids, which needs a browser."""

from __future__ import annotations

from typing import Any

import pytest

from planner.constraints import kinds
from planner.editing.edits import REMOVED
from planner.editing.forms import Field, form
from planner.editing.id_choices import IdChoices
from planner.ui.edit import ways
from tests.ui.visit import Visit

TEXT = {"text": "text_input", "long text": "text_area"}


@pytest.mark.parametrize("tab", ways.TABS)
def test_every_tab_can_be_drawn(first, tab) -> None:
    first.tab(tab)
    assert "No problems" in first.text


@pytest.mark.parametrize("tab", ways.TABS)
def test_every_tab_can_be_drawn_of_an_heir(visit, tab) -> None:
    visit.open("heir.yaml").tab(tab)
    assert "No problems" in visit.text


def fill(visit: Visit, field: Field, path: str, names: IdChoices) -> Any:
    """Have the input of a field say something; return what the scenario says then."""
    key = f"form {path}.{field.name}"
    parts = [*path.split("."), field.name]
    if field.kind == "selection":
        options = names.choices(field.sort)
        visit.put("multiselect", f"{key} ids", options[:1])
        visit.put("checkbox", f"{key} not", True)
        assert visit.value(*parts) == {"not": options[0]}
        visit.put("checkbox", f"{key} not", False)
        return visit.value(*parts) == options[0]
    if field.kind in TEXT:
        visit.put(TEXT[field.kind], key, "some words")
        return visit.value(*parts) == "some words"
    if field.kind in ("number", "integer"):
        visit.put("number_input", key, 2)
        return visit.value(*parts) == 2
    if field.kind == "share":
        visit.put("text_input", key, "1/3")
        assert visit.value(*parts) == "1/3"
        visit.put("text_input", key, "0.5")
        return visit.value(*parts) == 0.5
    if field.kind == "choices":
        visit.put("multiselect", key, list(field.options[:1]))
        return visit.value(*parts) == [field.options[0]]
    if field.kind == "switch or number":
        visit.put("selectbox", f"{key} how", "price")
        return visit.value(*parts) == {field.options[0]: 1}
    if field.kind == "entry":
        inner = form(field.entry)[0]
        return fill(visit, inner, f"{path}.{field.name}", names)
    options = list(field.options) or names.ids(field.sort)
    visit.put("selectbox", key, options[-1])
    return visit.value(*parts) == options[-1]


def test_a_requirement_without_a_title_is_chosen_by_what_serves_it_where(first) -> None:
    chosen = first.tab("Requirements").input("selectbox", "chosen requirements")
    assert chosen.options == [
        "Infantry battalion, Western Ukraine  (L1)",
        "Engineer company, Western Ukraine  (L2)",
        "Minehunter, Black Sea  (M1)",
    ]


@pytest.mark.parametrize("kind", list(kinds()))
def test_a_constraint_of_every_kind_is_made_by_its_form(visit, folder, kind) -> None:
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    keyed = text.replace("UKR: {name: Ukraine}", "UKR: {name: Ukraine, keys: {gdp: 200}}")
    (folder / "first.yaml").write_text(f"{keyed}\nmissions: {{main: {{title: Main}}}}\n", encoding="utf-8")
    first = visit.open("first.yaml").tab("Politics")
    first.put("selectbox", "new constraint kind", kind).put("text_input", "new constraint id", "mine")
    first.press("add constraint")
    assert first.value("constraints", "mine", "kind") == kind
    first.app.session_state["later constraints.mine"] = True
    first.app.session_state["beside constraints.mine.of"] = True
    names = IdChoices(first.desk.document.data)
    shown = [field for field in form(kinds()[kind]) if not field.later]
    for field in shown:
        assert fill(first, field, "constraints.mine", names), field.name
    first.press("delete constraints")
    assert first.value("constraints", "mine") is REMOVED


def test_a_constraint_says_what_it_says_while_it_is_filled_in(first) -> None:
    first.tab("Politics").put("selectbox", "chosen constraints", "ships_of_outsiders")
    assert "Tonnage of all forces by outsiders in At sea is at most 1,000" in first.text
    first.put("number_input", "form constraints.ships_of_outsiders.at_most", 2500.0)
    assert "is at most 2,500" in first.text


def test_what_a_share_is_compared_with_is_folded_away_behind_which_part_is_meant(first) -> None:
    first.tab("Politics").put("selectbox", "chosen constraints", "nobody_carries_it_all")
    assert "Personnel of maritime is at most 60% of all nations" in first.text
    inputs = [one.key for one in first.app.multiselect]
    assert "form constraints.nobody_carries_it_all.nations ids" in inputs
    assert not any(key.startswith("form constraints.nobody_carries_it_all.of.") for key in inputs)
    first.put("text_input", "form constraints.nobody_carries_it_all.at_most", "2/3")
    assert "is at most 2/3 of all nations" in first.text
    assert "No problems" in first.text


def test_what_is_missing_of_a_new_constraint_is_said_at_once(first) -> None:
    first.tab("Politics").put("selectbox", "new constraint kind", "limit").press("add constraint")
    assert "sets no bound" in first.text
    first.press("undo")
    assert "No problems" in first.text


SECTIONS = {
    "requirements": ("Requirements", "L9", {"place": "western_ukraine", "quantity": 1}),
    "conditions": ("Conditions and phases", "peace", {}),
    "places": ("Places and units", "odesa", {"area": "New"}),
}


@pytest.mark.parametrize("section", list(SECTIONS))
def test_an_entry_is_made_and_taken_out(first, section) -> None:
    tab, name, entry = SECTIONS[section]
    first.tab(tab).put("text_input", f"new id {section}", name).press(f"add {section}")
    assert first.value(section, name) == entry
    assert first.app.session_state[f"chosen {section}"] == name
    first.press(f"delete {section}")
    assert first.value(section, name) is REMOVED


def test_an_id_that_is_taken_is_not_taken_again(first) -> None:
    first.tab("Nations").put("selectbox", "new state", "FRA").press("add nations")
    assert "There is a nation FRA already" in first.text
    assert not first.desk.unsaved


@pytest.mark.parametrize(
    ("tab", "typed", "button", "section", "taken"),
    [
        ("Places and units", "new id places", "add places", "places", "black_sea"),
        ("Politics", "new constraint id", "add constraint", "constraints", "ships_of_outsiders"),
    ],
)
def test_an_entry_whose_id_is_taken_stays_as_it_is_and_is_chosen(
    tab: str, typed: str, button: str, section: str, taken: str, first: Any
) -> None:
    first.tab(tab).put("text_input", typed, taken).press(button)
    assert f"There is a {section.removesuffix('s')} {taken} already" in first.text.replace("\\", "")
    assert not first.desk.unsaved
    assert first.app.session_state[f"chosen {section}"] == taken
    assert first.input("text_input", typed).value == ""


def test_a_new_nation_is_chosen_from_the_states_and_brings_name_and_figures(first) -> None:
    first.tab("Nations").put("selectbox", "new state", "POL").press("add nations")
    assert first.value("nations", "POL") == {"name": "Poland", "keys": "from reference"}
    assert "No problems" in first.text
    assert first.input("selectbox", "chosen nations").value == "POL"
    first.press("delete nations")
    assert first.value("nations", "POL") is REMOVED


def test_a_name_that_is_no_states_gets_suggestions_and_is_added_only_when_chosen(first) -> None:
    first.tab("Nations")
    first.app.session_state["new nation typed"] = "Swedn"
    first.run()
    assert "Swedn is the name of no one state" in first.text
    assert list(first.value("nations")) == ["FRA", "DEU", "TUR", "UKR"]
    first.press("meant SWE")
    assert first.value("nations", "SWE", "name") == "Sweden"
    assert "no one state" not in first.text


def test_a_nation_that_is_no_state_is_added_where_that_is_meant(first) -> None:
    first.tab("Nations")
    first.app.session_state["new nation typed"] = "Blue Force"
    first.run().press("add own nation")
    assert first.value("nations", "Blue_Force") == {}


def test_an_id_is_renamed_everywhere_in_one_edit(first) -> None:
    first.tab("Nations").put("selectbox", "chosen nations", "UKR").press("rename nations")
    first.put("text_input", "rename to nations UKR", "UKRAINE").press("rename_go")
    assert "UKR" not in first.value("nations")
    assert first.value("places", "western_ukraine", "hosts") == ["UKRAINE"]
    assert first.value("constraints", "ukraine_chooses", "by") == "UKRAINE"
    assert first.input("selectbox", "chosen nations").value == "UKRAINE"
    first.press("undo")
    assert not first.desk.unsaved


def test_a_name_that_is_taken_is_refused_in_the_dialog(first) -> None:
    first.tab("Nations").press("rename nations").put("text_input", "rename to nations FRA", "DEU")
    assert "There is DEU already" in first.text
    assert first.app.button(key="rename_go").disabled


def test_deleting_asks_what_becomes_of_what_names_it(first) -> None:
    first.tab("Nations").press("delete nations")
    assert "FRA" in first.value("nations")
    assert "named elsewhere" in first.text
    first.press("delete_together")
    assert "FRA" not in first.value("nations")
    assert first.value("groups", "outsiders") == ["DEU"]
    assert first.value("constraints", "france_leads_on_land") is REMOVED
    first.press("undo")
    assert not first.desk.unsaved


@pytest.fixture
def spaced(first: Visit) -> Visit:
    """Return a visit whose scenario has a nation with a space in its id, which another place names."""
    text = first.desk.document.text.replace("FRA:", "Big Land:").replace("[FRA,", '["Big Land",')
    first.desk.retype(text, "an id with a space")
    return first.tab("Nations").put("selectbox", "chosen nations", "Big Land")


def test_an_id_with_a_space_is_renamed(spaced) -> None:
    spaced.press("rename nations").put("text_input", "rename to nations Big Land", "BIG").press("rename_go")
    assert "BIG" in spaced.value("nations")
    assert spaced.value("groups", "outsiders") == ["BIG", "DEU"]


def test_an_entry_whose_id_has_a_space_is_deleted_with_what_names_it(spaced) -> None:
    spaced.press("delete nations").press("delete_together")
    assert "Big Land" not in spaced.value("nations")
    assert spaced.value("groups", "outsiders") == ["DEU"]


def test_an_entry_may_be_deleted_alone(first) -> None:
    first.tab("Nations").press("delete nations").press("delete_alone")
    assert "FRA" not in first.value("nations")
    assert first.value("groups", "outsiders") == ["FRA", "DEU"]
    assert "is not a known nation" in first.text


def test_capabilities_are_edited_in_their_own_part(first) -> None:
    first.tab("Places and units")
    first.app.session_state["places or units"] = "Capabilities"
    first.run().put("number_input", "form capabilities.infantry_battalion.personnel", 700.0)
    assert first.value("capabilities", "infantry_battalion", "personnel") == 700


def test_an_offer_is_edited_in_detail(first) -> None:
    first.put("selectbox", "offer nation", "DEU").put("selectbox", "offer capability", "infantry_battalion")
    key = "form nations.DEU.offers.infantry_battalion"
    first.put("selectbox", f"{key}.firmness", "approved")
    first.put("multiselect", f"{key}.needs", ["ceasefire", "vote"])
    first.put("number_input", f"{key}.units ceiling", 5.0)
    offer = first.value("nations", "DEU", "offers", "infantry_battalion")
    assert (offer["firmness"], offer["needs"], offer["units"]) == (
        "approved",
        ["ceasefire", "vote"],
        {"expected": 3, "ceiling": 5},
    )
    assert "# 9 battalions to rotate" in first.desk.document.text


def test_an_offer_is_added_and_taken_out(first) -> None:
    first.put("selectbox", "offer nation", "UKR").press("add offer")
    assert first.value("nations", "UKR", "offers") == {"infantry_battalion": {"units": 1}}
    first.press("drop offer")
    assert first.value("nations", "UKR", "offers") == {}


def test_commitments_are_added_and_edited(first) -> None:
    first.tab("Nations").put("selectbox", "chosen nations", "TUR").press("add nations.TUR.commitments")
    first.put("text_input", "form nations.TUR.commitments[0].title", "KFOR")
    first.press("add nations.TUR.commitments")
    first.put("text_input", "form nations.TUR.commitments[1].title", "Althea")
    assert [one["title"] for one in first.value("nations", "TUR", "commitments")] == ["KFOR", "Althea"]
    first.press("out nations.TUR.commitments")
    assert [one["title"] for one in first.value("nations", "TUR", "commitments")] == ["KFOR"]


def test_what_is_chosen_stays_chosen_when_its_name_changes(first) -> None:
    first.tab("Nations").put("selectbox", "chosen nations", "TUR")
    first.put("text_input", "form nations.TUR.name", "Turkey")
    assert first.input("selectbox", "chosen nations").value == "TUR"
    assert first.app.text_input(key="form nations.TUR.name").value == "Turkey"


def test_keys_of_a_nation_are_figures_by_name(first) -> None:
    first.tab("Nations").put("multiselect", "form nations.FRA.keys ids", ["gdp"])
    first.put("number_input", "form nations.FRA.keys gdp", 3366.3)
    assert first.value("nations", "FRA", "keys") == {"gdp": 3366.3}


def test_a_field_without_an_input_of_its_own_is_typed_as_yaml(first) -> None:
    first.tab("Nations").put("text_area", "form nations.FRA.sustain", "{black_sea: 0.5}")
    assert first.value("nations", "FRA", "sustain") == {"black_sea": 0.5}
    first.put("text_area", "form nations.FRA.sustain", "{black_sea: ")
    assert "1 problem" in first.text


def test_phases_are_added_and_taken_out(first) -> None:
    first.tab("Conditions and phases").put("text_input", "new phase", "after").press("add phase")
    assert first.value("phases", 3) == {"id": "after", "months": 6}
    first.put("selectbox", "chosen phases", "after").press("delete phases")
    assert len(first.value("phases")) == 3


def test_a_phase_that_is_named_elsewhere_goes_from_there_too_or_by_itself(first) -> None:
    first.tab("Conditions and phases").put("selectbox", "chosen phases", "hold").press("delete phases")
    assert len(first.value("phases")) == 3, "it is asked first"
    first.press("delete_together")
    assert [one["id"] for one in first.value("phases")] == ["prepare", "deploy"]
    assert first.value("requirements", "L1", "quantity") == {"deploy": 3}
    first.press("undo")
    assert first.value("requirements", "L1", "quantity") == {"deploy": 3, "hold": 6}
    first.put("selectbox", "chosen phases", "hold").press("delete phases").press("delete_alone")
    assert len(first.value("phases")) == 2
    assert first.value("requirements", "L1", "quantity") == {"deploy": 3, "hold": 6}


def test_a_phase_is_called_otherwise_wherever_it_is_named(first) -> None:
    first.tab("Conditions and phases").put("selectbox", "chosen phases", "hold").press("rename phases")
    first.put("text_input", "rename to phases hold", "stay").press("rename_go")
    assert [one["id"] for one in first.value("phases")] == ["prepare", "deploy", "stay"]
    assert first.value("requirements", "L1", "quantity") == {"deploy": 3, "stay": 6}
    assert first.value("conditions", "vote", "holds") == ["stay"]


def test_a_condition_holds_in_the_phases_that_are_chosen(first) -> None:
    first.tab("Conditions and phases")
    pills = next(one for one in first.app.button_group if one.key == "form conditions.ceasefire.holds")
    pills.set_value(["deploy"])
    first.run()
    assert first.value("conditions", "ceasefire", "holds") == ["deploy"]


def test_goals_are_put_in_order(first) -> None:
    first.tab("General")
    first.app.session_state["general part"] = "Goals"
    first.run().put("multiselect", "goals", ["cost", "fill", "burden"])
    assert first.value("goals") == ["cost", "fill", "burden"]


def test_groups_are_made_changed_and_deleted(first) -> None:
    first.tab("General")
    first.app.session_state["general part"] = "Groups"
    first.run().put("multiselect", "group outsiders", ["FRA", "DEU", "TUR"])
    assert first.value("groups", "outsiders") == ["FRA", "DEU", "TUR"]
    first.put("text_input", "new group", "coast").put("multiselect", "new members", ["TUR"]).press(
        "add group"
    )
    assert first.value("groups", "coast") == ["TUR"]
    first.press("delete groups coast")
    assert first.value("groups", "coast") is REMOVED


def test_a_group_is_called_otherwise_wherever_it_is_named_and_deleting_it_asks(first) -> None:
    first.tab("General")
    first.app.session_state["general part"] = "Groups"
    named = [name for name, one in first.value("constraints").items() if "outsiders" in str(one)]
    assert named
    first.run().press("rename groups outsiders")
    first.put("text_input", "rename to groups outsiders", "guests").press("rename_go")
    assert first.value("groups", "guests") == ["FRA", "DEU"]
    assert [name for name, one in first.value("constraints").items() if "guests" in str(one)] == named
    first.press("delete groups guests")
    assert first.value("groups", "guests") == ["FRA", "DEU"], "it is asked first"
    first.press("delete_together")
    assert first.value("groups", "guests") is REMOVED
    assert [name for name, one in first.value("constraints").items() if "guests" in str(one)] == []


@pytest.mark.parametrize("part", ["Missions", "Sources"])
def test_missions_and_sources_are_made(first, part) -> None:
    first.tab("General")
    first.app.session_state["general part"] = part
    section = part.lower()
    first.run().put("text_input", f"new id {section}", "fresh").press(f"add {section}")
    assert first.value(section, "fresh") in ({}, {"title": "New"})


def test_title_and_description_are_edited(first) -> None:
    first.tab("General").put("text_input", "form title", "Another title")
    assert "title: Another title\n" in first.desk.document.text
    first.put("text_area", "form description", "")
    assert first.value("description") is REMOVED


def test_the_text_itself_is_edited_and_undone(first) -> None:
    text = first.desk.document.text
    first.tab("YAML").put("text_area", "yaml", text.replace("minehunter: 2", "minehunter: 5"))
    assert first.value("nations", "FRA", "offers", "minehunter") == {"units": 5}
    first.press("undo")
    assert first.app.text_area(key="yaml").value == text


def test_text_that_cannot_be_read_leaves_a_way_back(first) -> None:
    first.tab("YAML").put("text_area", "yaml", "title: 'never closed\n")
    assert "a quote is never closed" in first.text
    first.tab("Offers")
    assert "The text cannot be read as it is" in first.text
    first.press("undo").tab("Offers")
    assert "No problems" in first.text


def test_a_form_shows_what_undo_brings_back(first) -> None:
    key = "form nations.FRA.offers.infantry_battalion.units expected"
    first.put("number_input", key, 4.0)
    assert first.app.number_input(key=key).value == 4
    first.press("undo")
    assert first.app.number_input(key=key).value == 3
    first.press("redo")
    assert first.app.number_input(key=key).value == 4


def test_a_problem_leads_to_its_place(first) -> None:
    first.put("number_input", "form nations.FRA.offers.infantry_battalion.pool", 5.0)
    first.tab("YAML").press("problem 0")
    assert first.app.session_state["tab"] == "Offers"
    assert first.app.session_state["offer nation"] == "FRA"


def test_a_problem_of_a_base_leads_to_the_base(visit, folder) -> None:
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    (folder / "first.yaml").write_text(text.replace("units: 2, needs", "units: -2, needs"), encoding="utf-8")
    visit.open("heir.yaml").press("problem 0").run()
    assert visit.desk.name == "first.yaml"


def test_an_heir_shows_what_it_inherits_and_writes_only_its_own(visit, folder) -> None:
    visit.open("heir.yaml").put(
        "number_input", "form nations.FRA.offers.infantry_battalion.units expected", 4.0
    )
    assert visit.value("nations", "FRA", "offers", "infantry_battalion", "units") == {
        "low": 2,
        "expected": 4,
        "ceiling": 4,
    }
    assert len(visit.desk.document.text) < 200


def test_an_edit_is_called_by_names(first) -> None:
    first.put("number_input", "form nations.FRA.offers.infantry_battalion.pool", 9.0)
    assert first.desk.history.next_undo == "France, Offers, Infantry battalion, pool"


def test_a_base_that_cannot_be_read_is_what_has_to_be_mended_and_not_the_scenario_on_it(
    visit, folder
) -> None:
    heir = visit.open("heir.yaml")
    sound = (folder / "first.yaml").read_text(encoding="utf-8")
    (folder / "first.yaml").write_text(f"{sound}\nnations: [\n", encoding="utf-8")
    heir.tab("Politics").run()
    assert "What it extends cannot be read (first.yaml), so this tab has nothing to show." in heir.text
    (folder / "first.yaml").unlink()
    heir.run().run()
    assert "What it extends cannot be found" in heir.text
    (folder / "first.yaml").write_text(sound, encoding="utf-8")
    heir.run().run()
    assert "so this tab has nothing to show" not in heir.text
