"""Grids: tables of one kind of figure whose cells are places in the scenario."""
