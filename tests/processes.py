"""Processes that a test looks after: whether they come to an end."""

from __future__ import annotations

import subprocess
import time

PATIENCE = 20.0


def ends(process: int) -> bool:
    """Say whether a process that is not our own ends within our patience; one that nobody reaps has."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not runs(process):
            return True
        time.sleep(0.1)
    return False


def runs(process: int) -> bool:
    """Say whether a process that is not our own runs; one that nobody reaps does not."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")
