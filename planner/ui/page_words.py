"""Words for the page: how many, how long ago, and text in which nothing is read as Markdown."""

from __future__ import annotations

import re
import time

NO_DESK = "No scenario is open. Choose one at the side or on the page Scenarios."
"""What is said where something is asked of a scenario, and none is open by now."""


def counted(count: int, word: str) -> str:
    """Say how many of something there are: `1 problem`, `2 problems`."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def ago(moment: float) -> str:
    """Say how long ago something was."""
    seconds = max(time.time() - moment, 0)
    for limit, unit, name in ((3600, 60, "minute"), (86400, 3600, "hour"), (30 * 86400, 86400, "day")):
        if seconds < limit:
            count = int(seconds // unit)
            return f"{count} {name}{'' if count == 1 else 's'} ago" if count else "just now"
    return time.strftime("%d %B %Y", time.localtime(moment))


_BREAKS = re.compile(
    r"(?<=[:@])(?=[\w/+-])"  # :name: of a picture, :material/name:, http://, name@place
    r"|(?<=www)(?=\.)"
    r"|(?<=<)(?=-)|(?<=-)(?=[->])"  # arrows and dashes
)
"""Where text is read as a link or a sign even after what is escaped was taken as it is."""
_BEGINS = re.compile(r"^(\d*)([-+=.)])(?=\s|[-+=]|$)")
"""What begins a list, a line or a heading."""
_NOTHING = "\u2060"
"""A word joiner: it has no width and breaks no line."""


def escaped(text: str) -> str:
    """Return a text in which nothing is read as Markdown: the one way of text from outside to the page."""
    text = _BREAKS.sub(_NOTHING, " ".join(text.split("\n")).strip(" \t"))
    text = "".join(f"\\{sign}" if sign in "\\`*_[]<>#$:~|&" else sign for sign in text)
    return _BEGINS.sub(r"\1\\\2", text)
