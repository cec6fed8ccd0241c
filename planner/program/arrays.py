"""Arrays, and numpy for what is also read where nothing is worked out.

A command that only reads a scenario makes no array, and importing numpy would be a fifth of its time. Rooms
that reading imports take `np` from here: numpy itself, imported when something of it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__all__ = ["BoolArray", "FloatArray", "IntArray", "LongArray", "np"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int32]
    LongArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
else:
    FloatArray = IntArray = LongArray = BoolArray = Any

    class _Late:
        """A module that is imported when something of it is first asked for; what was found stays."""

        def __init__(self, module: str) -> None:
            self._module = module

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            found = getattr(importlib.import_module(self._module), name)
            setattr(self, name, found)
            return found

    np = _Late("numpy")
