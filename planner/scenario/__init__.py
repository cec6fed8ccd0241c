"""The scenario file: models, selections, reading, checks and writing."""
