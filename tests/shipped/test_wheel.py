"""The wheel: what `planner app` needs is in it, and it runs where there is no checkout."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.folders import ROOT, SHIPPED

PATIENCE = 60


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


def surroundings(installed: Path, home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PLANNER_FOLDER"}
    return {**kept, "PYTHONPATH": str(installed), "HOME": str(home)}


def said(installed: Path, home: Path, *arguments: str) -> str:
    """Return what Python says that has the wheel installed and no checkout."""
    answer = subprocess.run(
        [sys.executable, *arguments],
        cwd=home,
        env=surroundings(installed, home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


LIBRARY = """
from planner.editing.library import listed
from planner.ui.shelves import shelves
for shelf in shelves():
    for one in listed(shelf.folder):
        print(one.file, shelf.writable or one.writable)
"""


DOCUMENTS = """
from planner.shipped.documents import Picture, shipped_documents
from planner.shipped.installed import documents
for one in shipped_documents():
    print(one.file.relative_to(documents()))
    for part in one.parts(lambda file: None):
        if isinstance(part, Picture):
            assert part.file.exists()
            print(part.file.name)
"""


def test_the_wheel_is_under_two_megabytes_and_brings_its_types(installed) -> None:
    (wheel,) = installed.parent.glob("*.whl")
    assert wheel.stat().st_size < 2_000_000
    assert (installed / "planner" / "py.typed").is_file()


def test_the_library_lists_the_scenarios_that_ship_and_none_may_be_written_to(installed, tmp_path) -> None:
    listed = [line.rsplit(" ", 1) for line in said(installed, tmp_path, "-c", LIBRARY).splitlines()]
    assert sorted(Path(file).name for file, _ in listed) == sorted(file.name for file in SHIPPED)
    assert all(file.startswith(str(installed)) for file, _ in listed)
    assert {writable for _, writable in listed} == {"False"}


def test_the_scenarios_that_ship_are_without_problems_where_they_are_installed(installed, tmp_path) -> None:
    files = [str(file) for file in (installed / "planner" / "shipped" / "scenarios").rglob("*.yaml")]
    assert "without problems" in said(installed, tmp_path, "-m", "planner", "validate", *files)


def test_the_documents_that_ship_are_those_of_the_checkout_with_their_pictures(installed, tmp_path) -> None:
    told = said(installed, tmp_path, "-c", DOCUMENTS).splitlines()
    pages = {str(file.relative_to(ROOT / "docs")) for file in (ROOT / "docs").rglob("*.md")}
    first = {"README.md", "scenarios/README.md"}
    assert {line for line in told if line.endswith(".md")} | first == pages | first
    assert len([line for line in told if line.endswith(".svg")]) >= 2 * len(SHIPPED)


@pytest.fixture
def page(installed: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Yield `planner app` as it was installed, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "planner", "app", "--no-browser", "--port", str(port)]
    where = surroundings(installed, tmp_path)
    with subprocess.Popen(command, cwd=tmp_path, env=where, stdout=subprocess.DEVNULL) as process:
        yield process, f"http://127.0.0.1:{port}"
        process.kill()


def answer(address: str, process: subprocess.Popen[bytes]) -> str | None:
    """Return what an address answers; None where there is no answer before patience or the process ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address) as response:
                return str(response.read().decode())
        except URLError:
            time.sleep(0.2)
    return None


def test_the_page_starts_and_ends_with_its_command(page) -> None:
    process, address = page
    assert answer(f"{address}/_stcore/health", process) == "ok"
    process.terminate()
    process.wait(PATIENCE)
    with pytest.raises(URLError):
        urlopen(f"{address}/_stcore/health")
