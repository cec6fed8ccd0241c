"""What to ask each nation for now, so that enough is filled with a chance that was asked for."""
