"""The documents that are made from the program, made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import write
from tests.folders import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def fresh() -> dict[Path, str]:
    """Every generated document by its file, as the program makes it today."""
    return dict(write.written(write.told(write.shipped())))
