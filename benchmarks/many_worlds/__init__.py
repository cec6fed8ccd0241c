"""What many worlds take: shared among workers, in memory, and on a cluster that is cut off."""
