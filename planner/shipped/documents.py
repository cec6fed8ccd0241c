"""The documents that ship, as the page Help shows them: in a checkout, or as the wheel installed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.shipped.installed import documents

_LISTED = re.compile(r"^\| \[(?P<title>[^\]]+)\]\((?P<file>[\w./-]+\.md)\)", re.MULTILINE)
_PICTURE = re.compile(r"^!\[(?P<says>[^\]]*)\]\((?P<file>[\w./-]+)\)$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?!https?:|#)(?P<file>[^)#\s]+)(?:#[^)\s]*)?\)")


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

    @property
    def key(self) -> str:
        """What names it in an address: its file below the folder of documents, without its ending."""
        return self.file.relative_to(documents()).with_suffix("").as_posix()

    def parts(self, address: Callable[[Path], str | None]) -> Iterator[str | Picture]:
        """Yield its text and its pictures in order.

        `address` says where the page shows a file that a link leads to; a link to a file that it does not
        show (None) is text.
        """
        text = _COMMENT.sub("", self.file.read_text(encoding="utf-8"))
        at = 0
        for found in _PICTURE.finditer(text):
            yield self._linked(text[at : found.start()], address)
            yield Picture(self.file.parent / found["file"], found["says"])
            at = found.end()
        yield self._linked(text[at:], address)

    def _linked(self, text: str, address: Callable[[Path], str | None]) -> str:
        def there(found: re.Match[str]) -> str:
            shown = address((self.file.parent / found["file"]).resolve())
            return found["text"] if shown is None else f"[{found['text']}]({shown})"

        return _LINK.sub(there, text)


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
