"""YAML text -> events, one by one: the one place where a YAML library is asked what a text says.

Events are read, not objects: PyYAML's composer calls itself for each level and crashes on deep nesting, its
constructor follows YAML 1.1 (`010` is eight, `1:30` is ninety, `no` is false), and neither counts what
aliases stand for. Plain scalars follow the core schema of YAML 1.2 (section 10.3.2), decimal numbers only.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any

import yaml

from planner.scenario.nodes import Plain

REPLACE = "!replace"
ADD = "!add"
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(\.[0-9]*)?|(\.[0-9]+))([eE][-+]?[0-9]+)?")
_STARTS_A_NUMBER = frozenset("+-.0123456789")
_LONGEST_INTEGER = 18
_WORDS: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: float("inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}

_BEGIN = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_END = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def resolved(text: str) -> Plain:
    """Return what a plain scalar means; numbers without end come back as such."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS_A_NUMBER:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    whole = match.lastindex is None and len(text) <= _LONGEST_INTEGER
    return int(text) if whole else float(text)


def meaning(scalar: Any) -> Plain:
    """Return what the event of a scalar means: as it is where it is in quotes, else what is written."""
    return resolved(scalar.value) if scalar.implicit[0] or scalar.tag == REPLACE else str(scalar.value)


class YamlEvents(ABC):
    """Takes the events of one text: tables and lists that begin and end, scalars, aliases, documents."""

    def read(self, text: str) -> None:
        """Take every event of a text; raises `yaml.YAMLError` where it is no YAML."""
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
            elif isinstance(event, _BEGIN):
                self.begin(event, table=isinstance(event, yaml.MappingStartEvent))
            elif isinstance(event, _END):
                self.end(event)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.document(event)

    @abstractmethod
    def document(self, event: Any) -> None:
        """Take the beginning of a document, of which a text may hold several."""

    @abstractmethod
    def begin(self, event: Any, *, table: bool) -> None:
        """Take the beginning of a table, or of a list."""

    @abstractmethod
    def end(self, event: Any) -> None:
        """Take the end of the table or list that began last and is still open."""

    @abstractmethod
    def scalar(self, event: Any) -> None:
        """Take a scalar: a key, or a value."""

    @abstractmethod
    def alias(self, event: Any) -> None:
        """Take an alias: it stands for what was written elsewhere."""
