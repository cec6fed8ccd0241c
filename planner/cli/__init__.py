"""The terminal: reads the command line, calls the library, prints; nothing is worked out here."""

from planner.cli.command_line import main, run
from planner.cli.exit_codes import BAD_INPUT, DONE, NO_PLAN, NOT_SOLVED

__all__ = ["BAD_INPUT", "DONE", "NOT_SOLVED", "NO_PLAN", "main", "run"]
