"""Other plans that are as good as the plan."""
