"""Drafts: what was typed and not saved, kept beside the scenarios so that no reload or crash loses it."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.files import write_atomically
from planner.problems import InvalidInput, Problem

FOLDER = ".planner"
"""The folder beside the scenarios that holds drafts and what was deleted."""
PAUSE = 0.3
"""Seconds after an edit until its draft is written, so that a run of edits is written once."""
_MARK = "# planner-draft "


@dataclass(frozen=True)
class Draft:
    """What was typed into a scenario in one session of a browser, and not saved.

    `base` is the digest of the file that it began from, `changes` are the edits in words, the last one last.
    """

    scenario: str
    session: str
    base: str
    saved_at: float
    changes: tuple[str, ...]
    text: str
    count: int = 0
    """How many edits that were, also those whose words are not kept."""

    @property
    def edits(self) -> int:
        """How many edits it holds."""
        return max(self.count, len(self.changes), 1)

    def written(self) -> str:
        """Return the draft as a file: a scenario with a first line that says what it is."""
        head = {name: value for name, value in vars(self).items() if name != "text"}
        return f"{_MARK}{json.dumps(head, ensure_ascii=False)}\n{self.text}"


def digest(text: str) -> str:
    """Return the SHA-256 of a text as a file would hold it."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def read(file: Path) -> Draft | None:
    """Return the draft of a file; None where it is none, or half of one."""
    try:
        head, _, text = file.read_text(encoding="utf-8").partition("\n")
        about = json.loads(head.removeprefix(_MARK)) if head.startswith(_MARK) else None
        return Draft(text=text, **{**about, "changes": tuple(about["changes"])}) if about else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@dataclass(frozen=True)
class DraftFolder:
    """The drafts of the scenarios of one folder."""

    folder: Path

    @classmethod
    def beside(cls, scenarios: Path) -> DraftFolder:
        """Return the drafts of a folder: in it where it may be written to, else among the user's files."""
        if os.access(scenarios, os.W_OK):
            return cls(scenarios / FOLDER / "drafts")
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        return cls(state / "planner" / "drafts" / digest(str(scenarios.resolve()))[:16])

    def path(self, scenario: str, session: str) -> Path:
        """Return the file of a draft."""
        return self.folder / f"{scenario}~{session}.yaml"

    def of(self, scenario: str) -> list[Draft]:
        """Return the drafts of a scenario, the newest first."""
        return [draft for draft in self.all() if draft.scenario == scenario]

    def all(self) -> list[Draft]:
        """Return all drafts, the newest first."""
        found = [draft for draft in map(read, self._files()) if draft is not None]
        return sorted(found, key=lambda draft: -draft.saved_at)

    def _files(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from sorted(self.folder.glob("*~*.yaml"))

    def write(self, draft: Draft) -> None:
        """Write a draft, whole or not at all; raises `InvalidInput`."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = error.strerror or str(error)
            raise InvalidInput([Problem(str(self.folder), 0, "", "cannot be made", said)]) from None
        write_atomically(self.path(draft.scenario, draft.session), draft.written())

    def drop(self, scenario: str, session: str) -> None:
        """Delete a draft, if it is there."""
        with suppress(OSError):
            self.path(scenario, session).unlink()


class Autosave:
    """Writes drafts in the background, one after the other, the latest of each only."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._waiting: dict[Path, tuple[DraftFolder, Draft | None]] = {}
        self._changed = threading.Condition()
        self._troubles: dict[Path, str] = {}
        self._thread: threading.Thread | None = None
        atexit.register(self.flush)

    def write(self, folder: DraftFolder, draft: Draft) -> None:
        """Have a draft written soon."""
        self._put(folder.path(draft.scenario, draft.session), (folder, draft))

    def is_waiting(self, folder: DraftFolder, scenario: str, session: str) -> bool:
        """Say whether a draft is still to be written."""
        return folder.path(scenario, session) in self._waiting

    def trouble(self, folder: DraftFolder, scenario: str, session: str) -> str:
        """Say why the last draft of a scenario in a session could not be written; empty where it could."""
        return self._troubles.get(folder.path(scenario, session), "")

    def drop(self, folder: DraftFolder, scenario: str, session: str) -> None:
        """Have a draft deleted, and not written any more."""
        self._put(folder.path(scenario, session), (folder, None))
        self.flush()

    def flush(self) -> None:
        """Write now what waits."""
        with self._changed:
            for path, (folder, draft) in list(self._waiting.items()):
                self._carry_out(path, folder, draft)
                del self._waiting[path]

    def _put(self, path: Path, job: tuple[DraftFolder, Draft | None]) -> None:
        with self._changed:
            self._waiting[path] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="autosave", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting and not self._changed.wait(timeout=30):
                    self._thread = None
                    return
            time.sleep(self._pause)
            self.flush()

    def _carry_out(self, path: Path, folder: DraftFolder, draft: Draft | None) -> None:
        self._troubles.pop(path, None)
        if draft is None:
            with suppress(OSError):
                path.unlink()
            return
        try:
            folder.write(draft)
        except InvalidInput as refused:
            self._troubles[path] = "; ".join(str(one.as_on_page()) for one in refused.problems)
