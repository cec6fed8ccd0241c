"""Files that extend others, laid over one another.

Layers are put in a row, bases before heirs, a shared base once; each is laid over those before it. What goes
by key or id merges: tables, and constraints, a list of which is a table written short. Everything else is
replaced whole, lists too, and a null removes. Tags say otherwise: `!add` puts a list behind the one below,
`!replace` puts a table, or a list of constraints, in the place of what is below. Two files of which neither
extends the other may not set one value differently, unless a file that extends both settles it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path as FilePath

from planner.files import read_bytes
from planner.problems import InvalidInput, Notice, Origin, Path, Problem, dotted, nearest
from planner.scenario.decided import SECTION, as_written, pin_places
from planner.scenario.dropping import dropped
from planner.scenario.nodes import Broken, Listing, Node, Scalar, Table, described, is_empty, plain
from planner.scenario.normal import normalised
from planner.scenario.parsing import decoded, parsed
from planner.scenario.written_answer import written_answer

Parse = Callable[[str, str, list[Problem]], Table | None]
"""Text, the name of its file, and where problems go -> its tree, or None where there is none to speak of."""

MOST_LAYERS = 50
"""A scenario may stand on this many files."""


@dataclass(frozen=True)
class Layer:
    """One file: what it says besides `extends`, and the layers that it stands on, directly or not."""

    file: str
    root: Table
    below: frozenset[str]


@dataclass
class Stack:
    """The layers of a scenario by the real path of their files, bases before heirs."""

    problems: list[Problem]
    layers: dict[str, Layer] = field(default_factory=dict)
    chain: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    complete: bool = True
    """Whether every file could be read."""
    drops: list[Notice] = field(default_factory=list)
    """What files drop of what those below them say, once it is merged."""
    parse: Parse = parsed
    """How a file's text becomes a tree."""
    within: Sequence[FilePath] = ()
    """The folders whose scenario files may be extended; any file may where there are none."""
    sought: list[str] = field(default_factory=list)
    """The files that were looked for, in the order in which they are named."""
    pins: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where pins are written, by file and by the ids of the constraints that they become."""

    def found(self) -> list[Problem]:
        """Return the problems, each where its author wrote what is wrong."""
        return [as_written(problem, self.pins) for problem in self.problems]

    def add_file(self, file: str, said: Origin | None = None) -> str | None:
        """Add a file and what it extends; `said` is where it was named. Return its key, or None."""
        key = _key(file)
        if said is not None and not is_within(file, self.within):
            self._refuse(said, OUTSIDE)
            return None
        self.sought.append(file)
        if key in (known for known, _ in self.chain):
            names = [*(name for _, name in self.chain), file]
            self._refuse(said or Origin(file), f"files extend one another: {' -> '.join(names)}")
        elif key not in self.layers and len(self.layers) + len(self.chain) >= MOST_LAYERS:
            self._refuse(said or Origin(file), f"stands on more than {MOST_LAYERS} files")
        elif key not in self.layers:
            self.add(file, self._read(file, said))
        return key if key in self.layers else None

    def add(self, file: str, root: Table | None) -> None:
        """Add what a file says, after what it extends."""
        if root is not None and (wrote := written_answer(root)):
            self.problems.append(Problem(file, 0, "", f"is {wrote}, not a scenario"))
            root = None
        if root is None:
            self.complete = False
            return
        key = _key(file)
        self.chain.append((key, file))
        found = [self.add_file(_beside(file, base), origin) for base, origin in self._bases(root)]
        self.chain.pop()
        bases = [base for base in found if base is not None]
        below = frozenset(bases).union(*(self.layers[base].below for base in bases))
        said = Table({name: node for name, node in root.entries.items() if name != "extends"}, root.origin)
        self.pins.update({(file, name): at for name, at in pin_places(said.entries.get(SECTION)).items()})
        self.layers[key] = Layer(file, normalised(said, self.names, self.problems), below)

    def merged(self) -> Table:
        """Return all layers laid over one another."""
        root = Table({}, Origin(""))
        self.drops.clear()
        for layer in self.layers.values():
            over = Overlay(self.problems, based=bool(layer.below), drops=self.drops)
            root = Table(over.merged(root, layer.root, ()).entries, layer.root.origin)
        self.problems.extend(collisions(self.layers))
        return root

    def _read(self, file: str, said: Origin | None) -> Table | None:
        try:
            text = decoded(read_bytes(file, said=said), file, self.problems)
        except InvalidInput as error:
            self.problems.extend(error.problems)
            return None
        return None if text is None else self.parse(text, file, self.problems)

    def _bases(self, root: Table) -> Iterator[tuple[str, Origin]]:
        node = root.entries.get("extends")
        for item in node.items if isinstance(node, Listing) else () if node is None else (node,):
            if isinstance(item, Scalar) and isinstance(item.value, str) and item.value:
                yield item.value, item.origin
            elif not isinstance(item, Broken):
                self._refuse(item.origin, f"is {described(item)}, not the name of a file or a list of names")

    def _refuse(self, origin: Origin, text: str) -> None:
        self.problems.append(Problem(origin.file, origin.line, "extends", text))
        self.complete = False


OUTSIDE = "names what is no scenario file of the folder that is served here"
SUFFIXES = (".yaml", ".yml")
"""How the names of scenario files end, where only these may be read."""


OUTSIDE_PLAN = "is no plan's file of the folder that is served here"


def is_within(file: str, folders: Sequence[FilePath], suffixes: tuple[str, ...] = SUFFIXES) -> bool:
    """Say whether a file may be read where only those of some folders may whose names end as they must.

    Any file may where there are no folders. Links are followed first.
    """
    if not folders:
        return True
    path = FilePath(_key(file))
    inside = any(path.is_relative_to(folder.resolve()) for folder in folders)
    return inside and path.suffix.lower() in suffixes and "\0" not in file


def _key(file: str) -> str:
    return os.path.realpath(file) if "\0" not in file else file


def _beside(file: str, base: str) -> str:
    """Return the name of a base as seen from where the user stands."""
    return str(FilePath(file).parent / base)


@dataclass
class Overlay:
    """Lays one tree over another; `based` says whether the upper one stands on anything at all."""

    problems: list[Problem]
    based: bool = True
    drops: list[Notice] = field(default_factory=list)

    def merged(self, under: Table, over: Table, path: Path) -> Table:
        """Return a table laid over another."""
        entries = dict(under.entries)
        for key, node in over.entries.items():
            below = under.entries.get(key)
            if below is None and is_empty(node):
                entries[key] = self._removes_nothing(node, (*path, key), under)
            else:
                entries[key] = self.laid(below, node, (*path, key))
        return Table(entries, under.origin)

    def laid(self, under: Node | None, over: Node, path: Path) -> Node:
        """Return a node laid over what stands below it, if anything does."""
        self.drops.extend(dropped(under, over, path))
        if is_empty(over) and under is not None:
            return over
        if isinstance(over, Listing) and over.adds:
            return self._added(under, over, path)
        if not isinstance(over, Table) or over.replaces or under is None or is_empty(under):
            return self.fresh(over, path)
        if isinstance(under, Table):
            return self.merged(under, over, path)
        spelt_out = _as_units(under, path)
        if spelt_out is not None:
            return self.merged(spelt_out, over, path)
        return self.fresh(over, path) if isinstance(under, Broken) else self._refuse_table(under, over, path)

    def fresh(self, node: Node, path: Path) -> Node:
        """Return a node that stands on nothing: no null in it can remove anything."""
        if is_empty(node):
            return self._refuse(node, path, "is empty", "give a value, or take it out")
        if isinstance(node, Listing) and node.adds:
            return self._refuse(node, path, "adds to nothing: no file below gives it", "take out !add")
        if isinstance(node, Table):
            return self.merged(Table({}, node.origin), node, path) if node.entries else node
        if isinstance(node, Listing):
            alone = Overlay(self.problems, based=False)
            items = (alone.fresh(item, (*path, number)) for number, item in enumerate(node.items))
            return Listing(tuple(items), node.origin)
        return node

    def _added(self, under: Node | None, over: Listing, path: Path) -> Node:
        """Return a list with another behind it; a value that stands for a list of one counts as that."""
        if isinstance(under, Table):
            return self._refuse(over, path, "adds a list to what is a table below", "write a table")
        if isinstance(under, Broken):
            return self.fresh(replace(over, adds=False), path)
        if under is None or is_empty(under):
            return self.fresh(over, path)
        items = under.items if isinstance(under, Listing) else (under,)
        fresh = self.fresh(replace(over, adds=False), path)
        return Listing((*items, *fresh.items), over.origin) if isinstance(fresh, Listing) else fresh

    def _removes_nothing(self, node: Node, path: Path, under: Table) -> Node:
        if not self.based:
            return self._refuse(node, path, "is empty", "give a value, or take it out")
        known = [key for key, entry in under.entries.items() if not is_empty(entry)]
        hint = nearest(path[-1], known) if known else "take it out"
        return self._refuse(node, path, "removes nothing: no file below gives it", hint)

    def _refuse_table(self, under: Node, over: Table, path: Path) -> Node:
        where = f"{under.origin.file}:{under.origin.line}" if under.origin.line else under.origin.file
        text = f"is a table here and {described(under)} in {where}"
        hint = f"write !replace after `{path[-1]}:` to put the table in its place"
        return self._refuse(over, path, text, hint)

    def _refuse(self, node: Node, path: Path, text: str, hint: str) -> Broken:
        origin = node.origin
        self.problems.append(Problem(origin.file, origin.line, dotted(path), text, hint))
        return Broken(origin)


def _as_units(node: Node, path: Path) -> Table | None:
    """Spell out the units of an offer that were written as one number."""
    if len(path) == 5 and path[0] == "nations" and path[2] == "offers" and path[4] == "units":
        return Table({"expected": node}, node.origin) if isinstance(node, Scalar) else None
    return None


def collisions(layers: Mapping[str, Layer]) -> Iterator[Problem]:
    """Yield what two layers set differently that do not stand on one another, and no heir of both settles."""
    pairs = [(one, other) for one, other in combinations(layers, 2) if one not in layers[other].below]
    settings = {key: dict(_settings(layers[key].root, ())) for key in layers} if pairs else {}
    for one, other in pairs:
        heirs = [settings[key] for key, layer in layers.items() if {one, other} <= layer.below]
        for path, first, second in _differences(settings[one], settings[other]):
            if not any(_settled(path, heir) for heir in heirs):
                yield _collision(path, first, second)


def _settings(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Yield what a tree sets: values, lists, removals, and tables that replace."""
    if isinstance(node, Table) and not node.replaces:
        for key, entry in node.entries.items():
            yield from _settings(entry, (*path, key))
    elif not isinstance(node, Broken):
        yield path, node


def _differences(one: Mapping[Path, Node], other: Mapping[Path, Node]) -> Iterator[tuple[Path, Node, Node]]:
    for path, node in one.items():
        if path in other and plain(other[path]) != plain(node) and not (_adds(node) and _adds(other[path])):
            yield path, node, other[path]
    for path, part in _parts_of_wholes(one, other):
        yield path, one[path], part
    for path, part in _parts_of_wholes(other, one):
        yield path, part, other[path]


def _adds(node: Node) -> bool:
    return isinstance(node, Listing) and node.adds


def _parts_of_wholes(wholes: Mapping[Path, Node], parts: Mapping[Path, Node]) -> Iterator[tuple[Path, Table]]:
    """Yield where one layer sets a whole of which the other sets a part, each once."""
    found: dict[Path, Table] = {}
    for path, node in parts.items():
        for length in range(1, len(path)):
            if path[:length] in wholes:
                found.setdefault(path[:length], Table({}, node.origin))
    yield from found.items()


def _settled(path: Path, heir: Mapping[Path, Node]) -> bool:
    return any(path[:length] in heir for length in range(1, len(path) + 1))


def _collision(path: Path, first: Node, second: Node) -> Problem:
    here, there = second.origin, first.origin
    text = (
        f"is {_set_to(second)} here and {_set_to(first)} in {there.file}:{there.line}, "
        "and neither file extends the other"
    )
    return Problem(here.file, here.line, dotted(path), text, "set it in the file that extends both")


def _set_to(node: Node) -> str:
    return "removed" if is_empty(node) else described(node)
