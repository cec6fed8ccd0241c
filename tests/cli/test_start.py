"""What a command imports: nobody waits for what the command has no use for."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.folders import ROOT

ALWAYS = {
    "altair",
    "dask",
    "jinja2",
    "matplotlib",
    "milsymbol",
    "openpyxl",
    "pandas",
    "pulp",
    "pyarrow",
    "scipy.stats",
    "streamlit",
    "xlsxwriter",
}
"""What no command needs that only reads, solves, or prints a document."""
SOLVING = {"highspy", "scipy.sparse"}
REASSURANCE = str(ROOT / "scenarios" / "reassurance.yaml")
READING = {"numpy", "pydantic", "yaml"}
COMMANDS = {
    "solve": (["solve", REASSURANCE, "--json"], ALWAYS | {"rich"}),
    "validate": (["validate", REASSURANCE], ALWAYS | SOLVING | {"numpy", "rich"}),
    "help": (["--help"], ALWAYS | SOLVING | READING | {"rich"}),
    "help with solve": (["solve", "--help"], ALWAYS | SOLVING | READING | {"rich"}),
    "version": (["--version"], ALWAYS | SOLVING | READING | {"rich"}),
}
PROBE = """
import contextlib, io, json, sys
from planner.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
print(json.dumps(sorted(sys.modules)))
"""


def imported(arguments: list[str]) -> set[str]:
    """Return the names of all modules that a command has imported when it ends."""
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_nothing_heavy_that_it_has_no_use_for(command: str) -> None:
    arguments, idle = COMMANDS[command]
    assert imported(arguments) & idle == set()


def test_the_probe_sees_what_a_command_does_import() -> None:
    assert imported(COMMANDS["solve"][0]) >= SOLVING | READING


def test_arrays_are_added_up_on_one_thread_so_that_no_digit_depends_on_the_machine() -> None:
    probe = """
import os
from planner.cli import main
try:
    main(["--version"])
except SystemExit:
    print(os.environ["OPENBLAS_NUM_THREADS"])
"""
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True)
    assert done.stdout.split()[-1] == "1"
