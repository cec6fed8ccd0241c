"""What-if scenarios: what an explanation speaks of becomes a file that says just that."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from planner.editing import what_if
from planner.editing.desk import Desk
from planner.editing.drafts import Autosave
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner
from planner.scenario.canonical import digest
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.explain import Explanation, explain
from tests.editing.texts import FIRST, LISTED
from tests.folders import ROOT
from tests.there import there


@cache
def explained(text: str) -> tuple[Scenario, Explanation]:
    from planner.scenario.reading import examine

    scenario = there(examine(text, "scenario.yaml").scenario)
    return scenario, explain(scenario)


REASSURANCE = (ROOT / "scenarios" / "reassurance.yaml").read_text(encoding="utf-8")
TEXTS = {"first": FIRST, "listed": LISTED, "reassurance": REASSURANCE}


def desk_of(folder: Path, text: str) -> Desk:
    """Return a desk with a text on it."""
    file = folder / "base.yaml"
    file.write_text(text, encoding="utf-8")
    return Desk.open(str(file), "session", Examiner(), Autosave())


@pytest.mark.parametrize("name", TEXTS)
def test_a_concession_becomes_the_scenario_that_set_makes(tmp_path, name) -> None:
    _, found = explained(TEXTS[name])
    desk = desk_of(tmp_path, TEXTS[name])
    for answer in found.concessions[:3]:
        tried = what_if.of_concession(answer)
        for make in (what_if.made, what_if.copied):
            file = make(desk, tmp_path, "What if", tried.changes)
            wanted = load(desk.file, [change.assignment for change in answer.changes])
            assert digest(load(file)) == digest(wanted.model_copy(update={"title": "What if"}))


def test_a_what_if_extends_and_says_no_more_than_its_changes(tmp_path) -> None:
    _, found = explained(FIRST)
    tried = what_if.of_concession(found.concessions[0])
    file = what_if.made(desk_of(tmp_path, FIRST), tmp_path, "More: ships", tried.changes)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("extends: base.yaml\n")
    assert len(text.splitlines()) == 5
    (change,) = found.concessions[0].changes
    assert there(change.to) > 0.6
    assert f"at_most: {change.to}" in text


def test_a_constraint_that_is_lifted_is_taken_out(tmp_path) -> None:
    _, found = explained(REASSURANCE)
    answer = next(one for one in found.concessions if any(change.to is None for change in one.changes))
    desk = desk_of(tmp_path, REASSURANCE)
    file = what_if.made(desk, tmp_path, "Lifted", what_if.of_concession(answer).changes)
    lifted = [change.path[1] for change in answer.changes if change.to is None]
    assert all(f"{name}: null" in file.read_text(encoding="utf-8") for name in lifted)
    assert not set(lifted) & set(load(file).constraints)


def test_every_condition_can_be_flipped(tmp_path) -> None:
    scenario, found = explained(REASSURANCE)
    desk = desk_of(tmp_path, REASSURANCE)
    for effect in found.conditions[:4]:
        tried = what_if.of_condition(effect, scenario)
        holds = load(what_if.made(desk, tmp_path, tried.title, tried.changes)).conditions[effect.condition]
        assert holds.holds == ("never" if effect.holds else "always")


def test_every_price_of_an_offer_or_a_requirement_can_be_tried(tmp_path) -> None:
    scenario, found = explained(REASSURANCE)
    tried = {price.row: what_if.of_price(price, scenario) for price in found.prices}
    assert all(tried[row] for row in tried if row.startswith(("nations.", "requirements.")))
    rows = [next(row for row in tried if row.endswith(end)) for end in ("units", "pool", "quantity")] + [
        "montreux_stay"
    ]
    desk = desk_of(tmp_path, REASSURANCE)
    for one in (there(tried[row]) for row in rows):
        values = [number.was + 2 for number in one.numbers]
        file = what_if.made(desk, tmp_path, one.title, one.chosen(values))
        assert digest(load(file).model_copy(update={"title": scenario.title})) != digest(scenario)


def test_a_number_that_stays_is_no_change() -> None:
    scenario, found = explained(FIRST)
    tried = there(what_if.of_price(found.prices[0], scenario))
    assert tried.chosen([number.was for number in tried.numbers]) == ()


def test_a_copy_has_what_was_not_saved_and_a_variant_has_not(tmp_path) -> None:
    desk = desk_of(tmp_path, FIRST)
    desk.edit([ValueChange(("title",), "Typed")], "title")
    desk.edit([ValueChange(("conditions", "vote", "probability"), 0.25)], "probability")
    changes = [ValueChange(("conditions", "vote", "holds"), "never")]
    copied, made = (load(make(desk, tmp_path, "What if", changes)) for make in (what_if.copied, what_if.made))
    assert copied.conditions["vote"].probability == 0.25
    assert made.conditions["vote"].probability != 0.25
    assert copied.conditions["vote"].holds == made.conditions["vote"].holds == "never"
    assert desk.unsaved


def test_a_what_if_may_stand_in_a_folder_that_is_not_there_yet(tmp_path) -> None:
    desk_of(tmp_path, FIRST)
    (tmp_path / "heir.yaml").write_text("extends: base.yaml\ntitle: Heir\n", encoding="utf-8")
    heir = Desk.open(str(tmp_path / "heir.yaml"), "session", Examiner(), Autosave())
    changes = [ValueChange(("conditions", "vote", "holds"), "never")]
    for make in (what_if.copied, what_if.made):
        file = make(heir, tmp_path / make.__name__, "What if", changes)
        assert load(file).conditions["vote"].holds == "never"
