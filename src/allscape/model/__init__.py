"""Models: what a profile, a rulebook and a landscape are. Nothing here reads or writes files."""
