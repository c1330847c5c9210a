"""The program: thin commands that parse, call and print."""

import gc
import os

# A start makes much and throws little away: it would be searched for garbage often, and in vain.
gc.set_threshold(200_000, 20, 100)
# We have no plugins for pydantic, which would search all that is installed for some.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
