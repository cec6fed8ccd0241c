"""`planner app [FOLDER]`: starts the page in a browser of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from planner.problems import InvalidInput, Problem
from planner.shipped.installed import script
from planner.ui.shelves import FOLDER_VARIABLE


def launch(folder: str | None = None, *, port: int | None = None, browser: bool = True) -> int:
    """Run the page until it is stopped, on a folder of scenarios or on the shipped ones.

    Raises `InvalidInput` where the folder is none.
    """
    environment = dict(os.environ)
    if folder is not None:
        environment[FOLDER_VARIABLE] = str(_folder(folder))
    command = [sys.executable, "-m", "streamlit", "run", str(script())]
    if port is not None:
        command += ["--server.port", str(port)]
    if not browser:
        command += ["--server.headless", "true"]
    if sys.platform != "win32":
        # In this process, so that whoever ends the command ends the page with it.
        os.execve(sys.executable, command, environment)  # noqa: S606  our own command
    try:
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  our own command
    except KeyboardInterrupt:
        return 0


def _folder(named: str) -> Path:
    folder = Path(named).expanduser()
    if not folder.is_dir():
        hint = "make it first, or name another"
        said = "is not a folder" if folder.exists() else "does not exist"
        raise InvalidInput([Problem(named, 0, "", said, hint)])
    return folder.resolve()
