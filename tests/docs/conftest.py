"""The documents that are made from the program, made anew."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.folders import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def writer() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "write.py"))


@pytest.fixture(scope="session")
def fresh(writer: dict[str, Any]) -> dict[Path, str]:
    """Every generated document by its file, as the program makes it today."""
    return dict(writer["written"](writer["told"](writer["shipped"]())))
