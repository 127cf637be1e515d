"""The few colours of a backdrop, light and dark, all near to each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by the part that they play, from the wall to the nearest thing.

    Attributes:
        wall: Top and bottom of the wall.
        floor: Top and bottom of the floor.
        far: Things that stand against the wall.
        mid: Furniture.
        near: Edges, legs and shadows.
        leaf: Plants.
        glow: Lamps, windows and screens.
        warm: The one accent.
    """

    wall: tuple[str, str]
    floor: tuple[str, str]
    far: str
    mid: str
    near: str
    leaf: str
    glow: str
    warm: str


LIGHT = Palette(
    wall=("#faf1e3", "#f1e3cd"),
    floor=("#e2cba9", "#d8bd98"),
    far="#eddcc1",
    mid="#e0c9a6",
    near="#cfb48d",
    leaf="#c3c7a0",
    glow="#fffaf0",
    warm="#e5b48f",
)
DARK = Palette(
    wall=("#262026", "#2e262b"),
    floor=("#231c21", "#1d181c"),
    far="#352c31",
    mid="#3f343a",
    near="#4a3e43",
    leaf="#3a4038",
    glow="#483a35",
    warm="#60432f",
)
