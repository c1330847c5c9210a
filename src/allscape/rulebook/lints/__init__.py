"""Lints: what can be wrong with a rulebook, each fault a small class with a name and a page."""
