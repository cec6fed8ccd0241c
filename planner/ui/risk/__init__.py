"""The page Risk: how likely the plan holds, and what to do about it."""
