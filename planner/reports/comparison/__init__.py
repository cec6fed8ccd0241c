"""A comparison as tables, sentences, charts and files."""
