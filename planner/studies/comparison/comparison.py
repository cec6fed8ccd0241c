"""A comparison: a baseline and others, what differs going in and coming out, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.plan.plan import HYPOTHETICAL, plain
from planner.studies.comparison.attribution import Attribution
from planner.studies.comparison.input_changes import InputChange
from planner.studies.comparison.outcomes import FigureRow, Outcomes, outcomes
from planner.studies.comparison.sides import Side
from planner.version import __version__
from planner.words.notebook import notebook_html

FORMAT = "planner-compare/1"


@dataclass(frozen=True, eq=False)
class Comparison:
    """A baseline and others beside it.

    `inputs` and `attributions` are by the name of the other side. Where a scenario is not known (a saved plan
    without its file), `inputs` has None for it: only outcomes are compared.
    """

    sides: tuple[Side, ...]
    inputs: Mapping[str, tuple[InputChange, ...] | None]
    attributions: Mapping[str, Attribution]

    @property
    def baseline(self) -> Side:
        """What the others are held against."""
        return self.sides[0]

    @property
    def others(self) -> tuple[Side, ...]:
        """What is held against the baseline."""
        return self.sides[1:]

    @cached_property
    def outcomes(self) -> Outcomes:
        """What came out on all sides, line beside line."""
        return outcomes(self.sides)

    def _repr_html_(self) -> str:
        """Return the comparison as a notebook shows it: what was changed, and the goals side by side."""
        changes = (
            {"scenario": side.name, "what": change.shown, "from": str(change.was), "to": str(change.to)}
            for side in self.others
            for change in self.inputs[side.name] or ()
        )
        goals = ({"goal": goal, **values} for goal, values in self.outcomes.goals.items())
        title = f"{self.baseline.name}, beside {', '.join(side.name for side in self.others)}"
        return notebook_html(title, (HYPOTHETICAL,), {"What differs going in": changes, "Goals": goals})

    def as_document(self) -> dict[str, Any]:
        """Return the comparison as the contract's JSON object."""
        return {
            "format": FORMAT,
            "planner": __version__,
            "note": HYPOTHETICAL,
            "baseline": self.baseline.name,
            "others": [side.name for side in self.others],
            "scenarios": [_side(side) for side in self.sides],
            "inputs": [
                _input(side.name, change) for side in self.others for change in self.inputs[side.name] or ()
            ],
            **self._coming_out(),
            "attribution": [
                part for side in self.others for part in _parts(side.name, self.attributions[side.name])
            ],
            "attribution_methods": [_method(side.name, self.attributions[side.name]) for side in self.others],
        }

    def _coming_out(self) -> dict[str, Any]:
        """Return goals with their value on each side, and by name the tables' rows beside the baseline."""
        found = self.outcomes
        tables: dict[str, tuple[FigureRow, ...]] = {
            "totals": found.totals,
            "fill": found.fill,
            "contributions": found.contributions,
            "nations": found.nations,
            "components": found.components,
            "places": found.places,
        }
        goals = [
            {"goal": goal, "values": {side: plain(value) for side, value in values.items()}}
            for goal, values in found.goals.items()
        ]
        lines = {name: [row.as_document(self.baseline.name) for row in rows] for name, rows in tables.items()}
        return {"goals": goals, **lines}


def _side(side: Side) -> dict[str, Any]:
    """Return where a side comes from, in the words of its own document."""
    own = side.plan.document
    return {
        "name": side.name,
        **own["scenario"],
        "scenario_known": side.scenario is not None,
        **{part: own.get(part) for part in ("counted", "status", "solver", "audit")},
    }


def _input(side: str, change: InputChange) -> dict[str, Any]:
    """Return the row of a change: both values, and where each is written; `side` is the other's name."""
    return {
        "scenario": side,
        "path": change.shown,
        "kind": change.kind,
        "from": change.was,
        "to": change.to,
        "file": change.origin.file,
        "line": change.origin.line,
        "from_file": change.before.file,
        "from_line": change.before.line,
        "remark": change.is_remark,
    }


def _parts(side: str, attribution: Attribution) -> list[dict[str, Any]]:
    """Return a row for each goal and, within it, each change: its part of the difference, with its error."""
    return [
        {
            "scenario": side,
            "goal": goal,
            "change": part.change.id,
            "amount": plain(part.amounts[goal]),
            "error": plain(part.errors[goal]),
        }
        for goal in attribution.differences
        for part in attribution.parts
    ]


def _method(side: str, attribution: Attribution) -> dict[str, Any]:
    """Return how a side's differences were divided or why not, with changes made as one or set aside."""
    return {
        "scenario": side,
        "method": attribution.method,
        "reason": attribution.reason,
        "orders": attribution.orders,
        "solves": attribution.solves,
        "together": [change.id for change in attribution.together],
        "set_aside": [change.id for change in attribution.aside],
        "differences": {goal: plain(value) for goal, value in attribution.differences.items()},
    }
