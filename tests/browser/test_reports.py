"""Reports as a reader opens them: in a browser without a network, and in a spreadsheet program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from planner.cli import run
from tests.folders import ROOT

SCENARIOS = ROOT / "scenarios"
KINDS = ("plan", "compare", "explain")
CHARTS = {"plan": 4, "compare": 2, "explain": 1}
"""At least so many charts are in the report of each kind."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of a plan, of a comparison and of an explanation."""
    folder = tmp_path_factory.mktemp("reports")
    base, variant = (str(SCENARIOS / f"reassurance{name}.yaml") for name in ("", "-turkiye-no-ships"))
    assert run(["solve", base, "--out", str(folder / "plan"), "--quiet"]) == 0
    assert run(["compare", base, variant, "--out", str(folder / "compare"), "--quiet"]) == 0
    assert run(["explain", base, "--out", str(folder / "explain"), "--quiet"]) == 0
    return folder


@pytest.mark.parametrize("name", [f"{kind}/{kind}.html" for kind in KINDS])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 420])
def test_a_page_asks_nobody_says_no_error_and_fits_its_width(
    browser: Any, reports, name, look, width
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=look)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((reports / name).as_uri())
    assert page.locator("h1").count() >= 1
    assert page.locator("svg").count() >= CHARTS[name.partition("/")[0]]
    assert asked == [(reports / name).as_uri()]
    assert said == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1
    page.close()


@pytest.mark.parametrize("name", [f"{kind}/{kind}.html" for kind in KINDS])
def test_a_page_is_no_larger_than_three_megabytes(reports, name) -> None:
    assert (reports / name).stat().st_size < 3_000_000


@pytest.mark.parametrize("name", [f"{kind}/{kind}.xlsx" for kind in KINDS])
def test_a_spreadsheet_program_opens_the_workbook(reports, name, tmp_path) -> None:
    """LibreOffice converts it without complaint; it would refuse or repair a broken file."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip(
            "there is no LibreOffice on this machine (on Debian: apt-get install libreoffice-calc-nogui)"
        )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
        str(tmp_path),
        str(reports / name),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 0, answer.stderr
    assert "repair" not in answer.stderr.lower()
    assert list(tmp_path.glob("*.csv"))
