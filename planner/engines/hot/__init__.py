"""Programs solved again and again with changes, each from what is known of those before."""
