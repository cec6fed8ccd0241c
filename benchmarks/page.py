"""What the page costs: `python -m benchmarks.page`. Our own time for a rerun, and memory of ten sessions.

For the reassurance scenario and for one with 190 nations and 60 capabilities: seconds of an edit (text, data,
history, and what the text then says), and of a rerun of the pages Edit and Plan with nothing to solve or draw
anew. The browser's part is not in it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
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
        start = time.perf_counter()
        try:
            run(pages)
        finally:
            times.append(1000 * (time.perf_counter() - start))

    shell.run = timed
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app.session_state["file"] = str(folder / name)
    app.run()
    figures = _edits(app)
    for page in ("edit", "plan"):
        figures[f"{page} rerun"] = _reruns(app, page, times)
    shell.run = run
    return figures


def _edits(app: Any) -> dict[str, float]:
    """Return what an edit costs, and what its text says."""
    from planner.editing.changes import Change

    (desk,) = app.session_state["desks"].values()
    nation = next(iter(desk.document.data["nations"]))
    capability = next(iter(desk.document.data["nations"][nation]["offers"]))
    path = ("nations", nation, "offers", capability, "units")
    edits, readings = [], []
    for units in range(2, 2 + RUNS):
        start = time.perf_counter()
        desk.edit([Change(path, units)], "units")
        edits.append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        desk.examined()
        readings.append(1000 * (time.perf_counter() - start))
    return {"edit": statistics.median(edits), "reading": statistics.median(readings)}


def _reruns(app: Any, page: str, times: list[float]) -> float:
    from planner.editing.solving import Question
    from planner.ui import services

    app.session_state["go"] = page
    app.run()
    if page == "plan":
        (desk,) = app.session_state["desks"].values()
        scenario = desk.examined().scenario
        services.solving().start(Question.of(scenario), scenario).ended.wait()
        app.run()
    times.clear()
    for _ in range(RUNS):
        app.run()
    return statistics.median(times)


def main() -> None:
    """Print the figures beside their budgets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__.splitlines()[0])
    parser.parse_args()
    folder = library()
    os.environ["PLANNER_FOLDER"] = str(folder)
    for name, (edit, plan) in BUDGET.items():
        figures = measured(folder, name)
        whole = figures["edit"] + figures["edit rerun"]
        print(f"{name}: an edit {figures['edit']:.0f} ms, what its text says {figures['reading']:.0f} ms")
        print(f"  page Edit, the edit with its rerun {whole:.0f} ms (budget {edit})")
        print(f"  page Plan, a rerun {figures['plan rerun']:.0f} ms (budget {plan})")
    print(f"peak memory {peak_megabytes():.0f} MB")
    shutil.rmtree(folder)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
