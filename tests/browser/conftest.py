"""A browser on a served planner; skipped, with the reason, where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.server import served
from tests.browser.visitor import Visitor
from tests.folders import ROOT

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine (on Debian: apt-get install chromium)")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name in ("reassurance.yaml", "reassurance-us-stays-out.yaml"):
        shutil.copy(ROOT / "scenarios" / name, folder)
    shutil.copy(ROOT / "planner" / "scenario" / "template.yaml", folder / "first.yaml")
    return folder


@pytest.fixture
def address(library: Path, tmp_path: Path) -> Iterator[str]:
    with served(library, tmp_path) as found:
        yield found


@pytest.fixture
def visitors(browser: Any, address: str) -> Iterator[Callable[..., Visitor]]:
    """Return who opens tabs; in the end no tab may have asked anybody else or have reported an error."""
    opened: list[Visitor] = []
    context = browser.new_context(viewport={"width": 1360, "height": 1000}, accept_downloads=True)

    def visitor() -> Visitor:
        opened.append(Visitor(context.new_page(), address))
        return opened[-1]

    yield visitor
    context.close()
    asked = {host for one in opened for host in one.asked}
    assert asked == {address.removeprefix("http://")}
    assert [said for one in opened for said in one.complaints] == []


@pytest.fixture
def visitor(visitors: Callable[..., Visitor]) -> Visitor:
    return visitors()
