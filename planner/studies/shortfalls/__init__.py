"""Shortfalls: where every unit that was offered for a line stopped."""
