"""Whole columns of cases at once: the rules as dataframe expressions, and files of any length."""
