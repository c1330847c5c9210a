"""What people call each attribute and its values, and what they type that is no one value of it.

A constant for each attribute, which `model/profile.py` declares it with; words are divided by
commas. No two attributes share a name, no two values of one attribute a word: a test holds that.
"""
