"""A visitor with a browser: what a person does on the page, and what the browser noticed meanwhile."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 60_000
"""Milliseconds until something is taken not to happen."""


@dataclass
class Visitor:
    """A page of a browser on the planner's address."""

    page: Any
    address: str
    asked: set[str] = field(default_factory=set)
    """The hosts that the browser asked for anything."""
    complaints: list[str] = field(default_factory=list)
    """What the browser's console called an error."""

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.asked.add(urlsplit(request.url).netloc)

    def _note_message(self, message: Any) -> None:
        # On a page with a path Streamlit first asks below that path where its server is.
        searching = "/_stcore/" in (message.location or {}).get("url", "")
        if message.type == "error" and not searching:
            self.complaints.append(message.text)

    def go(self, path: str = "") -> None:
        """Open an address of the planner."""
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector('[data-testid="stSidebar"]', state="attached")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has nothing more to do."""
        quiet = 0
        end = time.monotonic() + PATIENCE / 1000
        while quiet < 3 and time.monotonic() < end:
            self.page.wait_for_timeout(100)
            still = self.page.locator('[data-test-script-state="notRunning"]').count() > 0
            quiet = quiet + 1 if still else 0

    def click(self, name: str, *, exact: bool = True) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.settle()

    def tab(self, name: str) -> None:
        """Open a tab of a page."""
        self.page.locator('[data-testid="stButtonGroup"]').get_by_text(name, exact=True).first.click()
        self.settle()

    def part(self, name: str) -> None:
        """Open a part of a page."""
        self.tab(name)

    def visit(self, name: str) -> None:
        """Go to another page by its link in the sidebar."""
        self.page.locator('[data-testid="stSidebarNav"]').get_by_text(name, exact=True).click()
        self.settle()

    def cell(self, row: int, column: int) -> Any:
        """Return a cell of the first grid, counted from 0; the labels of rows are column 0."""
        return self.page.locator(f'[data-testid="glide-cell-{column}-{row}"]').first

    def reads(self, row: int, column: int, text: str) -> None:
        """Expect a cell of the first grid to hold a text: the grid draws a moment after the page is done."""
        end = time.monotonic() + PATIENCE / 1000
        while (found := self.cell(row, column).text_content()) != text and time.monotonic() < end:
            self.page.wait_for_timeout(100)
        assert found == text, f"the cell in row {row}, column {column} holds {found!r}, not {text!r}"

    def type_into(self, row: int, column: int, text: str) -> None:
        """Type into a cell of the first grid; again where the grid was not ready."""
        for _ in range(5):
            # Of a cell that had the focus before, the grid takes no notice: another one goes first.
            for place in (0, column):
                self.cell(row, place).focus()
                self.page.wait_for_timeout(80)
            self.page.keyboard.type(text, delay=70)
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(250)
            self.settle()
            if self.cell(row, column).text_content() == text:
                return
        raise AssertionError(f"the cell in row {row}, column {column} does not take {text!r}")

    def sees(self, text: str, *, exact: bool = False) -> None:
        """Expect a text on the page."""
        self.page.get_by_text(text, exact=exact).first.wait_for(timeout=PATIENCE)

    def does_not_see(self, text: str) -> None:
        """Expect a text to be gone."""
        self.page.get_by_text(text).first.wait_for(state="hidden", timeout=PATIENCE)
