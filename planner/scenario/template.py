"""The scenario that a new user starts from."""

from __future__ import annotations

import os
from importlib.resources import files

from planner.files import write_atomically


def template() -> str:
    """Return the text of a small, complete, commented scenario that solves."""
    return files("planner.scenario").joinpath("template.yaml").read_text(encoding="utf-8")


def write_new(path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write the template to a new file.

    Raises `InvalidInput` where it cannot be written, or exists, unless by `force`.
    """
    write_atomically(path, template(), overwrite=force)
