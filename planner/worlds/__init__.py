"""Families: one program for many worlds, of which each is bounds of it."""
