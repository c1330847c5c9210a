"""Cases that test a rulebook: do their expectations hold, what do they reach, what do they catch."""
