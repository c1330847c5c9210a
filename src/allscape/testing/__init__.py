"""Property tests against a rulebook: strategies that draw cases, assertions that explain."""
