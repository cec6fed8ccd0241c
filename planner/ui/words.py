"""Words for the page: how many, how long ago, and text in which nothing is read as Markdown."""

from __future__ import annotations

import time


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


def escaped(text: str) -> str:
    """Return a text in which nothing is read as Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#$:~|" else letter for letter in text)
