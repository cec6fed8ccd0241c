"""The version of the planner, in one place."""

__version__ = "0.1.0"
