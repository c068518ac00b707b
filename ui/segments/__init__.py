"""Segments that the owner draws: the list of them, and their rules."""
