"""Cases that test a rulebook: do they hold, what do they reach, what would they catch."""
