"""The files of `planner solve --out DIR`: the plan as JSON, Markdown, HTML and Excel."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario


def plan_json(plan: Plan) -> str:
    """Return the plan document as text, in the order of the contract."""
    return json.dumps(_finite(plan.as_document()), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _finite(value: Any) -> Any:
    """Return a document in which figures that are not known or have no end are null, as JSON needs."""
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_finite(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


FILES = ("plan.html", "plan.xlsx", "plan.md", "plan.json")
"""What a plan is written as."""


def made(plan: Plan, scenario: Scenario, name: str, keep: Collection[str] | None = None) -> str | bytes:
    """Return one of the `FILES`; pages have the sections that are kept, the workbook and JSON are whole."""
    from planner.reports import html_page, markdown, workbook

    if name == "plan.html":
        return html_page.page(plan, scenario, keep)
    if name == "plan.md":
        return markdown.page(plan, scenario, keep)
    return workbook.workbook(plan, scenario) if name == "plan.xlsx" else plan_json(plan)


def write(plan: Plan, scenario: Scenario, folder: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write all `FILES` into a folder, which is made where it is missing. See `write_all`."""
    write_all(folder, {name: made(plan, scenario, name) for name in FILES}, force=force)


def write_all(
    folder: str | os.PathLike[str], files: Mapping[str, str | bytes], *, force: bool = False
) -> None:
    """Write the files of one report into a folder, all of them or none; one of them is its document.

    Raises `InvalidInput` where the folder cannot be written to, or where files of these names are there that
    are not of an earlier report of the same, unless by `force`.
    """
    from planner.files import write_together

    name, document = next((name, files[name]) for name in files if name.endswith(".json"))
    about = _about(json.loads(document))

    def refused(target: Path) -> str:
        there = [one for one in sorted(files) if os.path.lexists(target / one)]
        if force or not there:
            return ""
        found = _about(_document(target / name))
        if found is None:
            return f"holds {', '.join(there)}, and no {name} that says what of"
        return "" if found == about else f"holds {name} of another: {_said(found)}"

    write_together(folder, files, refused)


About = tuple[str, ...]
"""What a document is of: the names of its scenarios."""


def _document(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _about(document: Any) -> About | None:
    """Return what a document of ours is of; None where it is none."""
    if not isinstance(document, dict) or not str(document.get("format", "")).startswith("planner-"):
        return None
    scenario = document.get("scenario")
    if isinstance(scenario, dict):
        return (str(scenario.get("title")), str(scenario.get("file")))
    sides = [document.get("baseline"), *(document.get("others") or ())]
    return tuple(map(str, sides))


def _said(about: About) -> str:
    return ", ".join(" ".join(one.split()) for one in about)
