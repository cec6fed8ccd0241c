"""The page Why: gaps, prices, conditions, concessions, ranges; or conflicts, where there is no plan."""
