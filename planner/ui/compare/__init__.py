"""The page Compare: scenarios held against a baseline."""
