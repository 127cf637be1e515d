"""What a person is made of: measures and colours of the face, and parts to draw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from assets.svg import Points, mix

INK = "#33242a"
CREAM = "#fdf6ea"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """The tones of one skin in one mood."""

    base: str
    shade: str
    deep: str
    blush: str
    lip: str

    @classmethod
    def of(cls, colour: str, *, lip: str | None = None, flush: float = 0, pale: float = 0) -> Self:
        """The tones that go with a base colour, reddened or paled by a share."""
        lightness = max(bytes.fromhex(colour[1:])) / 255
        base = mix(mix(colour, "#d8412f", flush), "#f4efe6", pale * lightness**3)
        return cls(
            base=base,
            shade=mix(base, "#8f3d22", 0.2),
            deep=mix(base, "#571f16", 0.45),
            blush=mix(base, "#e0452f", 0.34),
            lip=lip or mix(base, "#7d2226", 0.58),
        )


Part = Callable[[Skin], str]


def nothing(_skin: Skin) -> str:
    """No part at all."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Measures of the eyes; lengths are in view-box units."""

    apart: float = 37
    y: float = 198
    half_width: float = 16.5
    up: float = 12
    down: float = 8
    tilt: float = 1.5
    iris: str = "#5a3a28"
    lash: float = 3.2
    wing: float = 0
    fold: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Brows:
    """Measures of the brows: heavier inside than outside, and bent by the arch."""

    colour: str
    y: float = 170
    half_length: float = 19
    weight: float = 7
    arch: float = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of the cast.

    Attributes:
        outline: Right half of the face from crown to chin.
        reach: Half-width of the head with its hair, which mood marks keep clear of.
        lip: Colour of painted lips; without it the mouth is a plain line.
        back: Drawn behind the body: long hair, a hood.
        beard: Drawn on the face below the mouth.
        moustache: Drawn on top of the mouth.
        top: Hair, scarf and whatever else covers the face.
    """

    name: str
    skin: str
    outline: Points
    brows: Brows
    nose: Part
    clothes: Part
    eyes: Eyes = Eyes()
    neck: float = 30
    reach: float = 98
    ear: tuple[float, float] | None = (206, 15)
    mouth_y: float = 266
    mouth: float = 23
    lip: str | None = None
    lines: Part = nothing
    back: Part = nothing
    beard: Part = nothing
    moustache: Part = nothing
    top: Part = nothing
