"""Where the texts of a picture stand that we draw ourselves."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from planner.reports.drawing import LETTER
from planner.reports.picture_ink import USUAL, InkPicture
from tests.there import there


def reach(picture: InkPicture) -> tuple[float, float]:
    """Return how far its texts reach to the left and to the right, in letters of the usual width."""
    ends = []
    for entry in ET.fromstring(picture.bare()).iter("{http://www.w3.org/2000/svg}text"):
        room = LETTER * int(entry.attrib["font-size"]) / USUAL * len(there(entry.text))
        left = float(entry.attrib["x"]) - room * (entry.attrib["text-anchor"] == "end")
        ends.append((left, left + room))
    return min(left for left, _ in ends), max(right for _, right in ends)
