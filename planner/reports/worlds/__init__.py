"""Studies of many worlds as reports."""
