"""The benchmark: allscape against what a user would pick instead, equal answers before any time."""
