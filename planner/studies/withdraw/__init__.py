"""Withdrawals: who and what cannot be spared."""
