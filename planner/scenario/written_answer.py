"""Documents that a command wrote, told from scenarios."""

from __future__ import annotations

import re

from planner.scenario.nodes import Scalar, Table

_FORMAT = re.compile(r"planner-([a-z]+)/\d+$")
"""The `format` of every document that a command writes."""


def written_answer(root: Table) -> str:
    """Say what a document is that a command wrote; nothing where it is none."""
    form = root.entries.get("format")
    value = form.value if isinstance(form, Scalar) else None
    found = _FORMAT.match(value) if isinstance(value, str) else None
    if found is None:
        return ""
    return "a saved plan" if found[1] == "plan" else f"what `planner {found[1]}` answered"
