"""The linear program as tables: columns, rows, matrix; no politics, no solver."""
