"""A sure number of units laid over units that spread: the shape of what spread goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.scenario.nodes import Laid


def without_left_shapes(laid: Laid) -> None:
    """Take out the shape of each offer whose units another layer made one number.

    Who sets units to a number says nothing of a shape and need not know that there is one. Where one layer
    says both, it contradicts itself, and that is told as a problem.
    """
    for nation, capability, offer in _offers(laid.data):
        path = ("nations", nation, "offers", capability)
        units = offer.get("units")
        if "shape" not in offer or units is None or isinstance(units, Mapping):
            continue
        if laid.origin((*path, "shape")).file != laid.origin((*path, "units")).file:
            del offer["shape"]


def _offers(data: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every offer of plain data, whatever else is wrong with them."""
    for nation, entry in _entries(data, "nations"):
        for capability, offer in _entries(entry, "offers"):
            if isinstance(offer, dict):
                yield nation, capability, offer


def _entries(data: Any, section: str) -> Iterator[tuple[str, Any]]:
    found = data.get(section) if isinstance(data, Mapping) else None
    yield from found.items() if isinstance(found, Mapping) else ()
