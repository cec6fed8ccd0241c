"""Who is gone has no part in what the others share, and the program that is held for all worlds knows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.leaving import sharing
from planner.worlds.required_lines import Lines
from planner.worlds.world import World, standing, without_offers
from planner.worlds.world_answer import Answer
from tests.small import document
from tests.studies.scenarios import documents
from tests.worlds.agreeing import agree

NATIONS = ["FRA", "ROU", "TUR"]
per = st.sampled_from([[], ["horizon"], ["place"], ["component", "horizon"]])
burdens = st.fixed_dictionaries(
    {
        "kind": st.just("burden"),
        "key": st.just("gdp"),
        "low": st.sampled_from([0, 0.1, 0.6]),
        "high": st.sampled_from([1.1, 1.5, 2.5]),
        "per": per,
    }
)
shares = st.fixed_dictionaries(
    {
        "kind": st.just("share"),
        "per": st.sampled_from(["nation", ["nation", "horizon"], ["capability"]]),
        "at_least": st.sampled_from([0.05, 0.2]),
        "at_most": st.sampled_from([0.5, 0.8, 1]),
    }
)
limits = st.fixed_dictionaries(
    {
        "kind": st.just("limit"),
        "measure": st.just("personnel"),
        "per": st.sampled_from(["nation", ["nation", "horizon"], ["place"], ["place", "capability"]]),
        "at_least": st.sampled_from([10, 200]),
    }
)


@st.composite
def shared(draw: st.DrawFn) -> dict[str, Any]:
    """A rule by which nations share, for some of them or all, at times only while a condition holds."""
    rule = draw(st.one_of(burdens, shares, limits))
    if draw(st.booleans()):
        rule["component"] = draw(st.sampled_from(["land", "maritime"]))
    if draw(st.booleans()):
        rule["when"] = draw(st.sampled_from(["ceasefire", "vote"]))
    if rule["kind"] != "burden" and draw(st.booleans()):
        rule["nations"] = ["FRA", "TUR"]
    return rule


gone = st.lists(st.sampled_from(NATIONS), unique=True, max_size=3).map(tuple)
worlds = st.lists(
    st.builds(
        World.of,
        st.dictionaries(
            st.sampled_from(["ceasefire", "vote"]), st.sampled_from(["always", "never", ("hold",)])
        ),
        st.dictionaries(st.just(("FRA", "battalion")), st.sampled_from([0.0, 1.0, 9.0])),
        gone=gone,
    ),
    min_size=1,
    max_size=6,
)


def alone(scenario: Scenario, world: World) -> Answer:
    """Return what solving the scenario says in which those who are gone offer nothing at all."""
    left = without_offers(standing(scenario, world.way), world.gone)
    made, rest = formulate(left), world.of_those_who_stay
    one = formulate(left, table=rest.table(made.offers, made.ground.index))
    return Answer.of(one.ground, one.program, solve(one.program, Highs()))


def says_as_alone(scenario: Scenario, met: list[World], *, goals: float = 1e-7, fill: float = 1e-9) -> None:
    family = Family.of(formulate(scenario), met)
    lines = Lines.of(family)
    for world, answer in zip(met, answers(family, met), strict=True):
        expected = alone(scenario, world)
        agree(answer, expected, lines=lines, world=world, goals=goals, fill=fill)
        if answer.found:
            rounding = max(1e-4, goals * float(expected.sent.max(initial=0.0)))
            assert answer.sent == pytest.approx(expected.sent, rel=1e-6, abs=rounding), world


@given(documents(), shared(), worlds)
@settings(max_examples=40)
def test_who_stays_shares_as_if_the_others_had_never_offered(sections, rule, met) -> None:
    scenario = Scenario.model_validate(
        sections | {"constraints": {**sections["constraints"], "shared": rule}}
    )
    says_as_alone(scenario, met)


@given(shared(), worlds)
@settings(max_examples=40)
def test_rules_by_which_nations_share_are_held_for_every_world(rule, met) -> None:
    scenario = Scenario.model_validate(document(constraints={"shared": rule}))
    family = Family.of(formulate(scenario), met)
    assert family.hot
    assert not any(family.remade(world) for world in met)
    says_as_alone(scenario, met)


# Beyond a million times, what the least of them must carry is within what a solver may leave of a row.
abilities = st.lists(st.sampled_from([1, 20, 500, 27000, 1e6]), min_size=3, max_size=3)


@given(documents(), burdens, abilities, worlds)
@settings(max_examples=25)
def test_however_unlike_those_are_who_share(sections, rule, keys, met) -> None:
    for name, key in zip(NATIONS, keys, strict=True):
        sections["nations"][name]["keys"] = {"gdp": key}
    rules = {**sections["constraints"], "shared": rule}
    # Where abilities differ a million times, what a solver may leave of a row moves the seventh digit.
    scenario = Scenario.model_validate(sections | {"constraints": rules})
    says_as_alone(scenario, met, goals=1e-6, fill=1e-6)


def test_beside_who_is_next_to_nothing_those_who_go_are_not_held() -> None:
    sections = document(constraints={"shared": {"kind": "burden", "key": "gdp", "low": 0.6, "high": 2.5}})
    for name, key in zip(NATIONS, (27000, 20, 0.01), strict=True):
        sections["nations"][name]["keys"] = {"gdp": key}
    scenario = Scenario.model_validate(sections)
    one, all_but_one = World.of(gone=("ROU",)), World.of(gone=("FRA", "ROU"))
    assert not Family.of(formulate(scenario), [one]).remade(one)
    family = Family.of(formulate(scenario), [one, all_but_one])
    assert family.remade(all_but_one)
    says_as_alone(scenario, [one, all_but_one])


def test_when_all_who_share_are_gone_there_is_nothing_left_to_share() -> None:
    rule = {"kind": "burden", "key": "gdp", "nations": ["FRA", "TUR"], "low": 0.9, "high": 1.1}
    scenario = Scenario.model_validate(document(constraints={"shared": rule}))
    assert sharing(scenario) == {"FRA", "TUR"}
    says_as_alone(scenario, [World.of(gone=("FRA",)), World.of(gone=("TUR",)), World.of(gone=("FRA", "TUR"))])


def test_who_was_not_thought_of_as_gone_is_solved_by_itself_or_refused() -> None:
    rule = {"kind": "burden", "key": "gdp", "low": 0.9, "high": 1.1}
    scenario = Scenario.model_validate(document(constraints={"shared": rule}))
    family, world = Family.of(formulate(scenario), []), World.of(gone=("FRA",))
    assert family.remade(world)
    assert dict(answers(family, [world])[0].goals) == pytest.approx(dict(alone(scenario, world).goals))
    with pytest.raises(ValueError, match="not a world of this family"):
        family.face(world)


def test_a_least_number_of_nations_is_not_held_for_who_is_gone() -> None:
    rules = {
        "few": {"kind": "breadth", "count": "nation", "per": "place", "at_least": 1, "each": 1e6},
        "shared": {
            "kind": "limit",
            "measure": "units",
            "per": "nation",
            "capabilities": ["battalion"],
            "at_least": 1,
        },
    }
    scenario = Scenario.model_validate(document(constraints=rules))
    met = [World.of(gone=("FRA",)), World.of(gone=("TUR", "ROU", "FRA"))]
    family = Family.of(formulate(scenario), met)
    assert all(family.remade(world) for world in met)
    found = answers(family, met)
    assert [answer.status for answer in found] == [alone(scenario, world).status for world in met]
    assert Status.OPTIMAL in {answer.status for answer in found}
