"""A small scenario file as text, and what reading says of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.problems import InvalidInput, Problem
from planner.scenario.reading import load, load_text

SMALL = """\
title: Small
conditions:
  ceasefire: {holds: {from: hold}}
phases:
  - {id: deploy, months: 2}
  - {id: hold, months: 6}
places:
  west: {area: inland, hosts: [UKR]}
  sea: {area: coast, hosts: [TUR]}
capabilities:
  battalion: {component: land, unit: battalion, personnel: 600}
  minehunter: {component: maritime, unit: ship, personnel: 50, measures: {tonnage: 600}}
requirements:
  L1: {capability: battalion, place: west, quantity: {deploy: 6, hold: 8}}
  M1: {capability: minehunter, place: sea, quantity: 6}
groups:
  littoral: [TUR, ROU]
nations:
  FRA: {offers: {battalion: 5, minehunter: {units: 2, needs: ceasefire}}}
  ROU: {offers: {minehunter: 1}}
  TUR: {offers: {battalion: {units: 2}, minehunter: 3}, keys: {gdp: 1323}}
constraints:
  convention: {kind: limit, nations: {not: littoral}, area: coast, measure: tonnage, at_most: 600}
  chief: {kind: lead, nations: TUR, component: maritime}
"""


def changed(*changes: tuple[str, str]) -> str:
    """Return the small scenario with texts replaced; each must be there."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def refused(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text that must have some."""
    with pytest.raises(InvalidInput) as caught:
        load_text(text, "s.yaml")
    return caught.value.problems


def said(text: str) -> list[str]:
    """Return the problems of a text as they are printed."""
    return [str(problem) for problem in refused(text)]


def said_of(path: Path, *assignments: str) -> list[str]:
    """Return the problems of a file as they are printed, without the name of its folder."""
    with pytest.raises(InvalidInput) as caught:
        load(path, assignments)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]
