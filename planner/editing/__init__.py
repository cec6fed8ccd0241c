"""Editing a scenario's text: pure functions from text to text, histories, drafts, grids, forms; no page."""
