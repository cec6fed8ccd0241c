"""Questions asked of a scenario by solving it again."""
