"""One scenario on somebody's desk: its history, whether it is saved, its draft, what its text says."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.editing import library
from planner.editing.document import Document, opened
from planner.editing.drafts import Autosave, Draft, DraftFolder, digest
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner, has_changed
from planner.editing.history import History, Mark
from planner.editing.saving import Stamp, changed_meanwhile, is_writable, read_text, save, text_on_disk
from planner.files import write_atomically
from planner.scenario.reading import Examined


@dataclass
class Desk:
    """A scenario that is being edited in one session; the only thing here that changes.

    `saved` is the text on disk as far as we know, `saved_at` where the history stood then.
    """

    history: History
    saved: str
    stamp: Stamp
    session: str
    examiner: Examiner
    autosave: Autosave
    saved_at: Mark = field(default_factory=Mark)

    @classmethod
    def open(cls, file: str, session: str, examiner: Examiner, autosave: Autosave) -> Desk:
        """Open a file; raises `InvalidInput` where it cannot be read as text."""
        text, stamp = read_text(file)
        return cls(History(_read(file, text, examiner)), text, stamp, session, examiner, autosave)

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
    def draft_is_waiting(self) -> bool:
        """Whether a draft of it is still to be written."""
        return self.autosave.is_waiting(self.drafts, self.name, self.session)

    @property
    def draft_trouble(self) -> str:
        """Why its last draft could not be kept; empty where it could."""
        return self.autosave.trouble(self.drafts, self.name, self.session)

    @property
    def unsaved(self) -> bool:
        """Whether something was edited that is not in the file."""
        return self.document.text != self.saved

    @property
    def unsaved_edits(self) -> tuple[str, ...]:
        """The edits since it was saved, in words."""
        return self.history.labels_since(self.saved_at) if self.unsaved else ()

    @property
    def unsaved_count(self) -> int:
        """How many edits there were since it was saved, also those not kept, and those taken back."""
        return self.history.since(self.saved_at) if self.unsaved else 0

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

    def edit(self, changes: Iterable[ValueChange], label: str) -> None:
        """Make changes as one edit, of what it stands on as it is now; raises `NotUnderstoodError`."""
        self.refresh()
        self._go(self.history.pushed(self.document.edited(changes), label))

    def retype(self, text: str, label: str) -> None:
        """Put another text in the place of all."""
        text = text.replace("\r\n", "\n") if "\r\n" not in self.document.text else text
        self._go(self.history.pushed(_read(self.file, text, self.examiner), label))

    def undo(self) -> None:
        """Take the last edit back."""
        self._go(self.history.undo())

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._go(self.history.redo())

    def refresh(self) -> bool:
        """Read the text anew where a file that it stands on has changed; say whether one has."""
        if not has_changed(self.document.below):
            return False
        document = _read(self.file, self.document.text, self.examiner)
        self.history = self.history.refreshed(document)
        return True

    def _go(self, history: History) -> None:
        if history is self.history:
            return
        self.history = history
        self.refresh()  # of what was undone, too
        self.examined(0)  # which begins to read it
        if self.unsaved:
            self.autosave.write(self.drafts, self.draft())
        else:
            self.autosave.drop(self.drafts, self.name, self.session)

    def draft(self) -> Draft:
        """Return the draft that is kept of it."""
        edits, count = self.unsaved_edits, self.unsaved_count
        now, text = time.time(), self.document.text
        return Draft(self.name, self.session, self.stamp.digest, now, edits, text, count)

    def changed_on_disk(self) -> bool:
        """Say whether somebody else changed the file since it was read or saved here."""
        return changed_meanwhile(self.file, self.stamp)

    def on_disk(self) -> str | None:
        """Return the text that is on disk now; None where the file is gone."""
        return text_on_disk(self.file)

    def save(self) -> bool:
        """Save it; False, and nothing written, where another changed the file. Raises `InvalidInput`."""
        return self._saved(self.stamp)

    def save_over(self, seen: str | None) -> bool:
        """Save it over what another wrote, of which one has seen this text, or that the file is gone.

        False, and nothing written, where the file says something else by now. Raises `InvalidInput`.
        """
        return self._saved(Stamp("" if seen is None else digest(seen)))

    def _saved(self, known: Stamp) -> bool:
        text = self.document.text
        stamp = save(self.file, text, known)
        if stamp is None:
            return False
        self.saved, self.stamp, self.saved_at = text, stamp, self.history.mark
        self.autosave.drop(self.drafts, self.name, self.session)
        return True

    def take_theirs(self) -> None:
        """Take what is on disk, as an edit that can be undone."""
        text, stamp = read_text(self.file)
        self.saved, self.stamp = text, stamp
        self.retype(text, "took the file from disk")
        self.saved_at = self.history.mark
        if not self.unsaved:
            self.autosave.drop(self.drafts, self.name, self.session)

    def take_draft(self, draft: Draft) -> None:
        """Take up a draft as an edit; the draft is ours from now on."""
        self.retype(draft.text, "restored a draft")
        if draft.session != self.session:
            self.drafts.drop(draft.scenario, draft.session)

    def save_near(self, folder: Path, name: str) -> None:
        """Save it with what it stands on in a folder, under about a name that is free, and go on there.

        Raises `InvalidInput`, and `NotUnderstoodError` where what it stands on cannot be renamed in its text.
        """
        library.under_a_free_name(folder, name, lambda file: self.save_as(str(file), copy_bases=True))

    def save_as(self, file: str, *, copy_bases: bool = False) -> None:
        """Save it under a new name and go on there; raises `NameTakenError` where the name is taken.

        `copy_bases` puts the files that it stands on beside it, so that it means the same there.
        """
        text = self.document.text
        if copy_bases:
            within = self.examiner.within()
            text = library.carried(Path(self.file), text, Path(file).parent, within, Path(file))
        write_atomically(file, text, overwrite=False)
        self.autosave.drop(self.drafts, self.name, self.session)
        moved = replace(self.document, file=file)
        history = replace(self.history, document=moved, serial=self.history.serial + 1)
        named = _read(file, text, self.examiner)
        self.history = history.pushed(named, "named the copies that it extends").refreshed(named)
        self.saved, self.stamp = read_text(file)
        self.saved_at = self.history.mark


def _read(file: str, text: str, examiner: Examiner) -> Document:
    """Return what a text says now, with the files below it."""
    found = examiner.found(text, file)
    return opened(file, text, found.examined, found.below)
