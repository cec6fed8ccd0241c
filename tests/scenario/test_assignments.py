"""`--set PATH=VALUE`: the top layer, in which a typing error makes nothing new."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.problems import InvalidInput, Origin
from planner.scenario.assignments import parsed_path
from planner.scenario.reading import load_text, read
from planner.scenario.scenario import Scenario
from tests.scenario.small_file import SMALL


def with_set(*assignments: str) -> Scenario:
    return load_text(SMALL, "s.yaml", assignments)


def refusal(*assignments: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        with_set(*assignments)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("nations.TUR.offers", ("nations", "TUR", "offers")),
        ("phases[0].months", ("phases", 0, "months")),
        ("a[1][2]", ("a", 1, 2)),
        ("requirements.Höhe-2.place", ("requirements", "Höhe-2", "place")),
        ("", ()),
        (".", ()),
        ("a.", ()),
        ("a..b", ()),
        ("[0]", ()),
        ("a b", ()),
        ("a[x]", ()),
        ("a[0", ()),
    ],
)
def test_paths_are_read_as_people_type_them(text: str, path: tuple[str | int, ...]) -> None:
    assert parsed_path(text) == path


def test_a_value_is_set_and_knows_who_set_it() -> None:
    scenario = with_set("nations.TUR.offers.minehunter.units=5")
    assert scenario.nations["TUR"].offers["minehunter"].units.expected == 5
    path = ("nations", "TUR", "offers", "minehunter", "units")
    assert scenario.origins[path] == Origin("--set nations.TUR.offers.minehunter.units")


def test_a_bare_number_sets_the_units_of_an_offer() -> None:
    offer = with_set("nations.FRA.offers.minehunter=5").nations["FRA"].offers["minehunter"]
    assert (offer.units.expected, offer.needs) == (5, ("ceasefire",))


def test_a_part_of_units_that_were_one_number_is_set() -> None:
    units = (
        with_set("nations.TUR.offers.minehunter.units.ceiling=9").nations["TUR"].offers["minehunter"].units
    )
    assert (units.expected, units.ceiling) == (3, 9)


def test_a_condition_is_switched_off() -> None:
    assert with_set("conditions.ceasefire.holds=never").conditions["ceasefire"].holds == "never"


def test_a_constraint_of_a_table_is_changed() -> None:
    assert with_set("constraints.convention.at_most=30").constraints["convention"].at_most == 30  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["phases[1].months", "phases.hold.months"])
def test_an_entry_of_a_list_is_found_by_number_and_by_id(path: str) -> None:
    assert [phase.months for phase in with_set(f"{path}=9").phases] == [2, 9]


def test_an_entry_of_a_list_is_removed() -> None:
    assert [goal.goal for goal in with_set("goals=[fill, cost]", "goals[1]=null").goals] == ["fill"]


def test_values_are_written_as_in_a_file() -> None:
    scenario = with_set("groups.littoral=[TUR]", "requirements.L1.quantity={hold: 3}")
    assert scenario.groups["littoral"] == ("TUR",)
    assert scenario.requirements["L1"].quantity == {"deploy": 6, "hold": 3}


def test_null_removes() -> None:
    assert set(with_set("constraints.chief=null").constraints) == {"convention"}


def test_a_later_assignment_counts() -> None:
    assert with_set("phases.hold.months=9", "phases.hold.months=8").phases[1].months == 8


def test_an_offer_that_was_not_there_can_be_made() -> None:
    assert with_set("nations.ROU.offers.battalion=2").nations["ROU"].offers["battalion"].units.expected == 2


@pytest.mark.parametrize(
    ("assignment", "problem"),
    [
        (
            "nations.TRU.offers.minehunter=5",
            "sets nations.TRU, which the scenario does not have (did you mean 'TUR'?)",
        ),
        ("conditions.ceasefier.holds=never", "sets conditions.ceasefier, which the scenario does not have"),
        ("nations.TUR.keys.gpd=5", "sets keys.gpd, which no entry under nations has (did you mean 'gdp'?)"),
        (
            "capabilities.battalion.measures.tonage=5",
            "sets measures.tonage, which no entry under capabilities has",
        ),
        ("sources.a.title=x", "sets sources.a, which the scenario does not have (none is defined)"),
        ("nations={XYZ: {offers: {}}}", "sets nations.XYZ, which the scenario does not have"),
        ("constraints=[{kind: caveat}]", "sets constraints.caveat, which the scenario does not have"),
        ("nations[0]=5", "sets nations[0], which the scenario does not have"),
        ("conditions.ceasefire.hold=never", "is not known here (did you mean 'holds'?)"),
        (
            "nations.TUR.offers.minehuntre=3",
            "'minehuntre' is not a known capability (did you mean 'minehunter'?)",
        ),
        ("titel=x", "is not known here (did you mean 'title'?)"),
        ("extends=base.yaml", "is not known here"),
        ("origins={}", "is not known here"),
        ("phases.holt.months=9", "has no entry 'holt' (its entries: deploy, hold)"),
        ("phases[7].months=9", "has no entry 7 (its entries: deploy, hold)"),
        ("title[0]=9", "is a table here and 'Small' in s.yaml:1"),
        ("requirements.M1[0]=9", "is a table"),
        ("nations.TUR.offers.minehunter.units=five", "is 'five', not a number or a table"),
        ("nations.TUR.offers.minehunter.units=-1", "is -1; it must be at least 0"),
        ("nations.TUR.offers.minehunter.units=.inf", "is not a finite number"),
        ("nations.TUR.offers.minehunter.ready=null", "removes nothing"),
        ("nations.TUR.offers.minehunter.units=[", "a value is missing between commas or brackets"),
        ("nations.TUR.offers.minehunter.units=", "has no value (write null to remove something)"),
        ("nations.TUR.offers.minehunter.units", "is not PATH=VALUE (such as phases.hold.months=9)"),
        ("=5", "is not PATH=VALUE"),
        ("nations..TUR=5", "is not PATH=VALUE"),
    ],
)
def test_what_cannot_be_set_is_refused(assignment: str, problem: str) -> None:
    (line,) = refusal(assignment)
    assert line.startswith(f"--set {assignment.partition('=')[0]}")
    assert problem in line


def test_a_wrong_assignment_is_said_with_everything_else() -> None:
    lines = refusal("phases.holt.months=9", "titel=x", "nonsense")
    assert [line.split(":")[0] for line in lines] == [
        "--set nonsense",
        "--set phases.holt.months",
        "--set titel",
    ]


def test_a_document_takes_assignments_too() -> None:
    document = {"title": "x", "titel": "y"}
    with pytest.raises(InvalidInput, match="--set title: title: is 5, not text"):
        read(document, ["title=5"])


def test_assignments_lie_above_the_file_and_what_it_extends(tmp_path: Path) -> None:
    from planner.scenario.reading import load

    (tmp_path / "base.yaml").write_text(SMALL)
    path = tmp_path / "heir.yaml"
    path.write_text("extends: base.yaml\nphases: [{id: deploy, months: 1}, {id: hold, months: 3}]\n")
    scenario = load(path, ["phases.hold.months=8"])
    assert [phase.months for phase in scenario.phases] == [1, 8]
    assert scenario.origins["phases", 0, "months"] == Origin(str(path), 2)
