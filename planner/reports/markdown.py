"""A plan as one page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from planner.plan.plan import HYPOTHETICAL, Plan
from planner.reports.kept_sections import kept
from planner.reports.plan_sentences import headline
from planner.reports.sections import Section, sections
from planner.scenario.scenario import Scenario
from planner.words.names import one_line
from planner.words.text_tables import Cell, Grid

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>|~#&])")
_STARTS_A_LIST = re.compile(r"^(\d*)([-+.)])(?=\s)")


def page(plan: Plan, scenario: Scenario, keep: Collection[str] | None = None) -> str:
    """Return the report, whole or with some sections (see `planner.reports.kept_sections`).

    Tables are in the dialect that GitHub, Pandoc and most editors read.
    """
    parts = kept(sections(plan, scenario), keep)
    return written(one_line(plan.title), headline(plan, scenario), parts)


def written(title: str, findings: Sequence[str], parts: Sequence[Section]) -> str:
    """Return a report as Markdown: its title, its findings, its sections."""
    texts = [
        f"# {escaped(title)}",
        f"*{escaped(HYPOTHETICAL)}*",
        "\n".join(f"- {escaped(said)}" for said in findings),
        *map(_section, parts),
    ]
    return "\n\n".join(texts) + "\n"


def sections_written(parts: Sequence[Section]) -> str:
    """Return sections of a report by themselves as Markdown."""
    return "\n\n".join(map(_section, parts))


def escaped(text: str) -> str:
    """Return a text in which nothing is read as Markdown."""
    return _STARTS_A_LIST.sub(r"\1\\\2", _MEANS_SOMETHING.sub(r"\\\1", text))


def _section(part: Section) -> str:
    said = [escaped(sentence) for sentence in part.sentences]
    return "\n\n".join([f"## {escaped(part.title)}", *said, *map(_table, part.grids)])


def _table(grid: Grid) -> str:
    rules = ["---:" if column in grid.figures else "---" for column in grid.columns]
    return "\n".join(
        [
            _line([escaped(column) for column in grid.columns]),
            _line(rules),
            *(_line([_cell(cell) for cell in row]) for row in grid.rows),
        ]
    )


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = escaped(cell.said)
    text = f"**{text}**" if cell.mark == "short" else text
    return f"[{text}](<{cell.address.replace('>', '%3E').replace('|', '%7C')}>)" if cell.address else text
