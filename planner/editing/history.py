"""Undo and redo over everything: a document, what was done to come to it, what was undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from planner.editing.document import Below, Document

LONGEST = 500
"""The most edits that are kept."""


Read = tuple[Any, Any, Below]
"""What a text was read into: its data, what it inherits, and the files below it as they were then."""


@dataclass(frozen=True)
class Mark:
    """A place in a history: the edits done by then, as far as they are kept, and how many in all."""

    numbers: frozenset[int] = frozenset()
    count: int = 0


@dataclass(frozen=True, eq=False)
class Edit:
    """One edit: what it is called, the run of text that became another, the data before and after."""

    label: str
    number: int
    """No other edit of the history has it."""
    start: int
    old: str
    new: str
    before: Read
    after: Read


@dataclass(frozen=True, eq=False)
class History:
    """A document with its past and its future.

    `serial` counts up with every state, also undone ones; `forgotten` are the edits done that are not kept.
    """

    document: Document
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()
    serial: int = 0
    forgotten: int = 0

    def pushed(self, document: Document, label: str) -> History:
        """Return the history with an edit made; what was undone is gone. No change is no edit."""
        if document.text == self.document.text:
            return self
        edit = _edit(self.document, document, label, self.serial + 1)
        kept = self.done[-LONGEST + 1 :]
        forgotten = self.forgotten + len(self.done) - len(kept)
        return History(document, (*kept, edit), (), self.serial + 1, forgotten)

    @property
    def mark(self) -> Mark:
        """The place where it stands."""
        return Mark(frozenset(edit.number for edit in self.done), self.forgotten + len(self.done))

    def since(self, mark: Mark) -> int:
        """Return how many steps it is from another place: what was undone of it, and what was done since."""
        shared = self._shared(mark)
        return mark.count + self.mark.count - 2 * shared

    def labels_since(self, mark: Mark) -> tuple[str, ...]:
        """Return what the steps from another place are called, as far as they are kept, the last one last."""
        undone = [edit.label for edit in self.undone if edit.number in mark.numbers]
        done = [edit.label for edit in self.done if edit.number not in mark.numbers]
        lost = mark.count - self._shared(mark) - len(undone)
        return (*(f"took back {label}" for label in undone), *["took back an edit"] * lost, *done)

    def _shared(self, mark: Mark) -> int:
        """Return how many edits were done both here and there."""
        kept = sum(edit.number in mark.numbers for edit in self.done)
        return min(self.forgotten + kept, mark.count)

    def refreshed(self, document: Document) -> History:
        """Return the history with the same text read anew, such as after a file below it changed."""
        return replace(self, document=document, serial=self.serial + 1)

    def undo(self) -> History:
        """Return the history one edit back."""
        if not self.done:
            return self
        edit = self.done[-1]
        text = _swapped(self.document.text, edit.start, edit.new, edit.old)
        document = _read(self.document, text, edit.before)
        return replace(
            self,
            document=document,
            done=self.done[:-1],
            undone=(*self.undone, edit),
            serial=self.serial + 1,
        )

    def redo(self) -> History:
        """Return the history one edit on."""
        if not self.undone:
            return self
        edit = self.undone[-1]
        text = _swapped(self.document.text, edit.start, edit.old, edit.new)
        document = _read(self.document, text, edit.after)
        return replace(
            self,
            document=document,
            done=(*self.done, edit),
            undone=self.undone[:-1],
            serial=self.serial + 1,
        )

    @property
    def next_undo(self) -> str:
        """What the next undo takes back; empty where there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def next_redo(self) -> str:
        """What the next redo does again; empty where there is nothing."""
        return self.undone[-1].label if self.undone else ""


def _read(document: Document, text: str, found: Read) -> Document:
    data, inherited, below = found
    return replace(document, text=text, data=data, inherited=inherited, below=below)


def _edit(before: Document, after: Document, label: str, number: int) -> Edit:
    """Return what became of the text as one run of it: all but what both have at their start and end."""
    old, new = before.text, after.text
    start = _shared(old, new)
    end = min(_shared(old[start:][::-1], new[start:][::-1]), len(old) - start, len(new) - start)
    return Edit(
        label,
        number,
        start,
        old[start : len(old) - end],
        new[start : len(new) - end],
        (before.data, before.inherited, before.below),
        (after.data, after.inherited, after.below),
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
