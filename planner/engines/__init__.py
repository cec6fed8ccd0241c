"""Who solves a program: statuses, engines, goals in order, and the audit of what they answer."""
