"""A scenario as tables, for a spreadsheet, and the way back: which tables, cells, Excel and CSV."""
