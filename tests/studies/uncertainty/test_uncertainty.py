"""Uncertainty: held against every world of a small scenario, each solved and weighed by its chance."""

from __future__ import annotations

from itertools import groupby, product

import numpy as np
import pytest

import planner
from planner.plan.plan import plain
from planner.problems import InvalidInput
from planner.reports.worlds.uncertainty import report
from planner.scenario.scenario import Scenario
from planner.studies.uncertainty.offer_prices import OfferPrice, _price, order
from planner.studies.uncertainty.uncertainty import uncertainty
from planner.worlds.solving_worlds import Effort
from tests.folders import ROOT
from tests.small import document

CHANCE = {"ceasefire": 0.6, "vote": 0.3, "mandate": 0.8}


def uncertain() -> Scenario:
    """Return the small scenario with three conditions that may fail; land hangs on all of them."""
    sections = document()
    sections["conditions"] = {
        "ceasefire": {"holds": {"from": "hold"}, "probability": CHANCE["ceasefire"]},
        "vote": {"holds": "never", "probability": CHANCE["vote"]},
        "mandate": {"holds": "always", "probability": CHANCE["mandate"]},
    }
    sections["nations"]["FRA"]["offers"]["battalion"]["needs"] = ["ceasefire", "mandate"]
    sections["nations"]["TUR"]["offers"]["battalion"]["needs"] = ["vote"]
    sections["nations"]["ROU"]["offers"]["engineers"]["needs"] = ["mandate"]
    sections["constraints"] = {
        "cap": {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 3400, "when": "vote"}
    }
    return Scenario.model_validate(sections)


class Exact:
    """Every world solved by itself, with its chance."""

    def __init__(self) -> None:
        self.weights, self.plans, self.ways = [], [], []
        for way in product((True, False), repeat=3):
            stands = dict(zip(CHANCE, way, strict=True))
            self.ways.append(stands)
            each = (CHANCE[name] if holds else 1 - CHANCE[name] for name, holds in stands.items())
            self.weights.append(np.prod(list(each)))
            self.plans.append(planner.solve(self.scenario(stands), cost_of_goals=False))

    @staticmethod
    def scenario(stands: dict[str, bool]) -> Scenario:
        known = uncertain()
        changed = {}
        for name, holds in stands.items():
            condition = known.conditions[name]
            said = ("always" if name == "vote" else condition.holds) if holds else "never"
            changed[name] = condition.model_copy(update={"holds": said})
        return known.model_copy(update={"conditions": changed})

    def fill(self, rank: int) -> np.ndarray:
        return np.array([1 - plan.goals[f"fill {rank}"] for plan in self.plans])

    def mean(self, values, chosen=None) -> float:
        weights = np.array(self.weights) * (1 if chosen is None else np.array(chosen))
        return float(np.average(np.array(values), weights=weights))

    def variance(self, values) -> float:
        return self.mean((values - self.mean(values)) ** 2)


@pytest.fixture(scope="module")
def exact() -> Exact:
    return Exact()


@pytest.fixture(scope="module")
def found():
    return uncertainty(uncertain(), draws=4096)


def test_mean_fill_is_within_three_standard_errors_of_all_worlds(found, exact) -> None:
    for one in found.fill:
        assert one.error < 0.02
        assert one.mean == pytest.approx(exact.mean(exact.fill(one.priority)), abs=3 * one.error + 1e-9)


def test_the_chance_of_every_line_is_within_three_standard_errors(found, exact) -> None:
    for one in found.requirements:
        filled = []
        for plan in exact.plans:
            rows = plan.fill[(plan.fill.requirement == one.requirement) & (plan.fill.phase == one.phase)]
            filled.append(float(rows.short.iloc[0]) < 1e-6)
        wanted = exact.mean(filled)
        assert one.chance_filled == pytest.approx(wanted, abs=3 * one.error + 1e-9), one


def test_drivers_are_the_conditional_means_and_shares_of_all_worlds(found, exact) -> None:
    assert {one.factor for one in found.drivers} == set(CHANCE)
    for one in found.drivers:
        values = exact.fill(one.priority)
        holds = np.array([way[one.factor] for way in exact.ways])
        with_it, without = exact.mean(values, holds), exact.mean(values, ~holds)
        assert one.sides.chance == pytest.approx(CHANCE[one.factor], abs=0.01)
        assert one.sides.if_holds == pytest.approx(with_it, abs=0.02)
        assert one.sides.if_fails == pytest.approx(without, abs=0.03)
        part = CHANCE[one.factor]
        share = part * (1 - part) * (with_it - without) ** 2 / exact.variance(values)
        assert one.first == pytest.approx(share, abs=3 * one.error + 0.03)


def test_total_shares_are_what_is_left_if_all_else_is_known(found, exact) -> None:
    for one in found.drivers:
        values, part = exact.fill(one.priority), CHANCE[one.factor]
        fill = {tuple(way.values()): value for way, value in zip(exact.ways, values, strict=True)}
        spot = list(CHANCE).index(one.factor)
        other = [fill[(*way[:spot], not way[spot], *way[spot + 1 :])] for way in fill]
        left = part * (1 - part) * exact.mean((values - np.array(other)) ** 2) / exact.variance(values)
        assert 0 < one.total_error < 0.1
        assert one.total == pytest.approx(left, abs=3 * one.total_error)
        assert one.total >= one.first - 3 * (one.error + one.total_error)


def test_what_offers_bring_is_a_share_of_its_own() -> None:
    """What two offers add up to: a triangle's variance of 1/6, and 1/4 of a unit that comes or does not."""
    sections = document(constraints={})
    sections["requirements"] = {"L1": {"capability": "battalion", "place": "west", "quantity": 50}}
    sections["conditions"]["vote"]["probability"] = 0.5
    sections["nations"]["FRA"]["offers"]["battalion"] = {"units": {"low": 1, "expected": 2, "ceiling": 3}}
    sections["nations"]["TUR"]["offers"]["battalion"] = {"units": 1, "needs": ["vote"]}
    said = uncertainty(Scenario.model_validate(sections), draws=4096)
    found = {one.factor: one for one in said.drivers}
    assert set(found) == {"vote", "all offers"}
    for name, wanted in (("vote", 0.6), ("all offers", 0.4)):
        one = found[name]
        assert one.first == pytest.approx(wanted, abs=3 * one.error)
        assert one.total == pytest.approx(wanted, abs=3 * one.total_error)
        assert max(one.error, one.total_error) < 0.05
    assert found["all offers"].as_document()["if_holds"] is None


def test_late_and_conditional_worlds_are_as_likely_as_all_of_them_weighed() -> None:
    """A truce that comes late or never, a vote that hangs on it, an offer that stands or not: by hand."""
    sections = document(constraints={})
    sections["requirements"] = {"L1": {"capability": "battalion", "place": "west", "quantity": {"hold": 10}}}
    sections["phases"] = [{"id": "deploy", "months": 6}, {"id": "hold", "months": 6}]
    sections["conditions"] = {
        "truce": {"probability": 0.8, "delay": {"0": 0.5, "6": 0.25, "9": 0.25}},
        "vote": {"holds": "never", "probability": [{"if": "truce", "is": 0.5}, {"else": 0.25}]},
    }
    sections["chance"] = {"committed": 0.75, "approved": 1}
    sections["nations"]["FRA"]["offers"] = {
        "battalion": {"units": 4, "needs": ["truce"], "firmness": "committed"}
    }
    sections["nations"]["TUR"]["offers"] = {
        "battalion": {"units": 6, "needs": ["vote"], "firmness": "approved"}
    }
    sections["nations"]["ROU"]["offers"] = {}
    found = uncertainty(Scenario.model_validate(sections), draws=2048)
    # Nine months late is after the last phase began: then it comes to hold in none.
    in_time = 0.8 * 0.75
    vote = in_time * 0.5 + (1 - in_time) * 0.25
    (fill,) = found.fill
    assert fill.mean == pytest.approx(0.4 * in_time * 0.75 + 0.6 * vote, abs=3 * fill.error)
    (line,) = found.requirements
    assert line.chance_filled == pytest.approx(in_time * 0.5 * 0.75, abs=3 * line.error)
    assert max(fill.error, line.error) < 0.01
    assert found.usual == ()


def one_more(scenario: Scenario, nation: str, capability: str) -> Scenario:
    """Return the scenario with one more unit of an offer."""
    changed = scenario.model_dump()
    changed.pop("origins", None)
    units = scenario.nations[nation].offers[capability].units.expected
    changed["nations"][nation]["offers"][capability]["units"] = units + 1
    return Scenario.model_validate(changed)


def test_the_price_of_an_offer_is_what_one_more_unit_fills_in_all_worlds(found, exact) -> None:
    offers = [(name, what) for name, one in uncertain().nations.items() for what in one.offers]
    said = {(one.priority, one.nation, one.capability): one for one in found.prices}
    helping = set()
    for nation, capability in offers:
        more = [
            planner.solve(one_more(exact.scenario(way), nation, capability), cost_of_goals=False)
            for way in exact.ways
        ]
        for rank in (1, 2):
            gain = np.array([1 - plan.goals[f"fill {rank}"] for plan in more]) - exact.fill(rank)
            one = said.get((rank, nation, capability))
            if one is None:
                assert np.abs(gain).max() < 1e-6, (rank, nation, capability)
                continue
            helping.add((nation, capability))
            assert 0 < one.error < 0.05 or np.ptp(gain) < 1e-6
            assert one.mean == pytest.approx(exact.mean(gain), abs=3 * one.error + 1e-6)
            order = np.argsort(exact.fill(rank), kind="stable")
            tenth = exact.fill(rank)[order][np.cumsum(np.array(exact.weights)[order]) >= 0.1][0]
            wanted = exact.mean(gain, exact.fill(rank) <= tenth + 1e-6)
            assert one.worst_tenth == pytest.approx(wanted, abs=3 * one.worst_error + 1e-6)
    assert 1 < len(helping) < len(offers)


def test_prices_are_of_the_best_offer_first_and_in_the_document(found) -> None:
    means = [plain(one.mean) for one in found.prices if one.priority == 1]
    assert means == sorted(means, reverse=True)
    first = found.as_document()["prices"][0]
    assert list(first) == [
        "priority",
        "nation",
        "capability",
        "mean",
        "error",
        "worst_tenth",
        "worst_error",
    ]


def test_prices_that_are_printed_alike_go_by_name_and_not_by_rounding() -> None:
    one = OfferPrice(1, "FRA", "battalion", 0.2, 0.0, 0.2, None)
    other = OfferPrice(1, "DEU", "battalion", 0.2 - 1e-15, 0.0, 0.2, None)
    assert sorted([one, other], key=order) == [other, one]


def test_from_a_single_world_nothing_is_said_of_the_error() -> None:
    filled, gain = np.arange(16) / 16, np.full(16, np.nan)
    gain[:5] = (0.2, 0, 0, 0, 0)
    one = _price(1, ("FRA", "battalion"), filled, gain)
    assert one.worst_tenth == pytest.approx(0.2)
    assert one.worst_error is None
    assert one.mean == pytest.approx(0.04)


def test_two_workers_find_the_very_same(found) -> None:
    assert uncertainty(uncertain(), draws=4096, workers=2).as_document() == found.as_document()


def test_worlds_without_a_plan_are_counted_as_such_and_fill_nothing() -> None:
    sections = document()
    sections["conditions"]["vote"]["probability"] = 0.5
    demand = {"kind": "limit", "measure": "personnel", "at_least": 90000, "when": "vote"}
    sections["constraints"] = {"demand": demand}
    said = uncertainty(Scenario.model_validate(sections), draws=64)
    assert said.no_plan == pytest.approx(0.5, abs=0.05)
    assert max(one.chance_filled for one in said.requirements) <= 0.55


def test_a_scenario_without_any_chance_is_refused() -> None:
    with pytest.raises(InvalidInput, match="states no chance of anything"):
        uncertainty(Scenario.model_validate(document()))


def test_what_was_solved_before_a_stop_is_told_and_the_rest_is_not_counted(monkeypatch) -> None:
    scenario, told = planner.load(ROOT / "scenarios" / "reassurance.yaml"), []
    whole = planner.uncertainty(scenario, draws=256, progress=lambda what, *_: told.append(what))

    def stop(what: str, done: int, count: int) -> None:
        if what == "worlds" and done >= 100:
            raise KeyboardInterrupt

    lots = [what for what, _ in groupby(told)]
    assert lots == list(dict.fromkeys(lots)), "each lot of worlds has a name of its own"
    assert {"worlds", "one more unit of each offer"} <= set(lots)
    part = planner.uncertainty(scenario, draws=256, progress=stop)
    assert part.unfinished
    assert not whole.unfinished
    assert part.no_plan == pytest.approx(0.0)
    for one, other in zip(part.requirements, whole.requirements, strict=True):
        assert one.chance_filled == pytest.approx(other.chance_filled, abs=0.15), one.requirement
    assert [one.mean for one in part.fill] == pytest.approx([one.mean for one in whole.fill], abs=0.05)


def test_where_time_is_up_before_any_world_is_solved_no_chance_is_told(monkeypatch) -> None:
    monkeypatch.setattr(Effort, "spent", True)
    part = uncertainty(uncertain(), draws=64)
    assert part.unfinished
    assert part.as_document()["requirements"] == [], "a chance of 0 % would be a claim"
    assert report(part).headline[-1] == "No world could be solved in the time given."


def test_a_stop_before_the_first_answer_tells_no_chance_either(monkeypatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.worlds.answers.solved_task", stop)
    part = uncertainty(uncertain(), draws=64)
    assert (part.unfinished, part.requirements, part.fill) == (True, (), ())


def test_the_quantiles_of_a_phase_are_of_the_lines_that_need_something_then() -> None:
    scenario = planner.load(ROOT / "scenarios" / "reassurance.yaml")
    found = planner.uncertainty(scenario, draws=16)
    needing = {
        (line.priority, phase.id)
        for line in scenario.requirements.values()
        for phase in scenario.phases
        if line.required(phase.id)
    }
    assert {(one.priority, one.phase) for one in found.phases} == needing
    assert all(0 <= one.p10 <= one.p50 <= one.p90 <= 1 for one in found.phases)
