"""Scenarios side by side: what differs going in and coming out, and which change caused how much."""
