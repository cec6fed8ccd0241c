"""The sources that a scenario cites: how firm each is, and what rests on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from planner.constraints.base import Constraint
from planner.facts.entries import Sourced
from planner.scenario.scenario import Scenario
from planner.words.names import Names, one_line

STANDINGS = {
    "seen": "seen in the source",
    "second_hand": "known second hand",
    "general_knowledge": "general knowledge, not checked",
    "derived": "worked out from other figures",
}
"""How firm a source is, in words."""
_WORDS, _NO_WORD = re.compile(r"[\w-]*\w"), re.compile(r"[\W\d_]")
"""What may be an id in a text; and what tells an id from a word that happens to be one."""
SOURCES = ("Source", "Publisher", "Date", "How firm", "What rests on it", "Note", "Address", "Id")


def sources(scenario: Scenario) -> pd.DataFrame:
    """Return the sources that something in the scenario cites, sorted by id."""
    rests: dict[str, dict[str, Counter[str]]] = {}
    for source, owner, what in _citations(scenario):
        rests.setdefault(source, {}).setdefault(owner, Counter())[what] += 1
    rows = [
        (
            one_line(source.title),
            one_line(source.publisher or ""),
            source.date or "",
            STANDINGS[source.standing],
            _counted(rests[key]),
            one_line(source.note or ""),
            _address(source.url),
            key,
        )
        for key, source in sorted(scenario.sources.items())
        if key in rests
    ]
    return pd.DataFrame(rows, columns=list(SOURCES))


def _address(url: str | None) -> str:
    """Return an address that may be followed; nothing where it is none of the web."""
    address = one_line(url or "")
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def _counted(owners: Mapping[str, Mapping[str, int]]) -> str:
    """Say what rests on a source: `Constraints (2); Sweden: offers (4), position`."""
    return "; ".join(
        (f"{owner}: " if owner else "")
        + ", ".join(name if count == 1 else f"{name} ({count})" for name, count in sorted(what.items()))
        for owner, what in sorted(owners.items())
    )


def _citations(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """Yield every citation: the source's id, the nation concerned or nothing, and what rests on it."""
    names = Names(scenario)
    yield from ((source, "", "description") for source in _named(scenario.description or "", scenario))
    for sort in ("conditions", "places", "capabilities", "missions", "requirements", "constraints"):
        for entry in getattr(scenario, sort).values():
            yield from ((source, "", sort) for source in _cited_by(entry, scenario))
    for key, nation in scenario.nations.items():
        cited = {"position": [nation], "offers": nation.offers.values(), "commitments": nation.commitments}
        for what, entries in cited.items():
            for entry in entries:
                yield from ((source, names.nations[key], what) for source in _cited_by(entry, scenario))


def _cited_by(entry: Sourced | Constraint, scenario: Scenario) -> list[str]:
    """Return the source that an entry states, then those that its note or assumption names by their id."""
    assumed = entry.assumption if isinstance(entry, Sourced) else None
    stated = [] if entry.source is None else [entry.source]
    return list(dict.fromkeys([*stated, *_named(f"{entry.note or ''} {assumed or ''}", scenario)]))


def _named(said: str, scenario: Scenario) -> list[str]:
    """Return the sources whose ids stand in a text."""
    words = (word for word in _WORDS.findall(said) if _NO_WORD.search(word))
    return [word for word in dict.fromkeys(words) if word in scenario.sources]
