"""Deciding: two engines, one answer."""
