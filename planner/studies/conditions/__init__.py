"""Conditions: what would change if those that hold failed, and those that do not held."""
