"""A command that must be refused."""

from __future__ import annotations

import pytest

from planner.cli import BAD_INPUT, run


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must be refused; return what it says on standard error."""
    try:
        code: object = run(list(arguments))
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    assert code == BAD_INPUT
    assert "Traceback" not in printed.err
    assert printed.err.strip()
    return printed.err
