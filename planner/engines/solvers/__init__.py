"""Solvers as they are: HiGHS in memory, any other through PuLP, programs as files."""
