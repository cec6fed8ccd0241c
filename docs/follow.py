"""Follows a page of the documents to the letter: runs its commands, and puts what they print behind them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from planner.cli import run

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).parent.parent
ISLAND = ROOT / "scenarios" / "tutorial" / "island.yaml"
WIDTH = "96"
"""How wide the terminal is that a page shows, in letters."""
_VERSION = re.compile(r"HiGHS \d+(\.\d+)+")
"""Which version solved is no part of what a page teaches."""
_BLOCK = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```yaml\n(?P<content>.*?)```"
    r"|```sh\n(?P<commands>.*?)```(?P<printed>\n\n```text\n.*?```)?"
    r"|<!-- (?P<sort>part|keys|sheets): (?P<of>.+?) -->(?:\n```\w*\n.*?```)?",
    flags=re.DOTALL,
)


def followed(page: str) -> str:
    """Return a page with every command run in an empty folder, and with what it prints."""
    with tempfile.TemporaryDirectory() as folder, _standing_in(folder):
        shutil.copy(ISLAND, "island.yaml")
        Path("vote.yaml").write_text(
            "extends: island.yaml\ntitle: Vote\nconditions: {boreas_vote: {holds: always}}\n"
        )
        return _BLOCK.sub(_done, page)


@contextlib.contextmanager
def _standing_in(folder: str) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with patch.dict(os.environ, {"COLUMNS": WIDTH, "NO_COLOR": "1"}):
            yield
    finally:
        os.chdir(before)


def _done(block: re.Match[str]) -> str:
    if block["file"]:
        Path(block["file"]).write_text(block["content"], encoding="utf-8")
        return block[0]
    if block["sort"]:
        made: dict[str, Callable[[str], str]] = {"part": part, "keys": keys, "sheets": sheets}
        return f"<!-- {block['sort']}: {block['of']} -->\n{made[block['sort']](block['of'])}"
    lines = [line for line in block["commands"].splitlines() if line.startswith("planner ")]
    printed = "".join(map(said, lines)).rstrip()
    text = _VERSION.sub("HiGHS", "\n".join(line.rstrip() for line in printed.splitlines()))
    return f"```sh\n{block['commands']}```" + (f"\n\n```text\n{text}\n```" if text else "")


def said(command: str) -> str:
    """Return what a command prints; raises RuntimeError where it does not leave with 0."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = run(shlex.split(command)[1:])
    if code:
        raise RuntimeError(f"{command} left with {code}")
    return output.getvalue()


def part(section: str) -> str:
    """Return a part of the tutorial's scenario as it is written there."""
    text = ISLAND.read_text(encoding="utf-8")
    (found,) = re.findall(rf"^{section}:\n(?:[ #].*\n|\n(?=[ ]))+", text, flags=re.MULTILINE)
    shown = re.sub(r"(\n#.*)+$", "", found.rstrip())
    return f"```yaml\n{shown}\n```"


def keys(command: str) -> str:
    """Return the parts of the document that a command prints, one a line, with what is in each."""
    document = json.loads(said(command))
    return "```text\n" + "\n".join(f"{name}: {_inside(value)}" for name, value in document.items()) + "\n```"


def _inside(value: object) -> str:
    if isinstance(value, list):
        return f"a list of {_inside(value[0])}" if value else "a list"
    if isinstance(value, dict):
        return f"{{{', '.join(value)}}}"
    return {str: "text", bool: "true or false", type(None): "null"}.get(type(value), "a number")


def sheets(file: str) -> str:
    """Return the sheets of a scenario's workbook, one a line, with their columns."""
    import openpyxl

    said(f"planner export {file} --format xlsx -o sheets.xlsx")
    book = openpyxl.load_workbook("sheets.xlsx")
    told = [
        f"{one.title}: {', '.join(str(cell.value) for cell in one[1] if cell.value)}" for one in _open(book)
    ]
    return "```text\n" + "\n".join(told) + "\n```"


def _open(book: Workbook) -> list[Worksheet]:
    return [one for one in book if not one.title.startswith("_") and one.title != "read me"]
