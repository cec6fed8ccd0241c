"""The command line as a whole: from any folder, and quick to start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli import DONE
from tests.folders import ROOT

REASSURANCE = str(ROOT / "scenarios" / "reassurance.yaml")


def _fresh(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_commands_work_from_any_folder(tmp_path) -> None:
    answer = _fresh("-m", "planner", "solve", REASSURANCE, "--quiet", cwd=tmp_path)
    assert answer.returncode == DONE
    assert answer.stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["solve", REASSURANCE, "--json"]], ids=["help", "solve"])
def test_the_terminal_never_imports_streamlit(arguments, tmp_path) -> None:
    code = (
        "import sys\nfrom planner.cli import run\n"
        f"try:\n    run({arguments!r})\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.startswith(('streamlit', 'altair')) for name in sys.modules))"
    )
    assert _fresh("-c", code, cwd=tmp_path).returncode == 0


def test_help_loads_no_solver_and_no_table_library(tmp_path) -> None:
    code = (
        "import sys\nfrom planner.cli import run\n"
        "try:\n    run(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'pandas', 'highspy', 'pulp', 'pydantic')))"
    )
    assert _fresh("-c", code, cwd=tmp_path).returncode == 0
