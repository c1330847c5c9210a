"""Explaining: pure functions over an evaluation."""
