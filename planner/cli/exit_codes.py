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
