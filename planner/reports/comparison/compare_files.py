"""A comparison as files: JSON, Markdown, HTML and Excel, from one set of tables."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from planner.reports import folder, html_page, markdown, workbook
from planner.reports.comparison import comparison_charts, comparison_sentences, comparison_tables
from planner.reports.comparison.comparison_sections import provenance, sections
from planner.reports.kept_sections import kept
from planner.reports.sections import Section
from planner.reports.workbook import WorkbookSheet
from planner.studies.comparison.comparison import Comparison

FILLED = "0.0%;-0.0%;0.0%"


def compare_json(comparison: Comparison) -> str:
    """Return the comparison document as text."""
    return json.dumps(comparison.as_document(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def compare_markdown(comparison: Comparison, keep: Collection[str] | None = None) -> str:
    """Return the comparison as Markdown, whole or with some sections (see `kept_sections`)."""
    return _as_markdown(comparison, kept(sections(comparison), keep))


def _as_markdown(comparison: Comparison, parts: Sequence[Section]) -> str:
    return markdown.written(
        comparison_sentences.title(comparison), comparison_sentences.headline(comparison), parts
    )


def compare_html(
    comparison: Comparison,
    keep: Collection[str] | None = None,
    drawn: Mapping[str, str] | None = None,
) -> str:
    """Return the comparison as one HTML page that asks nobody for anything, whole or with some sections.

    `drawn` are its pictures, where they were drawn before.
    """
    pictures = comparison_charts.pictures(comparison) if drawn is None else drawn
    return _as_html(comparison, kept(sections(comparison), keep), pictures)


def _as_html(comparison: Comparison, parts: Sequence[Section], pictures: Mapping[str, str]) -> str:
    return html_page.rendered(
        comparison_sentences.title(comparison),
        comparison_sentences.headline(comparison),
        parts,
        figures=(),
        charts=pictures,
    )


def compare_workbook(comparison: Comparison) -> bytes:
    """Return the comparison as an Excel workbook."""
    return workbook.written(comparison_sentences.title(comparison), _sheets(comparison))


FILES = ("compare.html", "compare.xlsx", "compare.md", "compare.json")
"""What a comparison is written as."""


def made(comparison: Comparison, name: str, keep: Collection[str] | None = None) -> str | bytes:
    """Return one of the `FILES`; pages have the sections that are kept, the workbook and JSON are whole."""
    if name == "compare.html":
        return compare_html(comparison, keep)
    if name == "compare.md":
        return compare_markdown(comparison, keep)
    return compare_workbook(comparison) if name == "compare.xlsx" else compare_json(comparison)


def write(
    comparison: Comparison,
    target: str | os.PathLike[str],
    *,
    force: bool = False,
    parts: Sequence[Section] | None = None,
) -> None:
    """Write all `FILES` into a folder, all of them or none. See `planner.reports.folder.write_all`.

    `parts` are its sections, where they are at hand.
    """
    parts = sections(comparison) if parts is None else parts
    texts = {
        "compare.html": _as_html(comparison, parts, comparison_charts.pictures(comparison)),
        "compare.md": _as_markdown(comparison, parts),
    }
    files = {name: texts.get(name) or made(comparison, name) for name in FILES}
    folder.write_all(target, files, force=force)


def _sheets(comparison: Comparison) -> Iterator[WorkbookSheet]:
    """Yield every sheet, also empty ones; scenarios stand side by side, or one below another by name."""
    found = pd.DataFrame({comparison_sentences.title(comparison): comparison_sentences.headline(comparison)})
    yield WorkbookSheet("Summary", found)
    for remarks, name in ((False, "Going in"), (True, "Words only")):
        yield WorkbookSheet(name, _all_inputs(comparison, remarks=remarks), 2)
    yield WorkbookSheet("Goals", comparison_tables.goals(comparison).drop(columns="Goal"), 1, "#,##0.0000")
    yield WorkbookSheet("Fill", comparison_tables.lines(comparison), 2, FILLED)
    yield WorkbookSheet("Fill by phase", comparison_tables.fill(comparison), 2)
    for figure, name in (("personnel_peak", "People"), ("cost", "Cost")):
        yield WorkbookSheet(f"{name} by nation", comparison_tables.nations(comparison, figure), 1)
        yield WorkbookSheet(f"{name} by component", comparison_tables.components(comparison, figure), 1)
        yield WorkbookSheet(f"{name} by place", comparison_tables.places(comparison, figure), 1)
    yield WorkbookSheet("Contributions", comparison_tables.contributions(comparison), 2)
    yield WorkbookSheet("Why", _all_attributions(comparison), 2, "#,##0.0000")
    yield WorkbookSheet("Provenance", provenance(comparison), 1)


def _all_inputs(comparison: Comparison, *, remarks: bool) -> pd.DataFrame:
    frames = [
        comparison_tables.inputs(comparison, side, remarks=remarks).assign(Scenario=side.name)
        for side in comparison.others
    ]
    return _scenario_first(pd.concat(frames, ignore_index=True))


def _all_attributions(comparison: Comparison) -> pd.DataFrame:
    frames = [
        comparison_tables.attribution(comparison, side).assign(Scenario=side.name)
        for side in comparison.others
    ]
    return _scenario_first(pd.concat(frames, ignore_index=True))


def _scenario_first(table: pd.DataFrame) -> pd.DataFrame:
    return table[["Scenario", *(column for column in table.columns if column != "Scenario")]]
