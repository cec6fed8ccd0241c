"""Short forms: an offer or its units as one number, keys taken from the reference; what these stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at, is_number, put
from planner.problems import Path
from planner.reference.states import states
from planner.scenario.normal import FROM_REFERENCE

_OFFER = ("nations", None, "offers", None)
"""How a path to an offer reads; None is any id."""


def is_units(path: Path) -> bool:
    """Say whether a path leads to the units of an offer."""
    return len(path) == 5 and _is_offer(path[:4]) and path[4] == "units"


def offers_spelt_out(path: Path, value: Any) -> Any:
    """Return a value for a path with every offer in it as a table, as data have it."""
    if _is_offer(path):
        return {"units": value} if is_number(value) else value
    if isinstance(value, Mapping) and _leads_to_offers(path):
        return {key: offers_spelt_out((*path, key), part) for key, part in value.items()}
    return value


def offer_in_brief(path: Path, value: Any) -> Any:
    """Return an offer that says nothing but one number as that number; any other value as it is."""
    if _is_offer(path) and isinstance(value, Mapping) and list(value) == ["units"]:
        return value["units"] if is_number(value["units"]) else value
    return value


def keys_spelt_out(nation: str, keys: Any) -> Mapping[str, Any]:
    """Return the keys of a nation with the figures that it takes from the reference."""
    if keys == FROM_REFERENCE:
        keys = {"from": "reference"}
    if not isinstance(keys, Mapping) or keys.get("from") != "reference":
        return keys if isinstance(keys, Mapping) else {}
    figures = states()[nation].keys if nation in states() else {}
    return {**figures, **{key: value for key, value in keys.items() if key != "from"}}


def at_its_number(data: Any, change: ValueChange, above: Path = ()) -> ValueChange:
    """Return a change below an offer, or units, that data have as one number, as a change of that number.

    Likewise below keys that are those of the reference. The paths of the change and of the data start below
    `above`.
    """
    for depth in range(1, len(change.path)):
        if at(data, change.path[:depth]) == FROM_REFERENCE:
            return _beside_the_reference(change, depth, above)
        number, rest = at(data, change.path[:depth]), change.path[depth:]
        name = _stands_for((*above, *change.path[:depth])) if is_number(number) else None
        if name is not None:
            brief = rest == (name,) and is_number(change.value)
            within = {"expected": number} if (name, *rest[:1]) == ("units", "units") and rest[1:] else number
            value = change.value if brief else put({name: within}, rest, change.value)
            return ValueChange(change.path[:depth], value)
    return change


def _beside_the_reference(change: ValueChange, depth: int, above: Path) -> ValueChange:
    """Return a change of one key as one of all: beside those of the reference, or of what is left."""
    keys, rest = change.path[:depth], change.path[depth:]
    if change.value is not REMOVED:
        return ValueChange(keys, put({"from": "reference"}, rest, change.value))
    figures = states()[str((*above, *keys)[-2])].keys
    return ValueChange(keys, {key: value for key, value in figures.items() if (key,) != rest})


def _stands_for(path: Path) -> str | None:
    """Return the field that a number at a path is short for; None where it is but a number."""
    return "units" if _is_offer(path) else "expected" if is_units(path) else None


def _is_offer(path: Path) -> bool:
    return len(path) == len(_OFFER) and _leads_to_offers(path)


def _leads_to_offers(path: Path) -> bool:
    return len(path) <= len(_OFFER) and all(
        want in (None, part) for part, want in zip(path, _OFFER, strict=False)
    )
