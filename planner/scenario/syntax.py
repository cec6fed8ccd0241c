"""YAML's own complaints in plain words."""

from __future__ import annotations

import yaml

from planner.problems import Origin, Problem
from planner.scenario.nodes import TOO_DEEP

_WORDS: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": (
        "a colon stands where none can be",
        "put text that holds ': ' in quotes, and check that the lines above end as they should",
    ),
    "found unexpected ':'": ("a colon stands where none can be", "put a space after it, or text in quotes"),
    "could not find expected ':'": (
        "a line is neither `key: value` nor part of another",
        "is a colon missing?",
    ),
    "found character that cannot start": (
        "a character stands where no value can start with it",
        "indent with spaces, never with tabs; put text that starts with @, ` or % in quotes",
    ),
    "found unexpected end of stream": ("a quote is never closed", ""),
    "did not find expected ',' or ']'": ("a list in [ ] is not closed, or a comma is missing", ""),
    "did not find expected ',' or '}'": ("a table in { } is not closed, or a comma is missing", ""),
    "did not find expected '-'": ("a list in lines goes on without a dash", "check the indentation"),
    "block sequence entries are not allowed": (
        "a dash stands where no list can start",
        "start the list in a line of its own",
    ),
    "did not find expected key": (
        "this does not fit what stands above it",
        "check the indentation, and put text with quotes or brackets in it in quotes",
    ),
    "did not find expected node content": ("a value is missing between commas or brackets", ""),
    "did not find expected alphabetic": (
        "* or & stands alone",
        "put text that starts with * or & in quotes",
    ),
    "found unknown escape": ("a backslash in double quotes must be written twice", "or use single quotes"),
    "did not find expected <document start>": ("the file goes on after its end", "is a bracket too many?"),
    "found undefined tag handle": ("the tag is not known", "put text that starts with ! in quotes"),
    "exceeded": (TOO_DEEP, ""),
}


_TOLD_WHERE_IT_STARTS = ("could not find expected ':'", "found unexpected end of stream")
"""YAML notices these lines later; the person has to look at where the thing starts."""


def in_plain_words(error: yaml.YAMLError, origin: Origin) -> Problem:
    """Return a YAML error as a problem, in the words of somebody who has not read the standard."""
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    mark = getattr(error, "problem_mark", None)
    if said.startswith(_TOLD_WHERE_IT_STARTS):
        mark = getattr(error, "context_mark", None) or mark
    line = origin.line + mark.line if mark is not None and origin.line else origin.line
    text, hint = next(
        (words for key, words in _WORDS.items() if key in said), (f"cannot be read as YAML: {said}", "")
    )
    return Problem(origin.file, line, "", text, hint or _opened(error, origin, line))


def _opened(error: yaml.YAMLError, origin: Origin, line: int) -> str:
    """Hint at where the thing began that does not end."""
    mark = getattr(error, "context_mark", None)
    if mark is None or not origin.line or origin.line + mark.line == line:
        return ""
    return f"it starts in line {origin.line + mark.line}"
