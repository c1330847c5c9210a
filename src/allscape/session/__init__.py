"""Stepping through a case: an append-only list of events, of which the state is a fold."""
