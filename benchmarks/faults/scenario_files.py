"""Mutated scenario files through the reader: a problem or a scenario, never a crash, never a wait."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import yaml

from benchmarks.faults.tally import Tally
from planner.constraints import kinds
from planner.problems import InvalidInput, Problem
from planner.scenario.reading import load_text
from planner.scenario.template import template

ABOUT = "mutated scenario files through the reader: 0 tracebacks, 0 waits over 10 s, one line a problem"
COUNT = 100_000

NASTY: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2.0, 0.5, 1e-9, 1e9, 1e300, -0.0, 80, 10**25, 1 / 3),
    *("", "x", "1/3", "2/0", "10%", "1,5", "never", "always", "nan", "\u2028", "a\nb", "ü" * 300, "not"),
    *([], {}, [[]], [None], ["x", "x"], {"not": "x"}, {"not": {"not": []}}, {"from": "hold"}, {"price": -1}),
)
"""Values that stand where others were meant."""
TEXTS = (
    *(
        "!replace ",
        "!add ",
        "!remove ",
        "!!python/object:x ",
        "&a ",
        "*a",
        "<<: *a",
        "? ",
        "- ",
        ": ",
        "%",
        "---\n",
    ),
    *("'", '"', "{", "}", "[", "]", "\t", "\r", "\0", "\ufeff", "\u0085", "# ", ".inf", "1e999", "0x1F", "~"),
    *("extends: [a.yaml]\n", "per: [nation, horizon]\n", "of: {}\n", "at_least: 2\n", "kind: share\n"),
)
"""Pieces of text that mean something, or nearly, somewhere."""


def run(count: int, seed: int) -> Tally:
    """Read so many mutated files."""
    chance, tally, whole = random.Random(seed), Tally(), _whole()
    for number in range(count):
        text = _mutated(whole, chance)
        tally.trial(partial(_read, text), f"trial {number}: {text[:2000]!r}")
    return tally


def _read(text: str) -> str:
    problems: tuple[Problem, ...] = ()
    try:
        load_text(text, "mutated.yaml")
    except InvalidInput as refused:
        problems = refused.problems
        if not problems:
            raise ValueError("refused without a problem") from None
    for problem in problems:
        if len(str(problem).splitlines()) != 1:
            raise ValueError(f"a problem of several lines: {problem!s}")
    return "refused" if problems else "accepted"


def _whole() -> str:
    """Return a scenario with every kind of constraint in it, as text."""
    document = yaml.safe_load(template())
    document["constraints"] |= {f"a_{name}": yaml.safe_load(kind.example) for name, kind in kinds().items()}
    document["conditions"]["bundestag_vote"] = {"holds": "never"}
    document["groups"]["black_sea_states"] = ["TUR", "GRC"]
    document["places"]["black_sea"]["area"] = "black_sea"
    for name in ("GRC", "GBR", "USA", "HUN", "FRA", "DEU"):
        nation = document["nations"].setdefault(name, {"offers": {"infantry_battalion": 2, "minehunter": 1}})
        nation["keys"] = {"gdp": 100}
    document["constraints"]["ships_of_outsiders"]["area"] = "black_sea"
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def _mutated(whole: str, chance: random.Random) -> str:
    text = template() if chance.random() < 0.5 else whole
    if chance.random() < 0.5:
        document = yaml.safe_load(text)
        for _ in range(chance.randint(1, 3)):
            _spoil(document, chance)
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=chance.random() < 0.5)
    for _ in range(chance.randint(0, 3)):
        text = chance.choice(_CUTS)(text, chance)
    return text


def _spoil(document: Any, chance: random.Random) -> None:
    """Put a value in the place of another, take one out, or move one, somewhere in a document."""
    spots = list(_spots(document))
    if not spots:
        return
    holder, key = chance.choice(spots)
    way = chance.randrange(4)
    if way == 0:
        del holder[key]
    elif way == 1:
        other, from_where = chance.choice(spots)
        holder[key] = other[from_where] if _spots_below(other[from_where]) < 50 else chance.choice(NASTY)
    elif way == 2 and isinstance(holder, dict):
        holder[chance.choice([*map(str, NASTY), "id", "per", "of", "extends", "origins"])] = holder.pop(key)
    else:
        holder[key] = chance.choice(NASTY)


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(items):
        yield value, key
        yield from _spots(part)


def _spots_below(value: Any) -> int:
    return sum(1 for _ in _spots(value))


def _drop(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 3, 30, 300)) :]


def _insert(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(TEXTS) + text[start:]


def _repeat(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.randint(1, 8)]
    where = chance.randrange(len(lines))
    return "\n".join([*lines[:where], *some, *lines[where:]])


def _renumber(text: str, chance: random.Random) -> str:
    """Put another number, or a nasty word, in the place of a number."""
    found = list(re.finditer(r"(?<![\w.])\d+(\.\d+)?", text))
    if not found:
        return text
    match, value = chance.choice(found), chance.choice(NASTY)
    return f"{text[: match.start()]}{value}{text[match.end() :]}"


def _indent(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    spot = chance.randrange(len(lines))
    lines[spot] = chance.choice(("  ", " ", "\t", "- ")) + lines[spot]
    return "\n".join(lines)


def _letter(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return (
        text[:start]
        + chr(chance.choice((chance.randrange(128), chance.randrange(0xD800))))
        + text[start + 1 :]
    )


_CUTS: tuple[Callable[[str, random.Random], str], ...] = (
    _drop,
    _insert,
    _repeat,
    _renumber,
    _indent,
    _letter,
)
