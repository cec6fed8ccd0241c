"""The kinds in their files, those that ship and those of one's own: each is checked."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args, get_origin

from planner.constraints.base import Constraint
from planner.problems import InvalidInput, Problem

OWN_KINDS = "PLANNER_KINDS"
"""The environment variable that names folders with kinds of one's own."""
PACKAGE = "planner.constraints"
SHIPPED = Path(__file__).parent

Kind = type[Constraint]


def own_folders() -> tuple[str, ...]:
    """Return the folders with kinds of one's own, as the environment names them."""
    return tuple(filter(None, os.environ.get(OWN_KINDS, "").split(os.pathsep)))


def found(own: Sequence[str]) -> dict[str, Kind]:
    """Return every kind by its name, in order of name: those that ship, and those of one's own folders.

    Raises InvalidInput with all that is wrong with the folders and files of one's own.
    """
    shipped = [module.name for module in pkgutil.iter_modules([str(SHIPPED)])]
    for name in shipped:
        importlib.import_module(f"{PACKAGE}.{name}")
    problems = [*_loaded(own, shipped)]
    kinds: dict[str, Kind] = {}
    for kind in sorted(_kinds(Constraint), key=lambda kind: (_is_own(kind), kind.__module__, kind.__name__)):
        problems += _objections(kind, kinds)
        kinds.setdefault(str(kind.model_fields["kind"].default), kind)
    if problems:
        raise InvalidInput(problems)
    return dict(sorted(kinds.items()))


def _loaded(own: Sequence[str], shipped: Sequence[str]) -> Iterator[Problem]:
    """Load the files of one's own folders, and yield what is wrong with those that cannot be."""
    seen = {name: f"{name}.py, which ships" for name in shipped}
    for folder in own:
        if not Path(folder).is_dir():
            yield Problem(
                folder, 0, "", "is not a folder", f"{OWN_KINDS} names folders with kinds of one's own"
            )
        for module in pkgutil.iter_modules([folder]):
            file = str(Path(folder) / f"{module.name}.py")
            if module.name in seen:
                yield Problem(
                    file, 0, "", f"has the name of {seen[module.name]}", "give the file another name"
                )
            else:
                seen[module.name] = file
                yield from _trouble(module.name, file)


def _trouble(name: str, file: str) -> Iterator[Problem]:
    try:
        importlib.import_module(f"{PACKAGE}.{name}")
    except SyntaxError as error:
        yield Problem(file, error.lineno or 0, "", f"is not Python: {error.msg}")
    except Exception as error:
        lines = [one.lineno or 0 for one in traceback.extract_tb(error.__traceback__) if one.filename == file]
        said = " ".join(str(error).split())
        yield Problem(file, (lines or [0])[-1], "", f"cannot be loaded: {type(error).__name__}: {said}")


def _kinds(above: Kind) -> Iterator[Kind]:
    """Yield the kinds below a class, also those of kinds; a class that only others build on is none."""
    for kind in above.__subclasses__():
        named = "kind" in inspect.get_annotations(kind)
        if kind.__module__.startswith(f"{PACKAGE}.") and (named or not kind.__subclasses__()):
            yield kind
        yield from _kinds(kind)


def _is_own(kind: Kind) -> bool:
    return Path(inspect.getfile(kind)).parent != SHIPPED


def _objections(kind: Kind, known: dict[str, Kind]) -> Iterator[Problem]:
    """Yield what is wrong with a class of one's own, beside the kinds that are known already."""
    file, name = inspect.getfile(kind), kind.model_fields["kind"].default
    line = inspect.getsourcelines(kind)[1] if _is_own(kind) else 0
    annotation = kind.model_fields["kind"].annotation
    if get_origin(annotation) is not Literal or get_args(annotation) != (name,):
        hint = 'write kind: Literal["name"] = "name"'
        yield Problem(file, line, kind.__name__, "does not say what its kind is called", hint)
    if name in known:
        text = f"is called {name!r}, as another kind is"
        yield Problem(file, line, kind.__name__, text, f"that is in {inspect.getfile(known[name])}")
    elif kind.__name__ in {one.__name__ for one in known.values()}:
        yield Problem(file, line, kind.__name__, "is a class with the name of another kind's")
    for word in ("says", "example"):
        if not isinstance(getattr(kind, word, None), str):
            yield Problem(file, line, kind.__name__, f"has no `{word}`", "a text that listings show")
