"""The scenario: its facts, and the politics that hold over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from planner.constraints import AnyConstraint, keyed
from planner.facts.facts import Facts
from planner.facts.fields import AsTuple
from planner.facts.goals import Goal, GoalEntry, distinct
from planner.problems import Origin, Path


class Scenario(Facts):
    """One question to the planner: the needs, the offers, the politics and the goals."""

    constraints: Annotated[dict[str, AnyConstraint], BeforeValidator(keyed)] = {}
    """The political constraints: a table by id, or a list."""
    goals: Annotated[tuple[GoalEntry, ...], AsTuple, Field(min_length=1), AfterValidator(distinct)] = (
        Goal(goal="fill"),
        Goal(goal="cost"),
    )
    """What is optimised, in order; nothing of an earlier goal is given up for a later one."""
    origins: SkipJsonSchema[Mapping[Path, Origin]] = Field(default={}, exclude=True, repr=False)
    """The file and line that each value came from; kept by reading, never written in a file."""

    @property
    def file(self) -> str:
        """The file that the scenario was read from, as the user named it; empty where it came from none."""
        return self.origins[()].file if () in self.origins else ""
