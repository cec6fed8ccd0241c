"""From a solution to a plan: contributions, fill, burden and cost, as people read them."""
