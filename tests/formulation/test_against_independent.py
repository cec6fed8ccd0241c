"""Every kind and every rule of offers, against the same scenario written with plain matrices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Form
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES
from tests.formulation.independent import Independent
from tests.small import constrained, document, scenario

LINEAR = ("limit", "share", "caveat", "consent", "lead", "reliance", "burden", "presence", "ramp")


def goals(of: Scenario, form: Form | None = None) -> dict[str, float] | None:
    solution = solve(formulate(of, form=form).program, Highs())
    if solution.status is Status.INFEASIBLE:
        return None
    assert solution.status is Status.OPTIMAL
    return {stage.goal.name: stage.value for stage in solution.stages if stage.goal.stated}


def agree(of: Scenario) -> None:
    theirs = Independent(of).goals()
    for form in ("direct", "compact"):
        ours = goals(of, form)
        assert (ours is None) == (theirs is None)
        if ours is not None:
            assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.mark.parametrize("kind", LINEAR)
@pytest.mark.parametrize("which", ["binding", "slack"])
def test_each_linear_kind_agrees(kind, which) -> None:
    agree(scenario(**constrained(**getattr(EXAMPLES[kind], which))))


def test_a_pool_with_commitments_that_end_agrees() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "pool": 6, "rotation": 3, "tour": 2}
    nations["FRA"]["commitments"] = [
        {"title": "elsewhere", "capability": "battalion", "units": 2, "until": 5},
        {"title": "at sea", "capability": "minehunter", "units": 1, "from": 1},
    ]
    agree(scenario(nations=nations))


def test_conditions_and_readiness_agree() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["minehunter"] = {"units": 3, "needs": ["ceasefire"]}
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "ready": 1}
    agree(scenario(nations=nations))


def test_a_line_that_accepts_two_capabilities_agrees() -> None:
    requirements = document()["requirements"]
    requirements["L1"] = {
        "accepts": {"battalion": 1.0, "engineers": 0.25},
        "place": "west",
        "quantity": {"deploy": 6, "hold": 8},
    }
    agree(scenario(requirements=requirements))


amounts = st.integers(0, 6)
bounds = st.sampled_from([0.0, 0.2, 0.35, 0.5, 1.0])


def dealings(choice, component):
    """Return strategies of what nations agree among themselves."""
    per = st.sampled_from([[], ["nation"], ["place"], ["horizon"], ["nation", "horizon"]])
    measure = st.sampled_from(["personnel", "cost"])
    when = st.sampled_from(["ceasefire", "vote", None])
    reliance = {
        "kind": st.just("reliance"),
        "nations": choice,
        "component": component,
        "on": st.fixed_dictionaries({"component": component, "nations": choice}),
        "ratio": st.sampled_from([0.25, 1.0, 2.5]),
        "measure": measure,
        "per": per,
        "when": when,
    }
    burden = {
        "kind": st.just("burden"),
        "component": component,
        "nations": st.sampled_from([{"not": "UKR"}, {"not": ["UKR", "ROU"]}, ["FRA", "TUR"], {"not": "FRA"}]),
        "key": st.just("gdp"),
        "low": st.sampled_from([0.0, 0.3, 0.8]),
        "high": st.sampled_from([1.0, 1.2, 3.0]),
        "measure": measure,
        "per": per,
        "when": when,
    }
    presence = {
        "kind": st.just("presence"),
        "nations": choice,
        "component": component,
        "days": st.sampled_from([7, 21, 30]),
        "every": st.just(30),
        "when": when,
    }
    ramp = {
        "kind": st.just("ramp"),
        "nations": choice,
        "component": component,
        "by": st.sampled_from([0, 2, 50, 600]),
        "measure": measure,
        "per": st.sampled_from([[], ["nation"], ["place"]]),
        "phases": st.sampled_from([["hold"], ["deploy", "hold"]]),
        "when": when,
    }
    return [st.fixed_dictionaries(entry) for entry in (reliance, burden, presence, ramp)]


@st.composite
def politics(draw):
    nation = st.sampled_from(["FRA", "ROU", "TUR", "littoral"])
    choice = st.one_of(nation, st.builds(lambda name: {"not": name}, nation))
    component = st.sampled_from(["land", "maritime"])
    entry = st.one_of(
        st.fixed_dictionaries(
            {
                "kind": st.just("limit"),
                "nations": choice,
                "component": component,
                "measure": st.sampled_from(["personnel", "cost", "effect"]),
                "at_most": st.sampled_from([0, 100, 1300, 2500]),
                "per": st.sampled_from([[], ["nation"], ["horizon"], ["nation", "horizon"], ["place"]]),
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("limit"),
                "component": component,
                "measure": st.just("personnel"),
                "at_least": st.sampled_from([0, 150, 1500]),
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("share"),
                "component": component,
                "at_most": bounds,
                "per": st.sampled_from(["nation", [], ["nation", "horizon"]]),
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("share"), "component": component, "nations": nation, "at_least": bounds}
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("share"),
                "nations": nation,
                "component": component,
                "at_most": bounds,
                "of": st.just({"component": "land"}),
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("lead"),
                "nations": nation,
                "component": component,
                "mode": st.sampled_from(["each", "together"]),
                "least": bounds,
                "phases": st.sampled_from([["hold"], ["deploy", "hold"]]),
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("caveat"),
                "nations": choice,
                "component": component,
                "unless": st.just("ceasefire"),
            }
        ),
        *dealings(choice, component),
    )
    return {f"rule_{number}": one for number, one in enumerate(draw(st.lists(entry, max_size=4)))}


@st.composite
def stays(draw):
    """What an offer of battalions and ships says of its stay; mostly nothing."""
    stay = draw(st.sampled_from([None, None, 0, 2, 3, 9]))
    before = draw(st.sampled_from([0, 1, 2.5]))
    return {} if stay is None else {"stay": stay, **({"before": {"sea": before}} if before else {})}


@given(politics(), stays(), amounts, amounts, amounts)
@settings(max_examples=150)
def test_any_politics_agree(constraints, staying, french, romanian, turkish) -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["minehunter"] |= staying
    nations["TUR"]["offers"]["minehunter"] |= staying
    nations["TUR"]["offers"]["battalion"] |= {**staying, "before": {"west": 1}} if staying else {}
    nations["FRA"]["offers"]["battalion"]["units"] = french
    nations["ROU"]["offers"]["minehunter"]["units"] = romanian
    nations["TUR"]["offers"]["minehunter"]["units"] = turkish
    agree(scenario(nations=nations, constraints=constraints))
