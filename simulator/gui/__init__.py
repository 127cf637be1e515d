"""The window: draws scenes and debriefs with pygame, and turns input into commands.

It knows no scoring rule and stores nothing itself; the words that it shows come from
`presentation`. `app` runs the loop, `window` shows one screen at a time, and `router` makes the
screens. A screen is a tree of `widgets`, which draw on a `canvas` in a `style`.
"""

from __future__ import annotations

import os

# pygame reads these when it is imported, and SDL when it starts. On a machine without a graphics
# card SDL is many times faster without acceleration of the frame buffer. Windows shows the list
# of candidates of an input method only if asked to.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
os.environ.setdefault("SDL_IME_SHOW_UI", "1")
