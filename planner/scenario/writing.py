"""A scenario as a document for people, and as the text of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.facts.entries import Sourced
from planner.scenario.scenario import Scenario
from planner.scenario.yaml_text import section

_LAST = frozenset(Sourced.model_fields)


def document(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as plain data: as `canonical` does, but in the order in which people read.

    Entries keep the order of their file; in each, where it comes from stands behind what it says.
    """
    found: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name, constraint in scenario.constraints.items():
        entry = {key: value for key, value in found["constraints"][name].items() if key not in ("id", "kind")}
        found["constraints"][name] = {"kind": constraint.kind, **entry}
    return {name: _in_order(value) for name, value in found.items()}


def scenario_text(scenario: Scenario, *, head: Iterable[str] = ()) -> str:
    """Return the text of a scenario file, complete by itself, after lines of comment."""
    comments = [f"# {line}" for line in head]
    sections = (section(name, value) for name, value in brief(document(scenario)).items())
    return "\n".join([*comments, *sections, ""])


def brief(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with offers in short: units as one number, and an offer of nothing else so too."""
    nations = {name: _brief_nation(nation) for name, nation in found.get("nations", {}).items()}
    return {name: nations if name == "nations" else value for name, value in found.items()}


def _brief_nation(nation: Mapping[str, Any]) -> dict[str, Any]:
    offers = {name: _brief_offer(offer) for name, offer in nation.get("offers", {}).items()}
    return {name: offers if name == "offers" else value for name, value in nation.items()}


def _brief_offer(offer: Mapping[str, Any]) -> Any:
    units = offer["units"]
    short = units["expected"] if list(units) == ["expected"] else units
    return short if list(offer) == ["units"] and not isinstance(short, Mapping) else {**offer, "units": short}


def _in_order(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _in_order(value[key]) for key in sorted(value, key=_LAST.__contains__)}
    return [_in_order(item) for item in value] if isinstance(value, list) else value
