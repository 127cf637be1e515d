"""Widgets: rectangles of a screen that measure, place and draw themselves.

A screen makes a new tree of widgets when its content has changed. Until the next change the tree
is kept, and only the parts that need it are drawn again.
"""
