"""Reading a rulebook and an article: YAML to model, faults with their place, sentences."""
