"""The ground that political constraints stand on: what could serve what, as arrays."""
