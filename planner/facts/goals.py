"""Goals: what is made as good as can be, as a scenario names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema, model_serializer, model_validator

from planner.facts.fields import Entry, Identifier, Refers

WORDS = ("fill", "even", "burden", "steady", "cost")


class Goal(Entry):
    """One goal: its word, and for `burden` what is compared with which ability."""

    goal: Literal["fill", "even", "burden", "steady", "cost"]
    """`fill`: the share of requirements left unfilled, priority by priority. `even`: the worst-filled line.
    `burden`: the largest contribution per unit of ability, then the next largest, and so on. `steady`: the
    least person-months moved from phase to phase. `cost`: the cost of all contributions."""
    key: Annotated[Identifier, Refers("keys")] | None = None
    """The ability that burdens are measured by: gdp unless said."""
    measure: Annotated[Identifier, Refers("measures")] | None = None
    """What burdens add up, over all phases: personnel unless said."""

    @model_validator(mode="after")
    def _only_burden_has_a_key(self) -> Goal:
        if self.goal != "burden" and (self.key or self.measure):
            raise ValueError(f"{self.goal} takes no `key` and no `measure`")
        return self

    @model_serializer
    def _written(self) -> Any:
        given = {name: value for name in ("key", "measure") if (value := getattr(self, name)) is not None}
        return {self.goal: given} if given else self.goal


def _goal(value: Any) -> Any:
    if isinstance(value, str):
        return {"goal": value}
    if isinstance(value, Mapping) and len(value) == 1 and "burden" in value:
        how = value["burden"]
        if isinstance(how, str | Mapping):
            return {"goal": "burden", **({"key": how} if isinstance(how, str) else how)}
    if not isinstance(value, Goal):
        raise ValueError("should be fill, even, burden, steady, cost or {burden: key}")  # noqa: TRY004  pydantic's way
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
    ]
}
GoalEntry = Annotated[Goal, BeforeValidator(_goal), WithJsonSchema(_SCHEMA)]


def distinct(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Refuse a goal that is named twice."""
    named = [goal.goal for goal in goals]
    if len(set(named)) != len(named):
        raise ValueError("names a goal twice")
    return goals
