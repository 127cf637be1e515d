"""Widgets: they know how wide and high they want to be, where they are, and how to draw.

A screen makes its tree anew when what it shows has changed; between two changes the tree is
kept, and drawn only when something asks for it.
"""
