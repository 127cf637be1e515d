from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.gui.theme import THEMES, Colours, Metrics

if TYPE_CHECKING:
    from simulator.attempt.settings import ThemeName

TEXT_PAIRS = (
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "paper_low", "panel")),
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("card", "hot")),
    ("ink", "wall"),
    ("accent", "panel"),
    ("accent", "paper"),
    ("on_accent", "accent"),
    ("on_accent", "accent_deep"),
    *((tone, f"{tone}_ground") for tone in ("good", "warn", "bad")),
    *(("ink", f"{tone}_ground") for tone in ("good", "warn", "bad")),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in ("panel", "card")),
)
"""Which text colour is drawn on which ground."""

COLOUR_NAMES = tuple(x for x in Colours.__struct_fields__ if x not in ("dark", "plain"))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[x : x + 2], 16) / 255 for x in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(name: ThemeName, ink: str, ground: str) -> None:
    colours: Colours = THEMES[name]
    least = 7 if name == "contrast" else 4.5
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= least


@pytest.mark.parametrize("colours", THEMES.values())
@pytest.mark.parametrize("ground", ["card", "hot", "panel", "paper"])
def test_the_focus_can_be_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours.accent, getattr(colours, ground)) >= 3


@pytest.mark.parametrize("colours", THEMES.values())
def test_colours_are_six_digits(colours: Colours) -> None:
    for name in COLOUR_NAMES:
        value = getattr(colours, name)
        assert len(value) == 7
        assert int(value[1:], 16) >= 0


def test_type_grows_with_window_and_text_size() -> None:
    small, large = Metrics(width=1280, height=720), Metrics(width=1920, height=1080)
    assert large.type("body") == round(small.type("body") * 1.5)
    assert Metrics(width=1280, height=720, text_size=200).type("body") == 2 * small.type("body")
    assert not small.narrow
    assert not large.narrow
    assert Metrics(width=1280, height=720, text_size=200).narrow
