"""An explanation as files and charts: why requirements are short, and what would change that."""
