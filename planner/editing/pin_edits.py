"""A contribution of a plan is decided: what that changes in the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import ValueChange
from planner.facts.goal_ids import CLOSE, COST
from planner.facts.goals import SENT_IDS
from planner.plan.pins import pins_of
from planner.plan.plan import Plan
from planner.scenario.decided import WORDS, pin_name
from planner.scenario.scenario import Scenario
from planner.words.names import Names

BECAUSE = "pinned on the page"


@dataclass(frozen=True)
class Sent:
    """What a nation sends of a capability to a requirement, in all phases."""

    nation: str
    capability: str
    requirement: str

    @classmethod
    def named(cls, row: Mapping[Any, Any], plan: Plan, scenario: Scenario) -> Sent | None:
        """Return what a row of a table of contributions speaks of; None where the plan has none such."""
        names = Names(scenario)
        for one in plan.contributions.to_dict("records"):
            said = (
                names.nations[one["nation"]],
                names.capabilities[one["capability"]],
                names.places[one["place"]],
                names.requirements[one["requirement"]],
            )
            if said == tuple(row[key] for key in ("Nation", "Capability", "Place", "Requirement")):
                return cls(one["nation"], one["capability"], one["requirement"])
        return None

    def pins(self, plan: Plan) -> tuple[ValueChange, ...]:
        """Return the changes that pin it as a plan has it: one for phases of as many units."""
        mine = [
            (self.nation, self.capability, self.requirement, one["phase"], round(one["units"], 9))
            for one in plan.contributions.to_dict("records")
            if (one["nation"], one["capability"], one["requirement"])
            == (self.nation, self.capability, self.requirement)
        ]
        return tuple(pin_change(pin) for pin in pins_of(mine, BECAUSE))


def pin_change(pin: Mapping[str, Any]) -> ValueChange:
    """Return the change that decides a contribution."""
    name = pin_name(*(pin[word] for word in WORDS), *pin["phases"])
    return ValueChange(
        ("constraints", name), {"kind": "pin", **{WORDS.get(word, word): pin[word] for word in pin}}
    )


def closeness(plan: Plan, scenario: Scenario) -> ValueChange:
    """Return the change that makes it a goal to stay close to a plan, before cost and behind all else."""
    sent = [
        {**{name: one[name] for name in SENT_IDS}, "units": round(one["units"], 9)}
        for one in plan.contributions.sort_values(list(SENT_IDS)).to_dict("records")
    ]
    close = {"close": {"plan": f"the plan of {plan.file or plan.title}", "sent": sent}}
    goals = [goal for goal in scenario.goals if goal.goal != CLOSE]
    place = next((number for number, goal in enumerate(goals) if goal.goal == COST), len(goals))
    written: list[Any] = [goal.model_dump() for goal in goals]
    return ValueChange(("goals",), [*written[:place], close, *written[place:]])
