"""The states of the world as the terminal lists them, and what is said of a name that is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.problems import Problem
from planner.reference.states import SOURCE, FoundState, State

_HEAD = ("code", "gdp", "population", "personnel", "un_scale")
_FORMAT = "{:<5} {:>9} {:>11} {:>10} {:>9}  {}"


def lines(listed: Sequence[State]) -> Iterator[str]:
    """Yield the lines of a table of states: figures in the units of a scenario's keys, names, the source."""
    yield _FORMAT.format(*_HEAD, "name")
    for state in listed:
        figures = (f"{state.keys[key]:,.10g}" if key in state.keys else "-" for key in _HEAD[1:])
        yield _FORMAT.format(state.id, *figures, ", ".join((state.name, *state.aliases)))
    yield "gdp in USD billion, population in millions, personnel active, un_scale percent of the UN budget;"
    yield f"a dash where nobody published one. {SOURCE}"


def not_found(name: str, found: FoundState) -> Problem:
    """Say that a name stands for no state, and which ones may be meant."""
    meant = ", ".join(f"{state.name} ({state.id})" for state in found.suggestions)
    hint = f"perhaps {meant}" if meant else "`planner nations` lists all"
    return Problem("NAME", 0, name, "is the name of no one state", hint)
