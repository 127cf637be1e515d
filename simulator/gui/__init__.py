"""The window: draws scenes and debriefs with pygame, and turns input into commands.

It knows no scoring rule and stores nothing itself; the words that it shows come from
`presentation`. `app` runs the loop, `window` shows one screen at a time, and `router` makes the
screens. A screen is a tree of `widgets`, which draw on a `canvas` in a `style`.
"""

from __future__ import annotations

import os

# Read by pygame when it is imported, and by SDL when it starts. Without acceleration of the
# frame buffer SDL is many times faster where there is no graphics card; the list of candidates
# of an input method shows on Windows only when asked.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
os.environ.setdefault("SDL_IME_SHOW_UI", "1")
