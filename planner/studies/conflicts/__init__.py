"""Conflicts: rules that cannot hold together."""
