"""A visit to the page: what is on it, and what is pressed and typed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from streamlit.testing.v1 import AppTest

from planner.editing.desk import Desk
from planner.editing.edits import at
from planner.editing.working import Job
from planner.ui.notices import OUR_MISTAKE
from tests.folders import ROOT

SLOWEST = 60


def waited_for(job: Job | None, seconds: float = SLOWEST) -> None:
    """Wait until what works in the background is done; it has to be at work, and to come to an end."""
    assert job is not None
    assert job.ended.wait(seconds)


@dataclass
class Visit:
    """One session of the page on a folder of scenarios."""

    app: AppTest
    folder: Path

    @classmethod
    def to(cls, folder: Path) -> Visit:
        """Begin a session at the library."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOWEST)
        app.session_state["session"] = uuid4().hex[:12]
        return cls(app, folder).run()

    def run(self) -> Visit:
        """Run the page; nothing may have failed."""
        self.app.run()
        assert not self.app.exception, [one.message for one in self.app.exception]
        assert OUR_MISTAKE not in [one.value for one in self.app.error]
        return self

    def open(self, name: str, page: str = "edit") -> Visit:
        """Open a scenario on a page."""
        self.app.session_state["file"] = str(self.folder / name)
        return self.visit(page)

    def visit(self, page: str) -> Visit:
        """Go to a page."""
        self.app.session_state["go"] = page
        self.run()
        return self.run()

    def tab(self, name: str) -> Visit:
        """Open a tab of the page Edit."""
        self.app.session_state["tab"] = name
        return self.run()

    def press(self, key: str) -> Visit:
        """Press a button; one that is there only once something is worked out is waited for."""
        end = time.monotonic() + SLOWEST
        while key not in [one.key for one in self.app.button] and time.monotonic() < end:
            time.sleep(0.1)
            self.run()
        self.app.button(key=key).click()
        return self.run()

    def put(self, kind: str, key: str, value: Any) -> Visit:
        """Have an input of a kind say something."""
        self.input(kind, key).set_value(value)
        return self.run()

    def input(self, kind: str, key: str) -> Any:
        """Return an input of a kind; a choice whose words have changed has a number after its key."""
        kind = {"pills": "button_group", "segmented_control": "button_group"}.get(kind, kind)
        found = [one for one in self.app.get(kind) if str(one.key).partition(" #")[0] == key]
        if not found:
            raise KeyError(key)
        return found[0]

    @property
    def desk(self) -> Desk:
        """The scenario on the desk."""
        return self.app.session_state["desks"][self.app.session_state["file"]]

    def value(self, *path: str | int) -> Any:
        """Return what the scenario says at a path."""
        return at(self.desk.document.data, path)

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success", "html")
        found = [one.value for kind in kinds for one in self.app.get(kind) if hasattr(one, "value")]
        return "\n".join([*map(str, found), *(str(one.proto.body) for one in self.app.get("html"))])
