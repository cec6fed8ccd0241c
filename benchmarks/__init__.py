"""What is measured, runnable by anyone: the planner beside its peers on one seeded family of problems."""
