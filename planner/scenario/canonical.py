"""One form of a scenario, whoever wrote it and in whatever order, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from planner.scenario.scenario import Scenario

_IN_ORDER = frozenset({"phases", "goals"})
"""The sections whose order means something; so does that of numbers and of branches. Other lists are sets."""
_BRANCHES = frozenset({"probability"})
"""The fields that are read from the top, branch by branch, until one applies."""


def canonical(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as a document: short forms spelt out, what is left to its default left out.

    Tables and lists are sorted where their order means nothing. The document can be read again, and gives the
    same scenario.
    """
    document = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name, constraint in scenario.constraints.items():
        # A kind's name is the default of its field, and would be left out.
        document["constraints"][name]["kind"] = constraint.kind
    return {name: _ordered(document[name], keep=name in _IN_ORDER) for name in sorted(document)}


def digest(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario's canonical form: the same for files that say the same."""
    text = json.dumps(canonical(scenario), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _ordered(value: Any, *, keep: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key], keep=key in _BRANCHES) for key in sorted(value)}
    if isinstance(value, list):
        items = [_ordered(item) for item in value]
        return items if keep or _numeric(items) else sorted(items, key=json.dumps)
    return value + 0.0 if isinstance(value, float) else value  # -0.0 becomes 0.0


def _numeric(items: list[Any]) -> bool:
    return all(isinstance(item, int | float) for item in items)
