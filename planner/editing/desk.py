"""One scenario on somebody's desk: its history, whether it is saved, its draft, what its text says."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from planner.editing import library
from planner.editing.changes import Change
from planner.editing.document import Document, opened
from planner.editing.drafts import Autosave, Draft, DraftFolder
from planner.editing.examining import Examiner
from planner.editing.history import History
from planner.editing.saving import Stamp, changed_meanwhile, is_writable, read_text, save, text_on_disk
from planner.files import write_atomically
from planner.scenario.reading import Examined


@dataclass
class Desk:
    """A scenario that is being edited in one session; the only thing here that changes.

    `saved` is the text on disk as far as we know, `saved_at` how many edits were done then.
    """

    history: History
    saved: str
    stamp: Stamp
    session: str
    examiner: Examiner
    autosave: Autosave
    saved_at: int = 0

    @classmethod
    def open(cls, file: str, session: str, examiner: Examiner, autosave: Autosave) -> Desk:
        """Open a file; raises `InvalidInput` where it cannot be read as text."""
        text, stamp = read_text(file)
        document = opened(file, text, examiner.now(text, file))
        return cls(History(document), text, stamp, session, examiner, autosave)

    @property
    def document(self) -> Document:
        """The document as it stands."""
        return self.history.document

    @property
    def file(self) -> str:
        """The file that it is saved in."""
        return self.document.file

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return Path(self.file).name

    @property
    def title(self) -> str:
        """The title that the scenario gives itself, also while it is edited; else the name of the file."""
        data = self.document.data
        title = data.get("title") if isinstance(data, dict) else None
        return str(title) if title else self.name

    @property
    def drafts(self) -> DraftFolder:
        """Where drafts of it are kept."""
        return DraftFolder.beside(Path(self.file).parent)

    @property
    def unsaved(self) -> bool:
        """Whether something was edited that is not in the file."""
        return self.document.text != self.saved

    @property
    def unsaved_edits(self) -> tuple[str, ...]:
        """The edits since it was saved, in words."""
        done = self.history.done[self.saved_at :] if self.unsaved else ()
        return tuple(edit.label for edit in done)

    @property
    def writable(self) -> bool:
        """Whether it can be saved where it is."""
        return is_writable(self.file)

    def examined(self, patience: float | None = None) -> Examined | None:
        """Return what the text says; None where that is not known within so many seconds."""
        return self.examiner.of(self.document.text, self.file, patience)

    def latest(self) -> Examined | None:
        """Return what the text said when it was last known."""
        return self.examiner.latest(self.file)

    def edit(self, changes: Iterable[Change], label: str) -> None:
        """Make changes as one edit; raises `NotUnderstoodError`."""
        self._go(self.history.pushed(self.document.edited(changes), label))

    def retype(self, text: str, label: str) -> None:
        """Put another text in the place of all."""
        text = text.replace("\r\n", "\n") if "\r\n" not in self.document.text else text
        document = opened(self.file, text, self.examiner.now(text, self.file))
        self._go(self.history.pushed(document, label))

    def undo(self) -> None:
        """Take the last edit back."""
        self._go(self.history.undo())

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._go(self.history.redo())

    def read_again(self) -> None:
        """Read the text anew: a file that it extends has changed."""
        self.examiner.forget(self.file)
        text = self.document.text
        self._go(self.history.refreshed(opened(self.file, text, self.examiner.now(text, self.file))))

    def _go(self, history: History) -> None:
        if history is self.history:
            return
        self.history = history
        self.examined(0)  # which begins to read it
        if self.unsaved:
            self.autosave.write(self.drafts, self.draft())
        else:
            self.autosave.drop(self.drafts, self.name, self.session)

    def draft(self) -> Draft:
        """Return the draft that is kept of it."""
        edits = self.unsaved_edits
        return Draft(self.name, self.session, self.stamp.digest, time.time(), edits, self.document.text)

    def changed_on_disk(self) -> bool:
        """Say whether somebody else changed the file since it was read or saved here."""
        return changed_meanwhile(self.file, self.stamp)

    def on_disk(self) -> str | None:
        """Return the text that is on disk now; None where the file is gone."""
        return text_on_disk(self.file)

    def save(self, *, anyway: bool = False) -> bool:
        """Save it; False, and nothing written, where another changed the file. Raises `InvalidInput`."""
        text = self.document.text
        stamp = save(self.file, text, self.stamp, anyway=anyway)
        if stamp is None:
            return False
        self.saved, self.stamp, self.saved_at = text, stamp, len(self.history.done)
        self.autosave.drop(self.drafts, self.name, self.session)
        return True

    def take_theirs(self) -> None:
        """Take what is on disk, as an edit that can be undone."""
        text, stamp = read_text(self.file)
        self.saved, self.stamp = text, stamp
        self.retype(text, "took the file from disk")
        self.saved_at = len(self.history.done)
        if not self.unsaved:
            self.autosave.drop(self.drafts, self.name, self.session)

    def take_draft(self, draft: Draft) -> None:
        """Take up a draft as an edit; the draft is ours from now on."""
        self.retype(draft.text, "restored a draft")
        if draft.session != self.session:
            self.drafts.drop(draft.scenario, draft.session)

    def save_as(self, file: str, *, copy_bases: bool = False) -> None:
        """Save it under a new name and go on there; raises `InvalidInput` where the name is taken.

        `copy_bases` puts the files that it extends beside it, where they are not there yet.
        """
        text = self.document.text
        if copy_bases:
            library.copy_bases(Path(self.file), text, Path(file).parent)
        write_atomically(file, text, overwrite=False)
        self.autosave.drop(self.drafts, self.name, self.session)
        examined = self.examiner.now(text, file)
        self.history = replace(self.history, document=opened(file, text, examined))
        self.saved, self.stamp = read_text(file)
        self.saved_at = len(self.history.done)
