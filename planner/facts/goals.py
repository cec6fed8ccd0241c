"""Goals: what is made as good as can be, as a scenario names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_serializer, model_validator

from planner.facts.facts import Facts
from planner.facts.fields import LARGEST, Entry, Identifier, Refers

WORDS = ("fill", "even", "burden", "steady", "cost")
"""The goals that are said in a word."""


class EarlierUnits(Entry):
    """What an earlier plan sends of an offer to a requirement in a phase."""

    nation: str
    """The nation that sends it; what the scenario does not know any more does not count."""
    capability: str
    """What it sends."""
    requirement: str
    """Where that serves."""
    phase: str
    """When."""
    units: Annotated[float, Field(ge=0, le=LARGEST)]
    """How many units."""


SENT_IDS = ("nation", "capability", "requirement", "phase")
"""What a contribution of an earlier plan is known by."""


def gone_from(facts: Facts, sent: Iterable[EarlierUnits]) -> list[EarlierUnits]:
    """Return the contributions of an earlier plan of which a scenario does not know all that they name."""
    phases = {phase.id for phase in facts.phases}
    known: tuple[Collection[str], ...] = (facts.nations, facts.capabilities, facts.requirements, phases)
    return [
        one
        for one in sent
        if not all(getattr(one, name) in ids for name, ids in zip(SENT_IDS, known, strict=True))
    ]


class Goal(Entry):
    """One goal: its word, for `burden` what is compared with which ability, for `close` an earlier plan."""

    goal: Literal["fill", "even", "burden", "steady", "close", "cost"]
    """`fill`: the share of requirements left unfilled, priority by priority. `even`: the worst-filled line.
    `burden`: the largest contribution per unit of ability, then the next largest, and so on. `steady`: the
    least person-months moved from phase to phase. `close`: as little moved as can be from an earlier plan, in
    person-months. `cost`: the cost of all contributions."""
    key: Annotated[Identifier, Refers("keys")] | None = None
    """The ability that burdens are measured by: gdp unless said."""
    measure: Annotated[Identifier, Refers("measures")] | None = None
    """What burdens add up, over all phases: personnel unless said."""
    plan: str | None = None
    """The file of the earlier plan, a plan.json, beside the file that names it."""
    sent: tuple[EarlierUnits, ...] = ()
    """What the earlier plan sends, as it stands in that file."""

    @model_validator(mode="after")
    def _only_burden_has_a_key(self) -> Goal:
        if self.goal != "burden" and (self.key or self.measure):
            raise ValueError(f"{self.goal} takes no `key` and no `measure`")
        if self.goal == "close" and not {"plan", "sent"} <= self.model_fields_set:
            raise ValueError("close names the file of an earlier plan: {close: plan.json}")
        if self.goal != "close" and (self.plan is not None or self.sent):
            raise ValueError(f"{self.goal} takes no earlier plan")
        return self

    @model_serializer
    def _written(self) -> Any:
        if self.goal == "close":
            return {"close": {"plan": self.plan, "sent": [one.model_dump() for one in self.sent]}}
        given = {name: value for name in ("key", "measure") if (value := getattr(self, name)) is not None}
        return {self.goal: given} if given else self.goal


def _goal(value: Any) -> Any:
    """Return the fields of a goal as a file writes it, a `Goal` as it is; all else raises ValueError."""
    if isinstance(value, str):
        return {"goal": value}
    if isinstance(value, Mapping) and len(value) == 1 and "burden" in value:
        how = value["burden"]
        if isinstance(how, str | Mapping):
            return {"goal": "burden", **({"key": how} if isinstance(how, str) else how)}
    if isinstance(value, Mapping) and len(value) == 1 and isinstance(value.get("close"), Mapping):
        earlier = dict(value["close"])
        if isinstance(sent := earlier.get("sent"), list):
            earlier["sent"] = tuple(sent)
        return {"goal": "close", **earlier}
    if not isinstance(value, Goal):
        raise ValueError("should be fill, even, burden, steady, cost, {burden: key} or {close: plan.json}")  # noqa: TRY004  pydantic's way
    return value


_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": list(WORDS)},
        {
            "type": "object",
            "properties": {
                "burden": {
                    "anyOf": [
                        {"type": "string"},
                        {
                            "type": "object",
                            "properties": {"key": {"type": "string"}, "measure": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    ]
                }
            },
            "required": ["burden"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "close": {
                    "anyOf": [
                        {"type": "string"},
                        {
                            "type": "object",
                            "properties": {
                                "plan": {"type": "string"},
                                "sent": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            **{name: {"type": "string"} for name in SENT_IDS},
                                            "units": {"type": "number", "minimum": 0},
                                        },
                                        "required": [*SENT_IDS, "units"],
                                        "additionalProperties": False,
                                    },
                                },
                            },
                            "required": ["plan", "sent"],
                            "additionalProperties": False,
                        },
                    ]
                }
            },
            "required": ["close"],
            "additionalProperties": False,
        },
    ]
}
GoalEntry = Annotated[Goal, BeforeValidator(_goal), WithJsonSchema(_SCHEMA)]


def distinct(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Refuse a goal that is named twice."""
    named = [goal.goal for goal in goals]
    if len(set(named)) != len(named):
        raise ValueError("names a goal twice")
    return goals
