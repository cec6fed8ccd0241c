"""What proves a solution from the tables, in bounds with an error or without any rounding."""
