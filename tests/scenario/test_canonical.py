"""Scenarios that say the same have one digest, whoever wrote them and in whatever order."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenario.canonical import canonical, digest
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.reading import load, load_text, read
from tests.folders import ROOT, SHIPPED
from tests.scenario.small_file import SMALL, changed


def document(text: str) -> dict[str, Any]:
    root = parsed(text, "s.yaml", [])
    assert root is not None
    loaded: dict[str, Any] = plain(root)
    return loaded


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return a document with its entries in another order, phases and goals excepted."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {
            key: value[key] if key in ("phases", "goals") else shuffled(value[key], chance) for key in keys
        }
    if isinstance(value, list) and not any(isinstance(item, int | float) for item in value):
        return chance.sample([shuffled(item, chance) for item in value], len(value))
    return value


LISTED = document(SMALL)
LISTED["constraints"] = [
    {
        "kind": "limit",
        "measure": "personnel",
        "nations": ["TUR", "FRA"],
        "per": ["nation", "phase"],
        "at_most": 5000,
    },
    {"kind": "limit", "measure": "personnel", "nations": "ROU", "at_most": 4000},
    {"kind": "caveat", "nations": {"not": ["TUR", "FRA"]}, "area": "inland"},
    {"id": "chief", "kind": "lead", "nations": "TUR", "component": "maritime"},
]
LISTED["nations"]["TUR"]["commitments"] = [
    {"title": title, "capability": "battalion", "units": 1} for title in ("KFOR", "UNIFIL")
]


@settings(max_examples=50)
@given(st.integers(0, 10**9))
def test_the_order_of_entries_does_not_count(seed: int) -> None:
    again = read(shuffled(LISTED, random.Random(seed)))
    assert digest(again) == digest(read(LISTED))
    assert set(again.constraints) == {"limit", "limit_2", "caveat", "chief"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_canonical_form_can_be_read_and_is_its_own(path: Path) -> None:
    scenario = load(path)
    assert canonical(read(canonical(scenario))) == canonical(scenario)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("battalion: 5", "battalion: {units: {expected: 5}}"),
        ("minehunter: 1", "minehunter: {units: 1.0, firmness: signalled, ready: 0}"),
        ("hosts: [UKR]", "hosts: UKR"),
        ("{not: littoral}", "{not: [littoral]}"),
        ("quantity: 6", "quantity: 6.0"),
        ("personnel: 600", "personnel: 6e2"),
        ("ceasefire: {holds", "ceasefire: {title: ~, holds"),
        ("title: Small", "title: Small\ngoals: [fill, cost]"),
        ("at_most: 600", "at_most: 600, negotiable: true"),
    ],
)
def test_other_words_for_the_same_do_not_count(old: str, new: str) -> None:
    text = changed((old, new)).replace("title: ~, ", "")
    assert digest(load_text(text)) == digest(load_text(SMALL))


def test_a_list_of_constraints_is_their_table() -> None:
    table = document(SMALL)
    listed = [{"id": name, **entry} for name, entry in table["constraints"].items()]
    assert digest(read({**table, "constraints": listed})) == digest(read(table))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("battalion: 5", "battalion: 6"),
        ("kind: limit", "kind: package"),
        ("title: Small", "title: Smaller"),
        ("{not: littoral}", "littoral"),
        ("id: hold, months: 6", "id: hold, months: 7"),
        ("title: Small", "title: Small\ngoals: [cost, fill]"),
    ],
)
def test_whatever_is_said_counts(old: str, new: str) -> None:
    base, changes = SMALL, [(old, new)]
    if "package" in new:
        base, changes = changed(("at_most", "at_least")), [("at_most", "at_least"), (old, new)]
    assert digest(load_text(changed(*changes))) != digest(load_text(base))


def test_the_order_of_phases_counts() -> None:
    turned = document(SMALL)
    turned["phases"].reverse()
    assert digest(read(turned)) != digest(read(document(SMALL)))


def test_the_file_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL)
    (tmp_path / "b.yaml").write_text("# a comment\nextends: a.yaml\n")
    assert digest(load(tmp_path / "a.yaml")) == digest(load(tmp_path / "b.yaml")) == digest(load_text(SMALL))


def test_every_process_finds_the_same_digest() -> None:
    code = (
        "from planner.scenario.canonical import digest; from planner.scenario.reading import load_text;"
        "from tests.scenario.small_file import SMALL; print(digest(load_text(SMALL)))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {digest(load_text(SMALL))}
