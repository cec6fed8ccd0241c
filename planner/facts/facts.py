"""What a scenario states as fact: what is needed, what is offered, where and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.facts.entries import (
    Capability,
    Condition,
    Mission,
    Nation,
    Phase,
    Place,
    Requirement,
    Source,
)
from planner.facts.fields import AsTuple, Entry, Identifier, Names
from planner.facts.likelihood import Standings


class Facts(Entry):
    """The needs, the offers, the places and the horizon: all of a scenario but its politics."""

    title: str
    """What the scenario is about, in a line."""
    description: str | None = None
    """What it assumes and what it is for."""
    cost_unit: str | None = None
    """What costs are counted in, such as `EUR million`."""
    sources: dict[Identifier, Source] = {}
    """The publications that figures and positions come from."""
    conditions: dict[Identifier, Condition] = {}
    """The political facts that offers and constraints depend on."""
    phases: Annotated[tuple[Phase, ...], AsTuple, Field(min_length=1)]
    """The horizon, in order of time."""
    places: dict[Identifier, Place] = Field(min_length=1)
    """Where requirements stand."""
    capabilities: dict[Identifier, Capability] = Field(min_length=1)
    """The kinds of unit."""
    missions: dict[Identifier, Mission] = {}
    """The missions that requirements belong to."""
    requirements: dict[Identifier, Requirement] = Field(min_length=1)
    """The statement of requirements."""
    groups: dict[Identifier, Names] = {}
    """Names for several ids of one sort, for use in selections."""
    nations: dict[Identifier, Nation] = Field(min_length=1)
    """The contributors and the hosts."""
    chance: Standings | None = None
    """How likely offers stand at all, by firmness; where missing, all stand as they are written."""
    whole_units: bool = False
    """Whether units are sent whole: a step of 1 for every capability that says nothing else."""
