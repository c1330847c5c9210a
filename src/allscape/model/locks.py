"""Locks for what threads share."""

import os
from threading import RLock


def lock() -> "RLock":
    """Return a lock that a forked process finds free, and what it guards whole."""
    made = RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=made.acquire, after_in_parent=made.release, after_in_child=made.release
        )
    return made
