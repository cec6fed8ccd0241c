"""From a scenario to a program: columns, rows and goals."""
