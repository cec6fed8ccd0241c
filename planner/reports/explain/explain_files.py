"""An explanation as files: JSON, Markdown, HTML and Excel, from one set of tables."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from planner.plan.plan import HYPOTHETICAL, Counted
from planner.reports import cited, explain_tables, folder, html_page, markdown, workbook
from planner.reports.drawing import svgs
from planner.reports.explain import sentence_tables
from planner.reports.explain.condition_table import condition_sheet, condition_table
from planner.reports.explain.explain_sections import key_figures, provenance, sections
from planner.reports.explain.tornado import tornado
from planner.reports.explain_words import headline
from planner.reports.kept_sections import kept
from planner.reports.workbook import WorkbookSheet
from planner.scenario.scenario import Scenario
from planner.studies.explain import Explanation
from planner.words.names import one_line

FILES = ("explain.html", "explain.xlsx", "explain.md", "explain.json")
"""What an explanation is written as."""


@dataclass(frozen=True)
class Explained:
    """What is reported: the explanation, the scenario that it is of, and what it counts on."""

    found: Explanation
    scenario: Scenario
    counted: Counted

    @property
    def title(self) -> str:
        """What stands above the report."""
        return f"Why: {one_line(self.scenario.title)}"

    def as_document(self) -> dict[str, Any]:
        """Return the contract's document, with what scenario it is of."""
        scenario = {"title": self.scenario.title, "file": Path(self.scenario.file).name}
        return {"format": "", "scenario": scenario} | self.found.as_document()


def explain_json(explained: Explained) -> str:
    """Return the document of the explanation as text."""
    return json.dumps(explained.as_document(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def explain_markdown(explained: Explained, keep: Collection[str] | None = None) -> str:
    """Return the explanation as Markdown, whole or with some sections (see `kept_sections`)."""
    parts = kept(sections(explained.found, explained.scenario, explained.counted), keep)
    return markdown.written(explained.title, headline(explained.found), parts)


def explain_html(explained: Explained, keep: Collection[str] | None = None) -> str:
    """Return the explanation as one HTML page that asks nobody for anything, whole or with some sections."""
    return html_page.rendered(
        explained.title,
        headline(explained.found),
        kept(sections(explained.found, explained.scenario, explained.counted), keep),
        figures=key_figures(explained.found),
        charts=pictures(explained),
    )


def pictures(explained: Explained) -> Mapping[str, str]:
    """Return the charts as SVG by the section that they belong to."""
    return svgs({"prices": partial(tornado, explained.found.prices, explained.scenario)})


def explain_workbook(explained: Explained) -> bytes:
    """Return the explanation as an Excel workbook, with every phase of every bound and shortfall."""
    return workbook.written(explained.title, _sheets(explained))


def made(explained: Explained, name: str, keep: Collection[str] | None = None) -> str | bytes:
    """Return one of the `FILES`; pages have the sections that are kept, the workbook and JSON are whole."""
    if name == "explain.html":
        return explain_html(explained, keep)
    if name == "explain.md":
        return explain_markdown(explained, keep)
    return explain_workbook(explained) if name == "explain.xlsx" else explain_json(explained)


def write(explained: Explained, target: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write all `FILES` into a folder, all of them or none. See `planner.reports.folder.write_all`."""
    folder.write_all(target, {name: made(explained, name) for name in FILES}, force=force)


def _sheets(explained: Explained) -> Iterator[WorkbookSheet]:
    """Yield the findings, each table that has rows, of all phases and nations, and the provenance."""
    found, scenario = explained.found, explained.scenario
    yield WorkbookSheet("Summary", pd.DataFrame({explained.title: [HYPOTHETICAL, *headline(found)]}))
    tables = {
        "Conflicts": sentence_tables.conflicts(found.conflicts.found),
        "Relaxations": sentence_tables.changes(found.relaxations),
        "Shortfalls": sentence_tables.shortfalls(found.shortfalls, scenario),
        "Offers": sentence_tables.offers(found.shortfalls, scenario),
        "Prices": explain_tables.prices(found.prices, scenario),
        "Conditions": condition_sheet(condition_table(found, scenario)),
        "Ladder": sentence_tables.ladder(found.concessions),
        "Concessions": sentence_tables.changes(found.concessions),
        "Ranges": explain_tables.ranges(found.ranges, scenario, all_nations=True),
        "Sources": cited.sources(scenario),
    }
    for name, table in tables.items():
        if len(table):
            yield WorkbookSheet(name, table, 1)
    yield WorkbookSheet("Provenance", provenance(found, scenario, explained.counted))
