"""Every lint: one room for what can be wrong with a rulebook, a case or a lesson."""
