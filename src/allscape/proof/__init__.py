"""Questions about all cases at once, answered exactly: no sample is ever taken."""
