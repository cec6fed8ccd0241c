"""Concessions: what somebody would have to agree to, so that more is filled or that there is a plan."""
