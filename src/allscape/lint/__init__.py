"""Checking a rulebook: every lint, the exclusions, and the pages of the lints."""
