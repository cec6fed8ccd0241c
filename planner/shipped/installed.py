"""Where the scenarios that ship and the page's script are: in a checkout, or as the wheel installed them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_INSTALLED = Path(__file__).parent
_CHECKOUT = _INSTALLED.parent.parent


@cache
def is_installed() -> bool:
    """Say whether this is what a wheel installed, and no checkout."""
    return (_INSTALLED / "scenarios").is_dir()


def scenarios() -> Path:
    """Return the folder of the scenarios that ship."""
    return _home() / "scenarios"


def documents() -> Path:
    """Return the folder of the documents that ship."""
    return _home() / "docs"


def script() -> Path:
    """Return the script that Streamlit runs: beside it stands its configuration."""
    return _home() / "app.py"


def belongs_to_installation(path: str | Path) -> bool:
    """Say whether the next update would overwrite a file or folder, so that nothing may be saved there."""
    return is_installed() and Path(path).resolve().is_relative_to(_INSTALLED.resolve())


def _home() -> Path:
    return _INSTALLED if is_installed() else _CHECKOUT
