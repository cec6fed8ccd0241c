"""numpy is imported when an array is made, and no sooner."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from planner.program import arrays

PROBE = """
import sys
from planner.constraints import kinds
from planner.program.arrays import np
assert kinds() and "numpy" not in sys.modules
assert np.zeros(2).sum() == 0 and "numpy" in sys.modules
"""


def test_kinds_are_known_without_numpy_and_the_first_array_brings_it() -> None:
    subprocess.run([sys.executable, "-c", PROBE], check=True)


def test_what_it_holds_is_what_numpy_holds() -> None:
    assert arrays.np.flatnonzero is np.flatnonzero
    assert arrays.np.linalg is np.linalg
    with pytest.raises(AttributeError):
        getattr(arrays.np, "no_such_function")  # noqa: B009  nobody types what is not there
