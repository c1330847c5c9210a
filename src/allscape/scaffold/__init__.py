"""Adding to a rulebook: pure edits to the text of its files, and how they reach the disk."""
