"""One input for each kind of field; what it returns is what the file would say, or `REMOVED`."""

from __future__ import annotations

from typing import Any

from planner.editing.edits import REMOVED
from planner.ui.edit import one_value, several_values
from planner.ui.edit.slot import Input, Slot

INPUTS: dict[str, Input] = {**one_value.INPUTS, **several_values.INPUTS}
_ANYTHING = INPUTS["anything"]


def show(slot: Slot) -> None:
    """Draw the input of a field."""
    _input(slot).show(slot)


def read(slot: Slot) -> Any:
    """Return what the input of a field says now."""
    return _input(slot).read(slot)


def _input(slot: Slot) -> Input:
    """Return the input of a field; what it cannot show is shown as text, so that it can be mended."""
    found = INPUTS.get(slot.field.kind, _ANYTHING)
    return found if slot.value is REMOVED or found.fits(slot.value) else _ANYTHING
