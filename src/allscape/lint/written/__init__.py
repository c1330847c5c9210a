"""A rulebook as it is written: references, words, quotations, figures, names."""
