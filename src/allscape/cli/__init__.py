"""The program: thin commands that parse, call and print."""

import gc

# A start makes much and throws little away: it would be searched for garbage often, and in vain.
gc.set_threshold(200_000, 20, 100)
