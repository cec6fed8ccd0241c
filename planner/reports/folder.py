"""The files of `planner solve --out DIR`: the plan as JSON, Markdown, HTML and Excel."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from planner.plan.plan import Plan
from planner.scenario.models import Scenario


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
    from planner.reports import markdown, page, workbook

    if name == "plan.html":
        return page.page(plan, scenario, keep)
    if name == "plan.md":
        return markdown.page(plan, scenario, keep)
    return workbook.workbook(plan, scenario) if name == "plan.xlsx" else plan_json(plan)


def write(plan: Plan, scenario: Scenario, folder: str | os.PathLike[str]) -> None:
    """Write all `FILES` into a folder, which is made where it is missing.

    All are made before the first is written, and each is written whole or not at all. Raises
    `InvalidInput` where the folder cannot be written to.
    """
    write_all(folder, {name: made(plan, scenario, name) for name in FILES})


def write_all(folder: str | os.PathLike[str], files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, which is made where it is missing; each is written whole or not at all."""
    from planner.files import write_atomically

    target = _made(folder)
    for name, content in files.items():
        write_atomically(target / name, content)


def _made(folder: str | os.PathLike[str]) -> Path:
    from planner.problems import InvalidInput, Problem

    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidInput([Problem(str(folder), 0, "", "is no folder to write to", reason)]) from None
    return target
