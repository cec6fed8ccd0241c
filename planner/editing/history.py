"""Undo and redo over everything: a document, what was done to come to it, what was undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from planner.editing.document import Document

LONGEST = 500
"""The most edits that are kept."""


@dataclass(frozen=True, eq=False)
class Edit:
    """One edit: what it is called, the run of text that became another, the data before and after."""

    label: str
    start: int
    old: str
    new: str
    before: tuple[Any, Any]
    after: tuple[Any, Any]


@dataclass(frozen=True, eq=False)
class History:
    """A document with its past and its future. `serial` counts up with every state, also undone ones."""

    document: Document
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()
    serial: int = 0

    def pushed(self, document: Document, label: str) -> History:
        """Return the history with an edit made; what was undone is gone. No change is no edit."""
        if document.text == self.document.text:
            return self
        edit = _edit(self.document, document, label)
        return History(document, (*self.done[-LONGEST + 1 :], edit), (), self.serial + 1)

    def refreshed(self, document: Document) -> History:
        """Return the history with the same text read anew, such as after a file below it changed."""
        return replace(self, document=document, serial=self.serial + 1)

    def undo(self) -> History:
        """Return the history one edit back."""
        if not self.done:
            return self
        edit = self.done[-1]
        text = _swapped(self.document.text, edit.start, edit.new, edit.old)
        document = replace(self.document, text=text, data=edit.before[0], inherited=edit.before[1])
        return History(document, self.done[:-1], (*self.undone, edit), self.serial + 1)

    def redo(self) -> History:
        """Return the history one edit on."""
        if not self.undone:
            return self
        edit = self.undone[-1]
        text = _swapped(self.document.text, edit.start, edit.old, edit.new)
        document = replace(self.document, text=text, data=edit.after[0], inherited=edit.after[1])
        return History(document, (*self.done, edit), self.undone[:-1], self.serial + 1)

    @property
    def next_undo(self) -> str:
        """What the next undo takes back; empty where there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def next_redo(self) -> str:
        """What the next redo does again; empty where there is nothing."""
        return self.undone[-1].label if self.undone else ""


def _edit(before: Document, after: Document, label: str) -> Edit:
    old, new = before.text, after.text
    start = _shared(old, new)
    end = min(_shared(old[start:][::-1], new[start:][::-1]), len(old) - start, len(new) - start)
    return Edit(
        label,
        start,
        old[start : len(old) - end],
        new[start : len(new) - end],
        (before.data, before.inherited),
        (after.data, after.inherited),
    )


def _shared(one: str, other: str) -> int:
    """Return how long two texts are the same from their start, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _swapped(text: str, start: int, old: str, new: str) -> str:
    return text[:start] + new + text[start + len(old) :]
