"""A family: every world of it is what formulating and solving that world alone says."""

from __future__ import annotations

import multiprocessing
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.plan.divisible import without_steps
from planner.scenario.scenario import Scenario
from planner.worlds import answers as answering
from planner.worlds.answers import answers
from planner.worlds.chances import Chances
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Effort, Lot
from planner.worlds.world import Standing, World, standing
from planner.worlds.world_answer import Answer
from tests.folders import ROOT
from tests.small import document
from tests.studies.scenarios import documents
from tests.worlds.agreeing import agree

SMALL = Scenario.model_validate(document())
OFFERS = sorted((nation, capability) for nation, one in SMALL.nations.items() for capability in one.offers)
stands = st.sampled_from(["as it is", "always", "never", ("deploy",), ("hold",)])
worlds = st.lists(
    st.builds(
        World.of,
        st.dictionaries(st.sampled_from(["ceasefire", "vote"]), stands),
        st.dictionaries(st.sampled_from(OFFERS), st.sampled_from([0.0, 1.0, 2.5, 9.0])),
        gone=st.sampled_from([(), ("FRA",), ("TUR",), ("FRA", "TUR")]),
    ),
    min_size=1,
    max_size=4,
)


def written(scenario: Scenario, world: World) -> Scenario:
    """Return the scenario with a world written into it, as somebody would write it into the file."""
    document: dict[str, Any] = standing(scenario, world.way).model_dump()
    document.pop("origins", None)
    nations = {}
    for name, nation in standing(scenario, world.way).nations.items():
        units = {capability: dict(world.units).get((name, capability)) for capability in nation.offers}
        offers = (
            {}
            if name in world.gone
            else {
                capability: offer
                if units[capability] is None
                else offer.model_copy(
                    update={"units": offer.units.model_copy(update=all_of(units[capability]))}
                )
                for capability, offer in nation.offers.items()
            }
        )
        nations[name] = nation.model_copy(update={"offers": offers})
    return standing(scenario, world.way).model_copy(update={"nations": nations})


def all_of(amount: float | None) -> dict[str, Any]:
    return {"low": None, "expected": amount, "ceiling": None}


def alone(scenario: Scenario, world: World) -> Answer:
    one = formulate(written(scenario, world))
    return Answer.of(one.ground, one.program, solve(one.program, Highs()))


@given(documents(), worlds)
@settings(max_examples=20)
def test_any_world_of_any_scenario_is_what_solving_it_alone_says(sections, met) -> None:
    scenario = Scenario.model_validate(sections)
    family = Family.of(formulate(scenario), met)
    lines = Lines.of(family)
    for world, answer in zip(met, answers(family, met), strict=True):
        agree(answer, alone(scenario, world), lines=lines, world=world, goals=1e-6, fill=1e-6)


def test_what_has_no_plan_is_said_to_have_none_where_the_simplex_method_comes_to_no_verdict() -> None:
    pooled = {"units": 0, "pool": 1, "rotation": 2, "tour": 1}
    sections = {
        "title": "No verdict",
        "phases": [{"id": "deploy", "months": 2}, {"id": "hold", "months": 6}],
        "places": {"west": {"area": "inland"}},
        "capabilities": {
            "battalion": {"component": "land", "unit": "battalion", "personnel": 600},
            "engineers": {"component": "land", "unit": "company", "personnel": 120},
        },
        "requirements": {
            "L1": {
                "accepts": {"battalion": 1, "engineers": 0.25},
                "place": "west",
                "quantity": {"deploy": 6, "hold": 8},
            },
            "L3": {"capability": "battalion", "place": "west", "quantity": 1},
        },
        "nations": {
            "FRA": {"offers": {"battalion": pooled}, "keys": {"gdp": 3000}},
            "ROU": {"offers": {"engineers": {"units": 0}}, "keys": {"gdp": 500}},
            "TUR": {"offers": {"battalion": pooled}, "keys": {"gdp": 1500}},
        },
        "goals": ["fill", {"burden": "gdp"}, "cost"],
        "constraints": {
            "rule_1": {"kind": "limit", "measure": "personnel", "at_least": 1500},
            "rule_2": {"kind": "limit", "measure": "personnel", "at_most": 0, "per": ["horizon"]},
        },
    }
    (answer,) = answers(Family.of(formulate(Scenario.model_validate(sections)), []), [World()])
    assert answer.status is Status.INFEASIBLE


def test_whole_units_are_solved_anew_and_say_the_same() -> None:
    scenario = Scenario.model_validate(document(whole_units=True))
    met = [World.of(units={("FRA", "battalion"): 3.7}), World.of(gone=("TUR",))]
    family = Family.of(formulate(scenario), met)
    assert not family.hot
    for world, answer in zip(met, answers(family, met), strict=True):
        assert dict(answer.goals) == pytest.approx(dict(alone(scenario, world).goals))
    assert answers(family, met)[0].short.tolist() == [1.0, 3.0, 0.0, 0.0, 0.0, 0.0]


STAY = {"presence": {"kind": "presence", "component": "maritime", "days": 21, "every": 42}}


@pytest.mark.parametrize("amount", [0.0, 1.0, 3.0, 9.0])
def test_the_days_that_ships_may_stay_follow_the_ships_of_each_world(amount) -> None:
    scenario = Scenario.model_validate(document(constraints=STAY))
    met = [
        World.of(units={("FRA", "minehunter"): amount}),
        World.of(gone=("TUR",)),
        World.of(units={("FRA", "minehunter"): 9.0}),
    ]
    family = Family.of(formulate(scenario), met)
    assert family.hot
    for world, answer in zip(met, answers(family, met), strict=True):
        assert dict(answer.goals) == pytest.approx(dict(alone(scenario, world).goals)), world


@given(documents(), st.sampled_from([0.5, 1.0, 4.0]), st.sampled_from(OFFERS))
@settings(max_examples=10)
def test_more_of_an_offer_is_a_larger_offer_with_the_pool_to_rotate_it(sections, more, offer) -> None:
    sections["nations"][offer[0]].pop("commitments", None)
    scenario = Scenario.model_validate(sections)
    world = World().asking({offer: more})
    family = Family.of(formulate(scenario), [world])
    entry = sections["nations"][offer[0]]["offers"][offer[1]]
    entry["units"] += more
    if "pool" in entry:
        entry["pool"] += entry["rotation"] * more
    one = formulate(Scenario.model_validate(sections))
    expected = Answer.of(one.ground, one.program, solve(one.program, Highs()))
    (answer,) = answers(family, [world])
    assert answer.status is expected.status
    assert dict(answer.goals) == pytest.approx(dict(expected.goals), rel=1e-6, abs=1e-6)


def test_an_offer_that_brings_nothing_brings_no_more_either() -> None:
    base = World.of(units={("FRA", "battalion"): 0.0})
    met = [
        base,
        base.asking({("FRA", "battalion"): 3.0}),
        World.of(gone=("TUR",), more={("TUR", "minehunter"): 2}),
    ]
    family = Family.of(formulate(SMALL), met)
    none, asked, gone = answers(family, met)
    assert none.goals == asked.goals
    assert gone.goals == answers(family, [World.of(gone=("TUR",))])[0].goals


def test_a_world_that_the_program_was_not_made_for_is_refused() -> None:
    sections = document(
        constraints={"cap": {"kind": "limit", "measure": "units", "at_most": 3, "when": "vote"}}
    )
    family = Family.of(formulate(Scenario.model_validate(sections)), [])
    with pytest.raises(ValueError, match="not a world of this family"):
        family.face(World.of({"vote": "always"}))


def test_the_same_world_told_in_another_order_is_the_same() -> None:
    told: dict[str, Standing] = {"vote": "always", "ceasefire": "never"}
    other = dict(reversed(told.items()))
    assert World.of(told, gone=("TUR", "FRA")) == World.of(other, gone=("FRA", "TUR"))
    assert World.of({"vote": "as it is"}) == World()


def test_worlds_share_all_but_their_numbers() -> None:
    told = [{("FRA", "battalion"): 1.0, ("TUR", "minehunter"): number} for number in (0.0, 2.5)]
    one, other = (World.of({"vote": "always"}, units) for units in told)
    assert one.units.offers is other.units.offers
    assert one.stands is other.stands
    assert [dict(world.units) for world in (one, other)] == told
    assert one != other
    assert World.of(units={("FRA", "battalion"): -0.0}) == World.of(units={("FRA", "battalion"): 0.0})


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> tuple[Family, list[World]]:
    """Return a family and worlds of it that are three tasks."""
    monkeypatch.setattr(answering, "TASK", 100)
    met = [World.of(units={("FRA", "battalion"): 5 * number / 230}) for number in range(230)]
    return Family.of(formulate(SMALL), met), met


def test_a_task_has_more_worlds_where_the_program_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    family = Family.of(formulate(SMALL), [])
    numbers = sum(family.program.matrix.shape)
    assert family.hot
    assert answering.task_size(family, 10_000) == 500
    monkeypatch.setattr(answering, "NUMBERS", 321 * numbers)
    assert answering.task_size(family, 10_000) == 321
    monkeypatch.setattr(answering, "NUMBERS", numbers)
    assert answering.task_size(family, 10_000) == 100
    monkeypatch.undo()
    whole = Family.of(formulate(Scenario.model_validate(document(whole_units=True))), [])
    assert answering.task_size(whole, 10_000) == 100


@pytest.mark.parametrize(("count", "size"), [(64, 100), (256, 100), (1000, 125), (4000, 500)])
def test_worlds_are_so_many_tasks_that_a_stop_keeps_something(count: int, size: int) -> None:
    assert answering.task_size(Family.of(formulate(SMALL), []), count) == size


def test_a_task_says_the_same_whatever_was_solved_before_it() -> None:
    scenario = without_steps(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    chances = Chances.of(scenario)
    met = tuple(chances.worlds(chances.draws(64, 1)))
    family = Family.of(formulate(scenario), met)
    first, one, other = met[:16], met[16:32], met[32:]
    alone, after = Lot(family, first), Lot(family, first)
    after.solved(other, None)
    sent = pickle.loads(pickle.dumps(after))
    said = [lot.solved(one, None) for lot in (alone, after, sent)]
    assert len({tuple(answer.sent.tobytes() for answer in found) for found in said}) == 1
    assert all(answer.found for answer in said[0])


def test_two_workers_give_the_very_same_as_one(many) -> None:
    family, met = many
    one, two = answers(family, met), answers(family, met, Effort(workers=2))
    for mine, other in zip(one, two, strict=True):
        assert mine.goals == other.goals
        assert mine.short.tobytes() == other.short.tobytes()
        assert mine.sent.tobytes() == other.sent.tobytes()


def test_when_time_is_up_the_rest_is_said_to_be_cut_short(many) -> None:
    family, met = many
    found = answers(family, met, Effort(deadline=0.0))
    assert {answer.status for answer in found} == {Status.LIMIT}
    assert not any(answer.found for answer in found)


def test_the_worlds_of_a_worker_that_is_killed_are_solved_by_another(many) -> None:
    family, met = many
    killed: list[int | None] = []

    def kill(*told: object) -> None:
        if not killed:
            victim = multiprocessing.active_children()[0]
            victim.kill()
            killed.append(victim.pid)

    found = answers(family, met, Effort(workers=2, progress=kill))
    assert len(killed) == 1
    for mine, other in zip(answers(family, met), found, strict=True):
        assert mine.short.tobytes() == other.short.tobytes()


def test_a_rule_with_choices_that_waits_for_a_condition_is_there_where_it_holds() -> None:
    rule = {"kind": "breadth", "component": "maritime", "count": "nation", "at_most": 1, "when": "vote"}
    scenario = Scenario.model_validate(document(constraints={"few": rule}))
    met = [World.of({"vote": "always"}), World.of({"vote": ("hold",)}), World.of({"vote": "never"})]
    family = Family.of(formulate(scenario), met)
    assert not family.hot
    for world, answer in zip(met, answers(family, met), strict=True):
        assert dict(answer.goals) == pytest.approx(dict(alone(scenario, world).goals)), world
    assert answers(family, met)[0].goals != answers(family, met)[2].goals
    as_one = solve(family.face(met[0]).held(family.program), Highs())
    assert as_one.stages[0].value == pytest.approx(dict(alone(scenario, met[0]).goals)["fill 1"])
