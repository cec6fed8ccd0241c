"""The documents that ship, as the page Help shows them: in a checkout, or as the wheel installed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.shipped.installed import documents

_LISTED = re.compile(r"^\| \[(?P<title>[^\]]+)\]\((?P<file>[\w./-]+\.md)\)", re.MULTILINE)
_PICTURE = re.compile(r"^!\[(?P<says>[^\]]*)\]\((?P<file>[\w./-]+)\)$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?!https?:)[^)\s]+\)")


@dataclass(frozen=True)
class Picture:
    """A picture of a document: its file, and what it shows."""

    file: Path
    says: str


@dataclass(frozen=True)
class ShippedDocument:
    """A document: what it is called, and its file."""

    title: str
    file: Path

    def parts(self) -> Iterator[str | Picture]:
        """Yield its text and its pictures in order; links to other files are text, for a page has none."""
        text = _COMMENT.sub("", self.file.read_text(encoding="utf-8"))
        at = 0
        for found in _PICTURE.finditer(text):
            yield _without_links(text[at : found.start()])
            yield Picture(self.file.parent / found["file"], found["says"])
            at = found.end()
        yield _without_links(text[at:])


def _without_links(text: str) -> str:
    return _LINK.sub(r"\g<text>", text)


@cache
def shipped_documents() -> tuple[ShippedDocument, ...]:
    """Return the documents in the order of their first page, then a page for each scenario by title."""
    folder = documents()
    first = (folder / "README.md").read_text(encoding="utf-8")
    listed = [ShippedDocument(found["title"], folder / found["file"]) for found in _LISTED.finditer(first)]
    pages = [_titled(file) for file in (folder / "scenarios").glob("*.md") if file.name != "README.md"]
    return (*listed, *sorted(pages, key=lambda one: one.title.casefold()))


def _titled(file: Path) -> ShippedDocument:
    heading = file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").replace("\\", "")
    return ShippedDocument(f"Scenario: {heading}", file)
