"""YAML text -> a tree of nodes, with everything that is wrong with the text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

import yaml

from planner.problems import Origin, Path, Problem, dotted, nearest
from planner.scenario.nodes import (
    DEEPEST,
    MOST_NODES,
    TOO_DEEP,
    Broken,
    Listing,
    Node,
    Scalar,
    Table,
    described,
    is_empty,
    is_months,
)
from planner.scenario.syntax import in_plain_words
from planner.scenario.yaml_events import ADD, REPLACE, YamlEvents, meaning, resolved

_KNOWN_TAGS = (None, "!", REPLACE)
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_AS_YAML = "save the file as YAML text in UTF-8"


def decoded(content: bytes, file: str, problems: list[Problem], hint: str = _AS_YAML) -> str | None:
    """Return the text of a file's bytes (UTF-8, with or without a mark), or None and the problem."""
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "", "is not text", hint))
        return None
    unreadable = _UNREADABLE.search(text)
    if unreadable is None:
        return text
    line = text[: unreadable.start()].count("\n") + 1
    said = f"holds the control character {unreadable.group()!a}, so it is not text"
    problems.append(Problem(file, line, "", said, hint))
    return None


def parsed(text: str, file: str, problems: list[Problem]) -> Table | None:
    """Return the tree of a scenario file's text; None where there is none to speak of.

    Whatever is wrong goes to `problems`.
    """
    root = parsed_value(text, Origin(file, 1), problems)
    if isinstance(root, Table):
        return root
    if root is not None and is_empty(root):
        hint, on_page = "`planner new FILE` writes an example", "New scenario, on Scenarios, begins with one"
        problems.append(Problem(file, 0, "", "is empty", hint, on_page=on_page))
    elif root is not None and not isinstance(root, Broken):
        said = f"is {described(root)}, not a table of keys such as `title:` and `nations:`"
        problems.append(Problem(file, root.origin.line, "", said))
    return None


class ParsedOnce:
    """What `parsed` does; of a text that several files extend the tree is made once, and shared."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Table] = {}

    def __call__(self, text: str, file: str, problems: list[Problem]) -> Table | None:
        """Return the tree of a scenario file's text, again as it was if nothing was wrong with it."""
        if (text, file) in self._known:
            return self._known[text, file]
        before = len(problems)
        root = parsed(text, file, problems)
        if root is not None and len(problems) == before:
            self._known[text, file] = root
        return root


def parsed_value(text: str, origin: Origin, problems: list[Problem]) -> Node | None:
    """Return the tree of any YAML value that starts at an origin; None where it cannot be read."""
    tree = _Tree(origin, problems)
    try:
        tree.read(text)
    except yaml.YAMLError as error:
        problems.append(in_plain_words(error, origin))
        return None
    except _Abandoned:
        return None
    return tree.root or Scalar(None, origin)


def _no_text_hint(key: str) -> str:
    if re.fullmatch("[0-9]{3}", key):
        return f'write it in quotes: "{key}"; if it is the end of a number, write numbers without commas'
    return f'write it in quotes: "{key}"'


class _Abandoned(Exception):  # noqa: N818  a signal, not an error
    """Reading on makes no sense; the problem is noted."""


@dataclass
class _Open:
    """A table or list that is being read, with how many nodes came before it and how deep it goes."""

    origin: Origin
    table: bool
    anchor: str | None
    tag: str | None
    before: int
    is_key: bool
    spoilt: bool = False
    height: int = 1
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key: str | None = None
    key_origin: Origin | None = None
    key_refused: bool = False

    def closed(self) -> Node:
        if self.spoilt:
            return Broken(self.origin)
        if self.table:
            return Table(self.entries, self.origin, self.tag == REPLACE)
        return Listing(tuple(self.items), self.origin, self.tag == REPLACE, self.tag == ADD)


@dataclass(frozen=True)
class _Anchored:
    node: Node
    count: int
    height: int


class _Tree(YamlEvents):
    """Takes the events of one text one by one; `root` is the tree in the end."""

    def __init__(self, origin: Origin, problems: list[Problem]) -> None:
        self.top = origin
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.count = 0
        self.documents = 0

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "keep one scenario a file; take out the line with ---"
            self.refuse(self.line(event), "holds several documents", hint)
            raise _Abandoned

    def scalar(self, event: Any) -> None:
        """Take a key or a value; a value of an unknown tag, unreadable or not finite is `Broken`."""
        origin = self.begun(event)
        if self.expects_key():
            self.key(event, origin)
            return
        value = meaning(event)
        node: Node = Scalar(value, origin)
        if not self.knows_tag(event, origin):
            node = Broken(origin)
        elif event.style == '"' and _UNREADABLE.search(event.value):
            self.refuse(origin, "holds a control character", "take out what the backslash stands for")
            node = Broken(origin)
        elif isinstance(value, float) and not isfinite(value):
            self.refuse(origin, "is not a finite number", "leave it out, or write a number")
            node = Broken(origin)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(node, 1, 0)
        self.place(node, 0)

    @property
    def outside(self) -> str | None:
        """The key of the table that is open."""
        return self.stack[-2].key if len(self.stack) > 1 else None

    def key(self, event: Any, origin: Origin) -> None:
        """Take the key of the next entry; `<<` spoils the table, a key that is not text the entry's value."""
        top = self.stack[-1]
        top.key, top.key_origin = event.value, origin
        if event.tag in (REPLACE, ADD):
            hint = f"write it before the value: `{event.value}: {event.tag} ...`"
            self.refuse(origin, f"has {event.tag} before the key, where it does nothing", hint)
        else:
            self.knows_tag(event, origin)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(Scalar(event.value, origin), 1, 0)
        if not event.implicit[0]:
            return
        if event.value == "<<":
            self.refuse(origin, "merging with << is not supported", "use `extends`, or write the keys out")
            top.key, top.spoilt = None, True
        elif not isinstance(resolved(event.value), str) and not is_months(event.value, self.outside):
            said = f"the key {event.value} is not text" if event.value else "a key is empty"
            self.refuse(origin, said, _no_text_hint(event.value))
            top.key_refused = True

    def begin(self, event: Any, *, table: bool) -> None:
        origin = self.begun(event)
        if len(self.stack) >= DEEPEST:
            self.refuse(origin, TOO_DEEP)
            raise _Abandoned
        is_key = self.expects_key()
        if is_key:
            self.refuse(origin, "a key must be text, not a table or a list", "write it in quotes")
        self.knows_tag(event, origin)
        self.stack.append(_Open(origin, table, event.anchor, event.tag, self.count - 1, is_key))

    def end(self, event: Any) -> None:  # noqa: ARG002  every event is taken as such
        done = self.stack.pop()
        node = done.closed()
        if done.anchor:
            self.anchors[done.anchor] = _Anchored(node, self.count - done.before, done.height)
        if done.is_key:
            self.stack[-1].key_origin = done.origin
        else:
            self.place(node, done.height)

    def alias(self, event: Any) -> None:
        """Take an alias as a key or a value; a value that is nothing, or holds the alias, is `Broken`."""
        origin = self.begun(event)
        known = self.anchors.get(event.anchor)
        if any(open_.anchor == event.anchor for open_ in self.stack):
            self.refuse(origin, f"*{event.anchor} stands inside what it stands for")
            known = None
        elif known is None:
            self.refuse(origin, f"*{event.anchor} stands for nothing", nearest(event.anchor, self.anchors))
        if self.expects_key():
            self.alias_key(known, origin)
        elif known is None:
            self.place(Broken(origin), 0)
        else:
            self.expanded(known, origin)

    def expanded(self, known: _Anchored, origin: Origin) -> None:
        """Place what an alias stands for, if that does not blow up."""
        self.counted(known.count - 1, origin)
        if len(self.stack) + known.height > DEEPEST:
            self.refuse(origin, f"aliases stand more than {DEEPEST} deep in one another")
            raise _Abandoned
        self.place(replace(known.node, origin=origin), known.height)

    def alias_key(self, known: _Anchored | None, origin: Origin) -> None:
        top = self.stack[-1]
        top.key_origin = origin
        if known is not None and isinstance(known.node, Scalar) and isinstance(known.node.value, str):
            top.key = known.node.value
        elif known is not None:
            self.refuse(origin, "a key must be text, and what this alias stands for is not", "write it out")

    def place(self, node: Node, height: int) -> None:
        """Put a finished node where it belongs."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.height = max(top.height, height + 1)
        if not top.table:
            top.items.append(node)
            return
        if top.key is not None:
            self.enter(top, top.key, Broken(node.origin) if top.key_refused else node)
        top.key, top.key_origin, top.key_refused = None, None, False

    def enter(self, top: _Open, key: str, node: Node) -> None:
        known = top.entries.get(key)
        if known is None:
            top.entries[key] = node
            return
        self.refuse(node.origin, "is written twice", f"the first is in line {known.origin.line}")
        if isinstance(known, Table) and isinstance(node, Table):
            # What both say stays known, so that nothing else looks undefined.
            top.entries[key] = replace(known, entries={**node.entries, **known.entries})

    def expects_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].table and self.stack[-1].key_origin is None

    def begun(self, event: Any) -> Origin:
        """Count a node and return its origin: the line of its key, if it has one."""
        of_key = self.stack[-1].key_origin if self.stack else None
        origin = of_key or self.line(event)
        self.counted(1, origin)
        return origin

    def counted(self, nodes: int, origin: Origin) -> None:
        self.count += nodes
        if self.count > MOST_NODES:
            said = f"holds more than {MOST_NODES:,} values, each alias counted with all that it stands for"
            self.refuse(Origin(origin.file, origin.line), said)
            raise _Abandoned

    def knows_tag(self, event: Any, origin: Origin) -> bool:
        """Say whether a tag is none, `!`, `!replace`, or `!add` before a list; any other is a problem."""
        if event.tag in _KNOWN_TAGS or (event.tag == ADD and isinstance(event, yaml.SequenceStartEvent)):
            return True
        if event.tag == ADD:
            hint = "tables are laid over those below key by key without it"
            self.refuse(origin, "has !add before what is no list", hint)
            return False
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.refuse(origin, f"the tag {tag} is not known", "take it out; only !replace and !add are")
        return False

    def line(self, event: Any) -> Origin:
        top = self.top
        return Origin(top.file, top.line + event.start_mark.line if top.line else 0, top.typed)

    def path(self) -> Path:
        parts = (open_.key if open_.table else len(open_.items) for open_ in self.stack)
        return tuple(part for part in parts if part is not None)

    def refuse(self, origin: Origin, text: str, hint: str = "") -> None:
        self.problems.append(Problem(origin.file, origin.line, dotted(self.path()), text, hint))
