"""What the language's figures come to by hand: rotation, pools, readiness, commitments, layers."""

from __future__ import annotations

from importlib.resources import files


def text() -> str:
    """Return the part of the reference that is written by hand."""
    folder = files("planner.reports.language")
    return folder.joinpath("arithmetic.md").read_text(encoding="utf-8").rstrip()
