"""Texts that are edited in tests."""

from __future__ import annotations

from pathlib import Path

from planner.editing.document import Document, opened
from planner.editing.remembering import remembered
from planner.scenario.reading import examine
from planner.scenario.template import template
from tests.folders import SHIPPED

FIRST = template()
TEXTS = {"template": FIRST, **{file.stem: file.read_text(encoding="utf-8") for file in SHIPPED}}
LISTED = """\
title: Constraints as a list
phases: [{id: a, months: 3}]
places: {p: {area: x}}
capabilities: {unit: {component: land, unit: unit, personnel: 5}}
requirements: {R: {capability: unit, place: p, quantity: 3}}
nations:
  AAA: {offers: {unit: 3}}
  BBB: {offers: {unit: 2}}
constraints:
  # the first
  - {kind: caveat, nations: [AAA]}  # of AAA
  - kind: caveat
    nations: [BBB]
  - id: most
    kind: limit
    measure: personnel
    at_most: 3
"""


def document(text: str, file: str = "scenario.yaml") -> Document:
    """Return a text as a document."""
    return opened(file, text, examine(text, file, parse=remembered))


def layered(folder: Path, own: str) -> Document:
    """Return a document that extends the template."""
    (folder / "first.yaml").write_text(FIRST, encoding="utf-8")
    return document(f"extends: first.yaml\n{own}", str(folder / "own.yaml"))


def comments(text: str) -> list[str]:
    """Return the lines of a text that are comments."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]
