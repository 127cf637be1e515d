"""The themes of the window."""

from __future__ import annotations

from simulator.gui.theme import CONTRAST, DARK, LIGHT

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
