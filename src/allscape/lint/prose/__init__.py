"""The prose of cases and lessons: numbers, advice, claims about verdicts."""
