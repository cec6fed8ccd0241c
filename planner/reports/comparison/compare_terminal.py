"""A comparison in the terminal: the findings, and what is behind them."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from planner.plan.plan import HYPOTHETICAL
from planner.reports.comparison import comparison_sentences
from planner.reports.comparison.comparison_sections import sections
from planner.reports.sections import Section
from planner.reports.terminal_table import terminal_table
from planner.studies.comparison.comparison import Comparison

TOO_LONG = ("phases", "contributions", "costs", "sources")
"""Sections that only files have: nobody reads so much in a terminal."""


def show(comparison: Comparison, console: Console) -> None:
    """Print the whole comparison."""
    show_headline(comparison, console)
    for part in sections(comparison):
        if part.id not in TOO_LONG and not part.id.startswith("remarks-"):
            _section(part, console)
    _say(console, "")
    _say(console, "`--out DIR` writes everything: by phase, who sends what, words that differ, sources.")


def show_headline(comparison: Comparison, console: Console) -> None:
    """Print what is compared and the findings."""
    _say(console, comparison_sentences.title(comparison), "bold")
    _say(console, HYPOTHETICAL, "italic")
    _say(console, "")
    for said in comparison_sentences.headline(comparison):
        _say(console, said)


def _section(part: Section, console: Console) -> None:
    _say(console, "")
    _say(console, part.title, "bold")
    for said in part.sentences:
        _say(console, said)
    for grid in part.grids:
        console.print(terminal_table(grid))


def _say(console: Console, said: str, style: str = "") -> None:
    console.print(Text(said, style=style), soft_wrap=False, overflow="fold")
