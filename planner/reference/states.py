"""The states of the world: their names as people type them, and the figures by which burdens are shared.

A wrong nation that looks right is worse than none: a name is found only where it is written, whole, as the
name or a stated alias of one state; for anything else there are suggestions, and the choice is the reader's.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SOURCE = "World Bank, World Development Indicators (CC BY 4.0); CIA, The World Factbook (2025); A/RES/79/249"
"""Who published the figures, as reports cite them."""
NEAR = (0.7, 0.6)
"""How alike a name must be to be suggested, by the ratio of `difflib`: the first, else the second."""
SHORTEST_PART = 4
"""Letters from which on a word is looked for within names, to suggest them."""


@dataclass(frozen=True)
class Figure:
    """A figure of a state: its value in the unit of its key, and the year or years it is for."""

    key: str
    value: float
    year: str


@dataclass(frozen=True)
class State:
    """A state or territory: its id (ISO 3166 alpha-3, XKX for Kosovo), names, and published figures.

    Keys: `gdp` in billions of US dollars, `population` in millions, `personnel` in active soldiers,
    `un_scale` in percent of the regular budget of the United Nations.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def keys(self) -> dict[str, float]:
        """Return its figures by key, as a nation of a scenario has them."""
        return {figure.key: figure.value for figure in self.figures}

    def as_document(self) -> dict[str, Any]:
        """Return it as plain data: id, name, aliases, and each figure with its year."""
        figures = {one.key: {"value": one.value, "year": one.year} for one in self.figures}
        return {"id": self.id, "name": self.name, "aliases": list(self.aliases), "figures": figures}


@dataclass(frozen=True)
class FoundState:
    """What a typed name stands for: one state, or none and those that may be meant."""

    state: State | None
    suggestions: tuple[State, ...] = ()


@cache
def states() -> Mapping[str, State]:
    """Return all states by id, sorted."""
    text = files("planner.reference").joinpath("states.csv").read_text(encoding="utf-8")
    return {row["id"]: _state(row) for row in csv.DictReader(text.splitlines())}


def found(typed: str) -> FoundState:
    """Return the state that a typed name, alias or id stands for, or suggestions; nothing is guessed at.

    Upper and lower case, accents, dots, hyphens and a leading "the" make no difference.
    """
    wanted = plainly(typed)
    ids = _by_name().get(wanted, ())
    if len(ids) == 1:
        return FoundState(states()[ids[0]])
    return FoundState(None, tuple(states()[one] for one in ids or _no_states().get(wanted) or _near(wanted)))


def plainly(name: str) -> str:
    """Return a name without what people write now one way and now another."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("&", " and "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.sub(r"[^\w\s]", " ", bare.replace(".", "").replace("'", "").replace("’", "")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _state(row: Mapping[str, str]) -> State:
    return State(
        row["id"], row["name"], tuple(filter(None, row["aliases"].split("; "))), tuple(_figures(row))
    )


def _figures(row: Mapping[str, str]) -> list[Figure]:
    """Return the figures that a row of the file has, in the units of `State`; an empty cell is no figure."""
    read = (
        ("gdp", row["gdp_usd"], 1e9, 1, row["gdp_year"]),
        ("population", row["population"], 1e6, 1, row["population_year"]),
        ("personnel", row["personnel"], 1, 0, row["personnel_year"]),
        ("un_scale", row["un_scale"], 1, 3, "2025-2027"),
    )
    return [
        Figure(key, _rounded(float(text) / unit, digits), year)
        for key, text, unit, digits, year in read
        if text
    ]


def _rounded(value: float, digits: int) -> float:
    """Return a figure to so many decimals; below 1 to three significant ones, so that it is not lost."""
    return float(f"{value:.3g}") if value < 1 else round(value, digits)


@cache
def _no_states() -> Mapping[str, tuple[str, ...]]:
    """Return by names that are of no one state, plainly written, the states that may be meant by them."""
    text = files("planner.reference").joinpath("no_states.csv").read_text(encoding="utf-8")
    return {plainly(row["name"]): tuple(row["ids"].split()) for row in csv.DictReader(text.splitlines())}


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the states by each of their names, plainly written."""
    named: dict[str, set[str]] = defaultdict(set)
    for state in states().values():
        for name in (state.id, state.name, *state.aliases):
            named[plainly(name)].add(state.id)
    return {name: tuple(sorted(ids)) for name, ids in named.items()}


def _near(wanted: str) -> list[str]:
    """Return the ids of states that may be meant, at most eight.

    Their names stand in what was typed, or else are much like it, or what was typed stands in them.
    """
    names = _by_name()
    told = sorted(name for name in names if len(name) >= SHORTEST_PART and f" {name} " in f" {wanted} ")
    alike = (difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=cutoff) for cutoff in NEAR)
    holding = [name for name in sorted(names) if len(wanted) >= SHORTEST_PART and wanted in name]
    first = sorted(told, key=len, reverse=True) or next(filter(None, alike), [])
    return list(dict.fromkeys(one for name in [*first, *holding] for one in names[name]))[:8]
