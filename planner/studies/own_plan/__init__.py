"""Somebody's own plan held against a scenario."""
