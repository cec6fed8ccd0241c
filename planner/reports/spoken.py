"""Sentences in the terminal: paragraphs, headings and points, of which nothing is clipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from planner.engines.engine import Status
from planner.plan.plan import HYPOTHETICAL
from planner.words.names import one_line, plural

_WAYS_ON = {
    Status.INFEASIBLE: "`planner explain` names what stands in the way.",
    Status.FAILED: "`--solver` names another solver.",
}


def say(console: Console, said: str, style: str = "") -> None:
    """Print a paragraph."""
    console.print(Text(said, style=style), soft_wrap=False, overflow="fold")


def heading(console: Console, title: str) -> None:
    """Print a heading with a blank line above it."""
    say(console, "")
    say(console, title, style="bold")


def title(console: Console, name: str) -> None:
    """Print what the whole is about, and that it is no forecast."""
    say(console, one_line(name), style="bold")
    say(console, HYPOTHETICAL, style="italic")
    say(console, "")


def points(console: Console, said: Iterable[str], *, mark: str = "-") -> None:
    """Print sentences one below the other, each with a mark and its further lines beside it."""
    inset = len(mark) + 1
    for one in said:
        lines = Text(one).wrap(console, console.width - inset, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            console.print(Text(f"{mark} " if number == 0 else " " * inset) + line, overflow="fold")


def way_on(console: Console, status: Status) -> None:
    """Print the command or the option that leads on where there is no plan; nothing where there is none."""
    if status in _WAYS_ON:
        say(console, _WAYS_ON[status])


def told(console: Console, name: str, sentences: Sequence[str], what: str, *, most: int) -> None:
    """Print the first findings under a heading, how many more of `what` there are; nothing for none."""
    if sentences:
        heading(console, name)
        points(console, sentences[:most])
        for said in and_more(len(sentences), most, what):
            say(console, said)


def and_more(count: int, shown: int, what: str) -> list[str]:
    """Return the sentence that says how many of `what`, the word for one, are left out; nothing for none."""
    more = count - shown
    said = f"1 more {what} is" if more == 1 else f"{more:,} more {plural(what)} are"
    return [f"{said} in the document (`--json`)."] if more > 0 else []
