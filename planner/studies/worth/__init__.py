"""What each nation adds to the coalition."""
