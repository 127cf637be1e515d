"""Turns events of pygame into calls to the window."""
