"""Goals in whole numbers, island by island, and programs that differ in little from a solved one."""
