"""The page Edit: a tab for each part of a scenario, and beside it what is wrong and what is missing."""
