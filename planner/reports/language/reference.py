"""The scenario language as tables: each entry with its fields, each kind with its rows and a worked case."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.constraints import kinds
from planner.constraints.base import Constraint, Price
from planner.facts import entries
from planner.facts.docstrings import descriptions
from planner.facts.fields import Entry
from planner.facts.goals import EarlierUnits
from planner.facts.likelihood import Branch, Standings
from planner.facts.selection import Selection
from planner.reports.language.examples import examples, in_a_line
from planner.reports.language.takes import takes
from planner.scenario.scenario import Scenario
from planner.scenario.schema import schema
from planner.scenario.shapes import fields

ENTRIES: tuple[type[Entry], ...] = (
    Scenario,
    entries.Source,
    entries.Condition,
    Branch,
    entries.Window,
    entries.Phase,
    entries.Place,
    entries.Capability,
    entries.Mission,
    entries.Requirement,
    entries.Nation,
    entries.Offer,
    entries.Units,
    Standings,
    entries.Commitment,
    EarlierUnits,
    Selection,
    Price,
)
"""What a scenario is made of, in the order in which one reads it; a test holds that none is missing."""


@dataclass(frozen=True)
class ListedField:
    """A field as the reference lists it: name, what it takes, what holds without it, meaning, an example."""

    name: str
    takes: str
    default: str
    means: str
    example: str


def said(entry: type[Entry]) -> str:
    """Return what a model says of itself, its first paragraph in one line."""
    return " ".join((inspect.getdoc(entry) or "").split("\n\n")[0].split())


def listed(entry: type[Entry]) -> Iterator[ListedField]:
    """Yield the fields of a model that a file may write; a kind without those that all kinds share."""
    shared = set(fields(Constraint)) if issubclass(entry, Constraint) and entry is not Constraint else set()
    parts = schema()["$defs"].get(entry.__name__, {}).get("properties", {})
    described = descriptions(entry)
    for name, field in fields(entry).items():
        called = field.alias or name
        if name in shared or called not in parts:
            continue
        part = parts[called]
        means = " ".join(described.get(name, "").split())
        yield ListedField(
            called, takes(part), _default(field.is_required(), part), means, _example(entry, called)
        )


def _default(required: bool, part: Mapping[str, Any]) -> str:
    if required:
        return "must be given"
    value = part.get("default")
    return "" if value is None else f"`{in_a_line(value)}`"


def _example(entry: type[Entry], name: str) -> str:
    own = examples()
    classes = (one for one in entry.__mro__ if isinstance(one, type) and issubclass(one, Entry))
    return next((own[one, name] for one in classes if (one, name) in own), "")


def shared_fields() -> list[ListedField]:
    """Return what every constraint may say beside its kind's own fields and the words of a selection."""
    limit = kinds()["limit"]
    parts = schema()["$defs"][limit.__name__]["properties"]
    names = [
        name for name in fields(Constraint) if name not in Selection.WORDS and name not in ("id", "kind")
    ]
    described = descriptions(Constraint)
    return [
        ListedField(
            name,
            takes(parts[name]),
            "`true`" if name == "negotiable" else "",
            " ".join(described.get(name, "").split()),
            _example(limit, name),
        )
        for name in names
    ]
