"""`planner app`."""

from __future__ import annotations

import argparse
from typing import Any


def add_app(commands: Any) -> None:
    """Add `planner app`."""
    app = commands.add_parser("app", help="open the page where scenarios are edited and solved, in a browser")
    app.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="a folder of scenarios (default: the ones that ship)"
    )
    app.add_argument("--port", type=int, metavar="NUMBER", help="where the page listens (default: 8501)")
    app.add_argument("--no-browser", action="store_true", help="open no browser window")
    app.set_defaults(command=_app)


def _app(options: argparse.Namespace) -> int:
    import planner.constraints  # noqa: F401  what is wrong with kinds of one's own is said before a page opens
    from planner.ui.launch import launch

    return launch(options.folder, port=options.port, browser=not options.no_browser)
