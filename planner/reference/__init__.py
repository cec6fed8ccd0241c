"""Figures that scenarios share: the states of the world, with sources and licence."""
