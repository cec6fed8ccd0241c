"""Every study over kinds whose fields have other names than those that ship."""

from __future__ import annotations

import json
from typing import Any

import pytest

import planner
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES
from tests.constraints.renamed import OTHER, renamed
from tests.small import constrained, document

OVER_THE_HORIZON = {"kind": "limit", "measure": "units", "per": ["capability", "horizon"], "at_most": 9}
EXACTLY = {"kind": "limit", "nations": "FRA", "measure": "personnel", "exactly": 1900}
EVERY: dict[str, list[dict[str, Any]]] = {
    **{f"a binding {kind}": [example.binding] for kind, example in EXAMPLES.items()},
    **{f"a {kind} that allows no plan": list(example.infeasible) for kind, example in EXAMPLES.items()},
    "a limit over the horizon": [OVER_THE_HORIZON],
    "a limit of exactly so much": [EXACTLY],
}


def explained(scenario: Scenario) -> str:
    return json.dumps(planner.explain(scenario).as_document(), indent=1)


@pytest.mark.parametrize("name", EVERY)
def test_what_an_explanation_says_does_not_depend_on_what_a_kind_calls_its_fields(name) -> None:
    entries = {f"rule_{number}": entry for number, entry in enumerate(EVERY[name])}
    known = Scenario.model_validate(document(constraints=entries))
    other = explained(renamed(known))
    for added in (OTHER.format(""), OTHER.format("").replace("_", " ")):
        other = other.replace(added, "")
    assert other == explained(known)


def test_a_condition_of_any_name_that_lifts_a_rule_is_flipped() -> None:
    scenario = renamed(Scenario.model_validate(document(**constrained(**EXAMPLES["caveat"].binding))))
    (vote,) = [one for one in planner.explain(scenario).conditions if one.condition == "vote"]
    assert vote.alone["fill 1"] != 0
