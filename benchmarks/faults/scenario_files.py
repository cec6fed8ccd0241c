"""Mutated scenario files through the reader: a problem or a scenario, never a crash, never a wait.

What is spoilt is every template and a scenario with every kind of constraint in it, heirs of one that lie
beside their base, and the values of `--set`. One in five is read as the page reads, which judges on past what
is wrong; one in ten is a file whose bytes were torn.
"""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks.faults.mutations import NASTY, chance_of, cut, spoil, torn
from benchmarks.faults.tally import Tally
from planner.constraints import kinds
from planner.problems import InvalidInput, Problem
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.reading import examine, load, load_text
from planner.scenario.template import template, templates

ABOUT = "mutated scenario files through the reader: 0 tracebacks, 0 waits over 10 s, one line a problem"
COUNT = 100_000
_HEIR = """\
extends: base.yaml
title: An heir
nations:
  TUR: {offers: {infantry_battalion: 2}}
  FRA: {offers: {minehunter: !replace {units: 1, firmness: signalled}}}
places:
  black_sea: !replace {area: at_sea, hosts: [TUR]}
requirements:
  L2:
constraints:
  more: {kind: limit, nations: [TUR], measure: personnel, at_most: 900, because: it says so}
phases: !add
  - {id: after, months: 3}
goals: [fill]
"""


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Read so many mutated files."""
    tally = Tally()
    texts = [*(one.text for one in templates().values()), template(), whole(), whole(), _HEIR]
    documents = [
        yaml.load(text.replace("!replace", "").replace("!add", ""), yaml.CSafeLoader) for text in texts
    ]
    wholes = list(zip(texts, documents, strict=True))
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "base.yaml").write_text(template(), encoding="utf-8")
        load_text(whole())  # which is in order, and so is the heir: spoilt parts are what is wrong with them
        load_text(_HEIR, str(Path(place) / "mutated.yaml"))
        for number in range(first, first + count):
            chance = chance_of(seed, number)
            text = _mutated(*chance.choice(wholes), chance)
            tally.trial(partial(_read, text, Path(place), chance), f"trial {number}: {text[-2000:]!r}")
    return tally


def _read(text: str, place: Path, chance: random.Random) -> str:
    """Read a text in one of the ways that there are; raises `ValueError` where a refusal is not in order."""
    way, file = chance.random(), place / "mutated.yaml"
    problems: tuple[Problem, ...] = ()
    try:
        if way < 0.1:
            file.write_bytes(torn(text.encode(errors="replace"), chance))
            load(file)
        elif way < 0.3:
            problems = examine(text, str(file)).problems
        else:
            load_text(text, str(file), _settings(text, chance) if way > 0.9 else ())
    except InvalidInput as refused:
        problems = refused.problems
        if not problems:
            raise ValueError("refused without a problem") from None
    for problem in problems:
        if len(str(problem).splitlines()) != 1:
            raise ValueError(f"a problem of several lines: {problem!s}")
    return "refused" if problems else "accepted"


def _settings(text: str, chance: random.Random) -> list[str]:
    """Return values for one run, at places that there are, or nearly."""
    words = [word for word in text.replace(":", " ").split() if word.isidentifier()] or ["x"]
    paths = ["nations.TUR.offers.infantry_battalion", "phases[0].months", "goals", "constraints.more.at_most"]
    path = chance.choice((chance.choice(paths), ".".join(chance.choices(words, k=chance.randint(1, 4)))))
    said = f"{path}={chance.choice(NASTY)}"
    return [said if chance.random() < 0.7 else cut(said, chance)]


def whole() -> str:
    """Return a scenario with every kind of constraint in it, as text."""
    document = _document(template())
    document["constraints"] |= {f"a_{name}": _document(kind.example) for name, kind in kinds().items()}
    document["conditions"]["bundestag_vote"] = {"holds": "never"}
    document["groups"]["black_sea_states"] = ["TUR", "GRC"]
    document["places"]["black_sea"]["area"] = "black_sea"
    for name in ("GRC", "GBR", "USA", "HUN", "FRA", "DEU"):
        nation = document["nations"].setdefault(name, {"offers": {"infantry_battalion": 2, "minehunter": 1}})
        nation["keys"] = {"gdp": 100}
    document["constraints"]["ships_of_outsiders"]["area"] = "black_sea"
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def _document(text: str) -> Any:
    """Return what a text says as plain data, read as scenarios are: `on` is a word, not a yes."""
    root = parsed(text, "", [])
    return None if root is None else plain(root)


def _mutated(text: str, document: Any, chance: random.Random) -> str:
    """Return a file spoilt in one to three of its parts, or as text, or both."""
    parts, places = chance.choice(((1, 0), (1, 0), (2, 0), (3, 0), (0, 1), (0, 2), (0, 3), (1, 1), (2, 2)))
    if parts:
        document = _copied(document)
        for _ in range(parts):
            spoil(document, chance)
        letters = chance.random() < 0.5
        try:
            text = yaml.dump(document, None, yaml.CSafeDumper, sort_keys=False, allow_unicode=letters)
        except RecursionError:  # deeper than can be written: where text is deep, TEXTS have that
            places += 1
    for _ in range(places):
        text = cut(text, chance)
    return text


def _copied(value: Any) -> Any:
    """Return a copy of plain data that shares nothing."""
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value
