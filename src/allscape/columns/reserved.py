"""The names of columns that are ours in every frame."""

from allscape.model.profile import ATTRIBUTES

ROW = "row"
"""The column of row numbers, the first row of data being 1."""

NO_APPROACH = frozenset({ROW, *ATTRIBUTES})
"""What no approach is called, whose verdict stands in a column of its name."""

OURS = "_allscape_"
"""How the columns begin that are there between reading and writing."""
