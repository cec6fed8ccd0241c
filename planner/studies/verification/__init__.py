"""A saved plan checked again."""
