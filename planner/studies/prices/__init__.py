"""Prices: what one more and one less of each bound would change."""
