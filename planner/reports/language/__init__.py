"""The reference of the scenario language, made from the models' own descriptions."""
