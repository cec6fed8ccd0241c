"""Mutated plans: plan.json through everything that reads one, and tables of somebody's own plan.

Three in four are plan.json: read, listed, seen at a glance, verified against its scenario, and every tenth
held against the plan that it was. The others are tables for `planner evaluate`, of which every tenth that is
taken is evaluated.
"""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.faults.mutations import NASTY, chance_of, cut, spoil, torn
from benchmarks.faults.tally import Tally
from planner.editing.relatives import plans_beside
from planner.plan.given import COLUMNS, load_plan
from planner.plan.plan_file import plan_if_any, read_plan
from planner.plan.store import stored
from planner.planning import solve
from planner.problems import InvalidInput
from planner.reports.comparison import compare_files
from planner.reports.folder import plan_json
from planner.reports.saved_plan import at_a_glance
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.scenario.template import write_new
from planner.studies.comparison.compare import compare
from planner.studies.own_plan.evaluate import evaluate
from planner.studies.verification.verify import verify

ABOUT = "mutated plan.json, and tables of plans, through all that read them: 0 tracebacks, 0 waits over 10 s"
COUNT = 6_667


@dataclass(frozen=True)
class _Given:
    """A folder with a scenario, its plan, and the plan that is spoilt."""

    scenario: Scenario
    text: str
    table: list[list[str]]
    folder: Path


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Read so many mutated plans."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        given = _given(Path(place))
        for number in range(first, first + count):
            chance = chance_of(seed, number)
            if number % 4 == 3:
                content = _table(given.table, chance)
                act = partial(_read_table, content, given, number)
            else:
                content = _document(given.text, chance)
                act = partial(_read_plan, content, given, number)
            tally.trial(act, f"trial {number}: {content[:1000]!r}")
    return tally


def _given(place: Path) -> _Given:
    write_new(place / "a.yaml")
    scenario = load(place / "a.yaml")
    plan = solve(scenario)
    (place / "whole.json").write_text(plan_json(plan), encoding="utf-8")
    (place / "spoilt").mkdir()
    rows = [[str(one) for one in row] for row in plan.contributions[[*COLUMNS]].values.tolist()]
    return _Given(scenario, plan_json(plan), [[*COLUMNS], *rows], place)


def _document(text: str, chance: random.Random) -> bytes:
    parts, places = chance.choice(((1, 0), (1, 0), (1, 0), (2, 0), (5, 0), (0, 1), (0, 2), (1, 1)))
    if parts:
        document = json.loads(text)
        for _ in range(parts):
            spoil(document, chance)
        try:
            text = json.dumps(document, indent=chance.choice((None, 2)), ensure_ascii=chance.random() < 0.5)
        except (ValueError, RecursionError):  # a ring, which JSON cannot hold
            places += 1
    for _ in range(places):
        text = cut(text, chance)
    if chance.random() < 0.1:
        pieces = text.split('": "')
        pieces.insert(chance.randrange(len(pieces)) or 1, "\\ud800")
        text = '": "'.join(pieces).replace('": "\\ud800": "', '": "\\ud800')
    content = text.encode(errors="surrogatepass")
    return torn(content, chance) if chance.random() < 0.1 else content


def _read_plan(content: bytes, given: _Given, number: int) -> str:
    """Have a plan read by all that read plans."""
    file = given.folder / "spoilt" / "plan.json"
    file.write_bytes(content)
    json.dumps(stored(given.folder).as_document())
    plans_beside(str(given.folder / "a.yaml"), "0")
    try:
        plan_if_any(file)
        saved = read_plan(file)
        at_a_glance(saved, given.scenario)
        found = verify(saved, given.scenario)
        json.dumps(found.as_document(), allow_nan=False)
        if number % 10 == 0:
            made = compare(str(given.folder / "whole.json"), str(file))
            compare_files.compare_json(made)
    except InvalidInput as refused:
        if not refused.problems or any(len(str(one).splitlines()) != 1 for one in refused.problems):
            raise ValueError("a refusal that is not in order") from None
        return "plans refused"
    return "plans that hold up" if found.holds_up else "plans found wrong"


def _table(rows: list[list[str]], chance: random.Random) -> bytes:
    lines: Any = [list(row) for row in rows]
    for _ in range(chance.choice((0, 1, 1, 2))):
        row = chance.choice(lines)
        row[chance.randrange(len(row))] = str(chance.choice(NASTY))
    if chance.random() < 0.3:
        spoil(lines, chance)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=chance.choice(",,;\t"))
    writer.writerows(row if isinstance(row, list | tuple) else [row] for row in lines)
    said = text.getvalue()
    for _ in range(chance.choice((0, 0, 1, 2))):
        said = cut(said, chance)
    content = said.encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), errors="replace")
    return torn(content, chance) if chance.random() < 0.2 else content


def _read_table(content: bytes, given: _Given, number: int) -> str:
    file = given.folder / "plan.csv"
    file.write_bytes(content)
    try:
        load_plan(file, given.scenario)
        if number % 40 == 3:
            json.dumps(evaluate(given.scenario, file).as_document(), allow_nan=False)
    except InvalidInput as refused:
        if not refused.problems or any(len(str(one).splitlines()) != 1 for one in refused.problems):
            raise ValueError("a refusal that is not in order") from None
        return "tables refused"
    return "tables taken"
