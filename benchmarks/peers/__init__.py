"""The tools that the planner is measured beside; one file each.

A file has `RUNS`, its ways of solving a family by name. It is imported only in the process that runs it, so
that a tool that is not installed is no matter to the others, and nobody's memory is counted to another.
"""
