"""Reads tables in a process of its own, with limits: `python -m planner.scenario.tables.own_process FILE`.

Prints one JSON object: `text`, the text of a scenario file, with `notices`, or `problems`.
"""

from __future__ import annotations

import json
import os
import sys

from planner.problems import InvalidInput
from planner.scenario.tables.importing import MEMORY, SECONDS, TOO_MUCH


def main(file: str) -> None:
    """Read tables and print what they say."""
    _limit()
    from planner.scenario.tables.table_files import told_by_tables

    try:
        told = told_by_tables(file)
        notices = [notice.as_document() for notice in told.notices]
        answer: dict[str, object] = {"text": told.text, "notices": notices}
    except InvalidInput as refused:
        answer = {"problems": [problem.as_document() for problem in refused.problems]}
    except (MemoryError, RecursionError):
        os._exit(TOO_MUCH)
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    """Limit memory and time, where the system can do that."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])
