"""Colours, spaces, type sizes and radii of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.attempt.settings import ThemeName

Colour: TypeAlias = str
TextStyle: TypeAlias = Literal[
    "display", "figure", "title", "heading", "line", "body", "choice", "label", "small"
]


class Colours(Struct, frozen=True, kw_only=True):
    """The colours of a theme, as `#rrggbb`.

    Attributes:
        paper: The ground of a page at its top.
        paper_low: The ground of a page at its foot.
        panel: A large surface.
        card: A surface to press, or with a list on it.
        hot: A card under the pointer or with the focus.
        ink: Text.
        soft: Less important text.
        on_accent: Text on the accent colour.
        good_ground: The ground below text in the colour `good`.
        warn_ground: The ground below text in the colour `warn`.
        bad_ground: The ground below text in the colour `bad`.
        rail: The empty part of a meter.
        wall: The ground behind a portrait.
        grid: The lines behind a curve.
        dark: Whether the dark pictures of settings are used.
        plain: Whether pages have no picture of a setting behind them.
    """

    paper: Colour
    paper_low: Colour
    panel: Colour
    panel_edge: Colour
    card: Colour
    card_edge: Colour
    card_foot: Colour
    hot: Colour
    ink: Colour
    soft: Colour
    accent: Colour
    accent_deep: Colour
    on_accent: Colour
    good: Colour
    good_ground: Colour
    warn: Colour
    warn_ground: Colour
    bad: Colour
    bad_ground: Colour
    rail: Colour
    patience: Colour
    trust: Colour
    wall: Colour
    grid: Colour
    dark: bool = False
    plain: bool = False


LIGHT: Final = Colours(
    paper="#fbf4e8",
    paper_low="#f3e6d2",
    panel="#fffaf2",
    panel_edge="#e6d6be",
    card="#ffffff",
    card_edge="#decdb4",
    card_foot="#e9dcc6",
    hot="#fff0dc",
    ink="#3a2a2e",
    soft="#6d5650",
    accent="#b54a26",
    accent_deep="#9a3c1b",
    on_accent="#ffffff",
    good="#24694c",
    good_ground="#e3f1e6",
    warn="#8a5200",
    warn_ground="#fdf0d0",
    bad="#a93226",
    bad_ground="#fbe6df",
    rail="#eadfcc",
    patience="#d99a2b",
    trust="#3d9970",
    wall="#f6dcbe",
    grid="#ddd0bd",
)

DARK: Final = Colours(
    paper="#272023",
    paper_low="#1f191c",
    panel="#30272a",
    panel_edge="#4d4043",
    card="#3a3033",
    card_edge="#5b4c4e",
    card_foot="#2a2225",
    hot="#4b3a35",
    ink="#f7ece0",
    soft="#cdbab0",
    accent="#f09a6e",
    accent_deep="#f6b48f",
    on_accent="#2a1a14",
    good="#8fd3b0",
    good_ground="#24382f",
    warn="#f0c26a",
    warn_ground="#3f3320",
    bad="#f5a394",
    bad_ground="#45292a",
    rail="#51454a",
    patience="#e4ae4f",
    trust="#5fbf94",
    wall="#6a5346",
    grid="#564a4c",
    dark=True,
)

CONTRAST: Final = Colours(
    paper="#ffffff",
    paper_low="#ffffff",
    panel="#ffffff",
    panel_edge="#000000",
    card="#ffffff",
    card_edge="#000000",
    card_foot="#000000",
    hot="#fff3b0",
    ink="#000000",
    soft="#2b2b2b",
    accent="#7a2300",
    accent_deep="#5e1a00",
    on_accent="#ffffff",
    good="#004d2a",
    good_ground="#ffffff",
    warn="#5c3500",
    warn_ground="#ffffff",
    bad="#8a0000",
    bad_ground="#ffffff",
    rail="#d0d0d0",
    patience="#7a4a00",
    trust="#00593a",
    wall="#ffffff",
    grid="#767676",
    plain=True,
)

THEMES: Final[dict[ThemeName, Colours]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_TYPE: Final[dict[TextStyle, int]] = {
    "display": 44,
    "figure": 54,
    "title": 30,
    "heading": 21,
    "line": 24,
    "body": 18,
    "choice": 19,
    "label": 16,
    "small": 15,
}
_STEADY: Final = 24
"""The part of a type size above this one grows only half as much with the text size."""
_LEADING: Final = 1.42
_TALL: Final = 1.37

GAP: Final = {"hair": 4, "tight": 8, "near": 12, "usual": 16, "wide": 24, "far": 36}
RADIUS: Final = {"chip": 12, "card": 14, "panel": 22}
EDGE: Final = 2
RING: Final = 3
FOOT: Final = 4
THIN: Final = 1.5
WIDTH: Final = {
    "side": 248,
    "side-narrow": 220,
    "desk": 240,
    "portrait": 220,
    "cast": 170,
    "cast-middle": 216,
    "card": 330,
    "banner": 170,
    "concept": 300,
    "note": 210,
    "figure": 165,
    "judged": 330,
    "setting": 400,
    "menu": 560,
    "menu-narrow": 820,
    "swatch": 28,
}
BAR: Final = {"meter": 10, "figure": 8, "beside": 6, "swatch": 5}
CURVE: Final = 300
WHEEL: Final = 60
CARET: Final = 2
FADE_MS: Final = 180
EASE_MS: Final = 250
PAGE: Final = 1080
"""The greatest width of a page of text, in units of the design."""
_BASE: Final = (1280, 720)
_NARROW_EM: Final = 50


class Metrics:
    """Sizes in pixels for one window size and one text size.

    Args:
        width: The width of the window, in pixels.
        height: The height of the window, in pixels.
        text_size: In per cent.

    Attributes:
        unit: The pixels per unit of the design, which is made for 1280 by 720 pixels.
        narrow: Whether the text is so large for the window that columns are placed below each
            other instead of side by side.
    """

    def __init__(self, *, width: int, height: int, text_size: int = 100) -> None:
        self.width = width
        self.height = height
        self.text_size = text_size
        self.unit = max(0.6, min(width / _BASE[0], height / _BASE[1]))
        self._gaps = {name: self.px(units) for name, units in GAP.items()}
        self._types = {name: self._type(size) for name, size in _TYPE.items()}
        self.narrow = width / self.type("body") < _NARROW_EM

    def px(self, units: float) -> int:
        """Converts units of the design to pixels, at least one."""
        return max(1, round(units * self.unit))

    def gap(self, name: str) -> int:
        """A space by its name, in pixels."""
        return self._gaps[name]

    def radius(self, name: str) -> int:
        """The radius of a corner by its name, in pixels."""
        return self.px(RADIUS[name])

    def type(self, text_style: TextStyle) -> int:
        """The type size of a text style, in pixels."""
        return self._types[text_style]

    def leading(self, text_style: TextStyle) -> int:
        """The height of a line of a text style, in pixels."""
        tall = text_style in ("display", "figure", "title")
        return round(self.type(text_style) * (_TALL if tall else _LEADING))

    def _type(self, size: int) -> int:
        grow = self.text_size / 100
        steady = max(0, size - _STEADY)
        return round(((size - steady) * grow + steady * (1 + (grow - 1) / 2)) * self.unit)
