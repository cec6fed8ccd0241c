"""How figures, names and facts are said, in studies and in reports."""
