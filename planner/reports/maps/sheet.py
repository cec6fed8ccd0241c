"""The sheet that a map is drawn on: pixels from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt


@dataclass(frozen=True)
class MapSheet:
    """The size of map and list together, in pixels."""

    width: float
    height: float

    def across(self, column: str) -> alt.X:
        """Return pixels from the left."""
        return alt.X(f"{column}:Q", scale=self._scale([0.0, self.width]), axis=None)

    def down(self, column: str) -> alt.Y:
        """Return pixels from above."""
        return alt.Y(f"{column}:Q", scale=self._scale([self.height, 0.0]), axis=None)

    @staticmethod
    def _scale(domain: list[float]) -> alt.Scale:
        return alt.Scale(domain=domain, nice=False, zero=False)
