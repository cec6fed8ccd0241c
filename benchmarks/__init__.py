"""What is measured, runnable by anyone: the planner beside its peers on one seeded family of problems."""

import os

from planner.cli.command_line import ONE_THREAD

os.environ.setdefault(*ONE_THREAD)
