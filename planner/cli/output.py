"""What every command prints the same way: documents, problems, progress, and the console of its tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planner.problems import Notice, Problem

if TYPE_CHECKING:
    from rich.console import Console

    from planner.engines.solve import Progress


def print_document(document: Mapping[str, Any]) -> None:
    """Print a document alone on standard output."""
    print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def print_problems(problems: Sequence[Problem], *, as_json: bool, notices: Sequence[Notice] = ()) -> None:
    """Print problems on standard error, one a line, and on standard output as a document where asked.

    Notices are no problems: they go to standard output, and into the document where there are any.
    """
    for problem in problems:
        print(problem, file=sys.stderr)
    if as_json:
        said = {"problems": problems, "notices": notices} if notices else {"problems": problems}
        document = {name: [one.as_document() for one in some] for name, some in said.items()}
        print(json.dumps(document, indent=2))
        return
    for notice in notices:
        print(notice)


def console() -> Console:
    """Return the console that tables are drawn on."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


@contextmanager
def progress_shown(*, quiet: bool) -> Iterator[Progress | None]:
    """Show the goal being worked on, on standard error and only where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading the scenario") as status:
        yield lambda goal, done, count: status.update(f"{goal} ({done + 1} of {count})")
