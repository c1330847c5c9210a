"""The names of columns that are ours in every frame."""

ROW = "row"
"""The column of row numbers, the first row of data being 1."""

OURS = "_allscape_"
"""How the columns begin that are there between reading and writing."""
