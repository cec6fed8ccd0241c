"""Uncertainty: how likely each requirement is filled when conditions may fail and offers may come low."""
