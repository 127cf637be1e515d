"""Events of pygame as calls to the window."""
