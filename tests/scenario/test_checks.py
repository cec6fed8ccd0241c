"""Every id that a scenario uses is defined, whatever field of whatever kind it stands in."""

from __future__ import annotations

from typing import Any

import pytest

from planner.constraints import kinds
from planner.scenario.checks import marks, references
from planner.scenario.known import Known, is_state
from planner.scenario.nodes import Laid, Table, grown, plain
from planner.scenario.normal import normalised
from planner.scenario.parsing import parsed
from planner.scenario.shapes import shapes
from tests.scenario.small_file import SMALL, changed, said


def document(text: str = SMALL) -> dict[str, Any]:
    root = parsed(text, "s.yaml", [])
    assert root is not None
    loaded: dict[str, Any] = plain(root)
    return loaded


def used(**sections: Any) -> set[tuple[str, str, str]]:
    """Return path, sort and name of every id that some sections use, in the form that reading gives them."""
    root = grown(sections, "s.yaml", [])
    assert isinstance(root, Table)
    found = references(plain(normalised(root, set(), [])))
    return {(".".join(map(str, use.path)), use.sort, use.name) for use in found}


def test_ids_are_found_in_text_lists_tables_and_choices() -> None:
    assert used(
        requirements={"L1": {"capability": "a", "accepts": {"b": 1}, "quantity": {"p": 1}, "source": "s"}},
        nations={
            "X": {"offers": {"c": 3, "d": {"units": 1, "needs": ["e", "f"]}}, "sustain": {"g": {"h": 1}}}
        },
        conditions={"i": {"holds": ["j"]}, "k": {"holds": {"from": "l"}}, "m": {"holds": "never"}},
        places={"n": {"hosts": "o"}},
    ) == {
        ("requirements.L1.capability", "capabilities", "a"),
        ("requirements.L1.accepts.b", "capabilities", "b"),
        ("requirements.L1.quantity.p", "phases", "p"),
        ("requirements.L1.source", "sources", "s"),
        ("nations.X.offers.c", "capabilities", "c"),
        ("nations.X.offers.d", "capabilities", "d"),
        ("nations.X.offers.d.needs.0", "conditions", "e"),
        ("nations.X.offers.d.needs.1", "conditions", "f"),
        ("nations.X.sustain.g", "places", "g"),
        ("nations.X.sustain.g.h", "capabilities", "h"),
        ("conditions.i.holds.0", "phases", "j"),
        ("conditions.k.holds.from", "phases", "l"),
        ("places.n.hosts", "hosts", "o"),
    }


def test_ids_are_found_in_the_selections_of_constraints() -> None:
    share = {"kind": "share", "nations": {"not": ["a", "b"]}, "area": "c", "of": {"missions": {"not": "d"}}}
    assert used(constraints={"x": share}) == {
        ("constraints.x.nations.not.0", "nations", "a"),
        ("constraints.x.nations.not.1", "nations", "b"),
        ("constraints.x.area", "areas", "c"),
        ("constraints.x.of.missions.not", "missions", "d"),
    }


@pytest.mark.parametrize("kind", kinds())
def test_every_id_in_the_example_of_every_kind_is_found(kind: str) -> None:
    entry = document(kinds()[kind].example)
    found = {path.split(".")[2] for path, _, _ in used(constraints={"x": entry})}
    assert found == {field for field in entry if shapes(kinds()[kind])[field].refers or field in ("of", "on")}
    assert found


def test_every_sort_that_a_field_refers_to_can_be_looked_up() -> None:
    known = Known(Laid(document()))
    assert marks() >= {
        "sources",
        "conditions",
        "phases",
        "places",
        "capabilities",
        "nations",
        "hosts",
        "keys",
    }
    for sort in marks():
        assert not known.has(sort, "nowhere at all")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "needs: ceasefire",
            "needs: [ceasefier]",
            "needs[0]: 'ceasefier' is not a known condition (did you mean 'ceasefire'?)",
        ),
        (
            "place: west",
            "place: wets",
            "requirements.L1.place: 'wets' is not a known place (did you mean 'west'?)",
        ),
        (
            "area: coast, measure",
            "area: cost, measure",
            "constraints.convention.area: 'cost' is not a known area (did you mean 'coast'?)",
        ),
        (
            "{not: littoral}",
            "{not: litoral}",
            "constraints.convention.nations.not: 'litoral' is not a known nation (did you mean 'littoral'?)",
        ),
        (
            "TUR, component: maritime",
            "TUR, component: maritim",
            "constraints.chief.component: 'maritim' is not a known component",
        ),
        (
            "measure: tonnage",
            "measure: tonage",
            "constraints.convention.measure: 'tonage' is not a known measure (did you mean 'tonnage'?)",
        ),
        (
            "place: west",
            "mission: m, place: west",
            "requirements.L1.mission: 'm' is not a known mission (none is defined)",
        ),
        (
            "place: west",
            "source: s, place: west",
            "requirements.L1.source: 's' is not a known source (none is defined)",
        ),
        (
            "hosts: [UKR]",
            "hosts: [UKX]",
            "places.west.hosts[0]: 'UKX' is not a known nation of the scenario or ISO 3166 code",
        ),
        (
            "at_most: 600",
            "at_most: 600, when: x",
            "constraints.convention.when: 'x' is not a known condition",
        ),
        (
            "{deploy: 6",
            "{deploi: 6",
            "requirements.L1.quantity.deploi: 'deploi' is not a known phase (did you mean 'deploy'?)",
        ),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(old: str, new: str, problem: str) -> None:
    (line,) = said(changed((old, new)))
    assert problem in line


def test_a_host_may_be_any_state_of_the_world() -> None:
    assert is_state("UKR")
    assert is_state("XKX")
    assert not any(map(is_state, ["XXX", "ukr", "UK", "ЮКР", "Ukraine"]))


class TestGroups:
    @pytest.mark.parametrize(
        ("group", "problem"),
        [
            ("g: []", "groups.g: names no member"),
            (
                "g: [TUR, west]",
                "groups.g[1]: 'west' is not a known nation, as other members are (known: FRA, ROU, TUR)",
            ),
            (
                "g: [TUR, ROO]",
                "groups.g[1]: 'ROO' is not a known nation, as other members are (did you mean 'ROU'?)",
            ),
            (
                "g: nobody",
                "groups.g: 'nobody' and the others are not known (a group gathers ids of one sort)",
            ),
            ("TUR: [FRA]", "groups.TUR: is also the id of a nation (give the group another name)"),
        ],
    )
    def test_a_group_gathers_ids_of_one_sort_under_a_name_of_its_own(self, group: str, problem: str) -> None:
        assert said(changed(("groups:\n", f"groups:\n  {group}\n"))) == [f"s.yaml:17: {problem}"]

    def test_a_group_may_be_called_like_an_id_of_another_sort(self) -> None:
        from planner.scenario.reading import load_text

        scenario = load_text(
            changed(("littoral: [TUR, ROU]", "sea: [TUR, ROU]"), ("{not: littoral}", "{not: sea}"))
        )
        choice = scenario.constraints["convention"].nations
        assert choice is not None
        assert choice.members({"FRA": 0, "ROU": 1, "TUR": 2}, scenario.groups) == [0]
        assert choice.members({"west": 0, "sea": 1}, scenario.groups) == [0]

    def test_a_group_of_another_sort_is_refused(self) -> None:
        (line,) = said(changed(("area: coast, measure", "places: littoral, measure")))
        assert "constraints.convention.places: 'littoral' is a group of nations, not of places" in line

    @pytest.mark.parametrize(
        ("member", "word"),
        [
            ("west", "places"),
            ("battalion", "capabilities"),
            ("inland", "area"),
            ("land", "component"),
            ("hold", "phases"),
            ("L1", "requirements"),
        ],
    )
    def test_any_sort_that_can_be_selected_can_be_grouped(self, member: str, word: str) -> None:
        from planner.scenario.reading import load_text

        text = changed(("groups:\n", f"groups:\n  g: {member}\n"))
        scenario = load_text(text + f"  x: {{kind: limit, {word}: g, measure: personnel, at_most: 9}}\n")
        assert scenario.groups["g"] == (member,)
