"""A comparison in the terminal: the findings, and what is behind them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from planner.reports.comparison import comparison_sentences
from planner.reports.comparison.comparison_sections import sections
from planner.reports.sections import Section
from planner.reports.spoken import heading, say, title
from planner.reports.terminal_table import terminal_table
from planner.studies.comparison.comparison import Comparison

TOO_LONG = ("phases", "contributions", "costs", "sources")
"""Sections that only files have: nobody reads so much in a terminal."""


def show(comparison: Comparison, console: Console, parts: Sequence[Section] | None = None) -> None:
    """Print the whole comparison. `parts` are its sections, where they are at hand."""
    show_headline(comparison, console)
    for part in sections(comparison) if parts is None else parts:
        if part.id not in TOO_LONG and not part.id.startswith("remarks-"):
            _section(part, console)
    say(console, "")
    say(console, "`--out DIR` writes everything: by phase, who sends what, words that differ, sources.")


def show_headline(comparison: Comparison, console: Console) -> None:
    """Print what is compared and the findings."""
    title(console, comparison_sentences.title(comparison))
    for said in comparison_sentences.headline(comparison):
        say(console, said)


def _section(part: Section, console: Console) -> None:
    heading(console, part.title)
    for said in part.sentences:
        say(console, said)
    for grid in part.grids:
        console.print(terminal_table(grid))
