"""The parts of the benchmark, each in a process of its own."""

PARTS = ("start", "single", "columns", "cohort", "growth", "larger", "explorer")
"""In the order in which they are run and shown."""
