"""What the page costs: `python -m benchmarks.page`. Our own time for a rerun, and memory.

For the reassurance scenario and for one with 190 nations and 60 capabilities: seconds of an edit (text, data,
history, and what the text then says), and of a rerun of the pages Edit and Plan with nothing to solve or draw
anew, in processor time of the session's own thread. Texts are read in another one: that is printed by itself,
in time on the clock. The browser's part is not in it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from benchmarks.family import Size, as_document, generate
from benchmarks.worker import peak_megabytes

ROOT = Path(__file__).parent.parent
LARGE = Size(nations=190, capabilities=60, places=2, phases=8)
BUDGET = {"reassurance.yaml": (50, 150), "large.yaml": (150, 300)}
"""Milliseconds that a rerun of Edit and of Plan may take."""
RUNS = 7


class _Plain(yaml.SafeDumper):
    """YAML without aliases, as people write it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def library() -> Path:
    """Return a folder with both scenarios."""
    folder = Path(tempfile.mkdtemp(prefix="planner-page-"))
    shutil.copy(ROOT / "scenarios" / "reassurance.yaml", folder)
    text = yaml.dump(
        as_document(generate(LARGE, 1)), Dumper=_Plain, sort_keys=False, default_flow_style=None, width=110
    )
    (folder / "large.yaml").write_text(text, encoding="utf-8")
    return folder


def measured(folder: Path, name: str) -> dict[str, float]:
    """Return the figures of one scenario, in milliseconds."""
    from streamlit.testing.v1 import AppTest

    from planner.ui import shell

    times: list[float] = []
    run = shell.run

    def timed(pages: Any) -> None:
        start = time.thread_time()
        try:
            run(pages)
        finally:
            times.append(1000 * (time.thread_time() - start))

    shell.run = timed
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app.session_state["file"] = str(folder / name)
    app.run()
    figures = _edits(app, times)
    figures["plan rerun"] = _reruns(app, times)
    shell.run = run
    return figures


def _edits(app: Any, times: list[float]) -> dict[str, float]:
    """Return what an edit costs, what a rerun of the page after it costs, and how long its text is read."""
    from planner.editing.edits import ValueChange

    app.session_state["go"] = "edit"
    app.run()
    (desk,) = app.session_state["desks"].values()
    nation = next(iter(desk.document.data["nations"]))
    capability = next(iter(desk.document.data["nations"][nation]["offers"]))
    path = ("nations", nation, "offers", capability, "units")
    edits, reruns, readings = [], [], []
    for units in range(2, 2 + RUNS):
        start = time.thread_time()
        desk.edit([ValueChange(path, units)], "units")
        edits.append(1000 * (time.thread_time() - start))
        for mount in app.session_state["mounts"].values():
            mount.serial = desk.history.serial  # as after an edit in the grid itself
        times.clear()
        app.run()
        reruns.append(times[0])
        start = time.perf_counter()
        desk.examiner.forget(desk.file)
        desk.examined()
        readings.append(1000 * (time.perf_counter() - start))
    return {
        "edit": statistics.median(edits),
        "edit rerun": statistics.median(reruns),
        "reading": statistics.median(readings),
    }


def _reruns(app: Any, times: list[float]) -> float:
    """Return what a rerun of the page Plan costs, with its plan at hand."""
    from planner.editing.background_solving import Asked
    from planner.ui import services

    (desk,) = app.session_state["desks"].values()
    scenario = desk.examined().scenario
    services.solving().start(Asked.of(scenario), scenario).ended.wait()
    app.session_state["go"] = "plan"
    app.run()
    app.run()
    times.clear()
    for _ in range(RUNS):
        app.run()
    return statistics.median(times)


def sessions(folder: Path, count: int = 10) -> float:
    """Return the peak memory in MB of so many sessions at work on one scenario, each with its plan."""
    from streamlit.testing.v1 import AppTest

    from planner.editing.background_solving import Asked
    from planner.editing.edits import ValueChange
    from planner.ui import services

    apps = []
    for number in range(count):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        app.session_state["file"] = str(folder / "reassurance.yaml")
        app.session_state["go"] = "edit"
        app.run()
        (desk,) = app.session_state["desks"].values()
        path = ("nations", "FRA", "offers", "infantry_battalion", "units", "expected")
        for units in range(3):
            desk.edit([ValueChange(path, number + units + 1)], "units")
            app.run()
        scenario = desk.examined().scenario
        if scenario is not None:
            services.solving().start(Asked.of(scenario), scenario).ended.wait()
        app.session_state["go"] = "plan"
        app.run()
        apps.append(app)
    return peak_megabytes()


def main() -> None:
    """Print the figures beside their budgets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", action="store_true", help="only the memory of ten sessions")
    asked = parser.parse_args()
    folder = library()
    os.environ["PLANNER_FOLDER"] = str(folder)
    if asked.sessions:
        print(f"ten sessions: {sessions(folder):.0f} MB (budget 500)")
    else:
        _print_times(folder)
        subprocess.run([sys.executable, "-m", "benchmarks.page", "--sessions"], check=True)
    shutil.rmtree(folder)


def _print_times(folder: Path) -> None:
    for name, (edit, plan) in BUDGET.items():
        figures = measured(folder, name)
        whole = figures["edit"] + figures["edit rerun"]
        reading, making = figures["reading"], figures["edit"]
        print(f"{name}: a text is read in {reading:.0f} ms, an edit is made in {making:.0f} ms")
        print(f"  page Edit, an edit with its rerun {whole:.0f} ms (budget {edit})")
        print(f"  page Plan, a rerun {figures['plan rerun']:.0f} ms (budget {plan})", flush=True)


if __name__ == "__main__":
    main()
