"""Sweeps: a scenario solved at many settings of a few of its values."""
