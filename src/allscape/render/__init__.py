"""A landscape in, text out: for terminals, for reading aloud, for programs."""
