"""What a rulebook that holds together means: too much for the engine, idle readings, tensions."""
