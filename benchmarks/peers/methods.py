"""Ways to run HiGHS that a user would try; one thread each, as for everyone."""

from __future__ import annotations

from typing import Any

METHODS: dict[str, dict[str, Any]] = {
    "default": {},
    "interior": {"solver": "ipm"},
    "primal": {"solver": "simplex", "simplex_strategy": 4},
}
