"""What a command's exit code says to the script that ran it."""

from __future__ import annotations

DONE = 0
"""Done as asked."""
BAD_INPUT = 2
"""The input or the usage is wrong; nothing was written."""
NO_PLAN = 3
"""No plan meets the hard constraints."""
NOT_SOLVED = 4
"""The solver stopped at a limit or failed."""


def code_of(status: str, *, cut: bool = False) -> int:
    """Return the exit code of an answer: one that was cut short is none that a script may rely on."""
    if cut:
        return NOT_SOLVED
    return {"optimal": DONE, "infeasible": NO_PLAN}.get(status, NOT_SOLVED)
