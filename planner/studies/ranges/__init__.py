"""Ranges: the least and the most that each nation could send in a plan that is as good."""
