"""Draws the picture of the README from the scenarios that ship: `python docs/draw.py`."""

from __future__ import annotations

from pathlib import Path

from planner.reports.comparison.picture import picture
from planner.studies.comparison.compare import compare

HERE = Path(__file__).parent
FILE = HERE / "comparison.svg"
COMPARED = ("", "-us-stays-out", "-turkiye-no-ships", "-broad")
"""The first is the baseline."""


def drawn() -> str:
    """Return the picture."""
    scenarios = (HERE.parent / "scenarios" / f"reassurance{variant}.yaml" for variant in COMPARED)
    return picture(compare(*scenarios))


if __name__ == "__main__":
    FILE.write_text(drawn(), encoding="utf-8")
