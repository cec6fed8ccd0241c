"""The map of a plan: who contributes, and where the units stand, drawn without asking anybody."""
