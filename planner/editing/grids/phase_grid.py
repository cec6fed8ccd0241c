"""The phases of a scenario's data, as columns have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.editing.edits import at
from planner.words.names import readable


def phases(data: Any) -> list[tuple[str, str]]:
    """Return the phases by id, with what they are called."""
    listed = at(data, ("phases",))
    found = [phase for phase in listed if isinstance(phase, Mapping)] if isinstance(listed, list) else []
    return [
        (str(phase["id"]), str(phase.get("title") or readable(str(phase["id"]))))
        for phase in found
        if "id" in phase
    ]
