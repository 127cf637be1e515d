"""The mouths, one for each kind of mood."""

from collections.abc import Callable
from dataclasses import dataclass

from assets.portraits.mood import Mouth
from assets.portraits.person import Person, Skin
from assets.svg import line, path

TEETH = "#fffaf2"
CAVITY = "#6e1f26"
TONGUE = "#e2747a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lips:
    """Where a mouth is, half its width, its colours, and whether the lips are painted."""

    y: float
    half: float
    skin: Skin
    painted: bool


Drawing = Callable[[Lips], str]


def mouth(person: Person, skin: Skin, kind: Mouth) -> str:
    """The person's mouth."""
    lips = Lips(y=person.mouth_y, half=person.mouth, skin=skin, painted=person.lip is not None)
    return MOUTHS[kind](lips)


def _lips(y: float, half: float, skin: Skin, bend: float, *, painted: bool) -> str:
    """A closed mouth whose corners rise by a bend: full lips, or a line with a lip's shade."""
    corner, middle = y - bend * 0.5, y + bend * 0.5
    edge = f"M{-half} {corner}Q0 {middle + bend * 0.5} {half} {corner}"
    if not painted:
        low = middle + 10
        shade = line(
            f"M{-half * 0.35} {low}Q0 {low + 3} {half * 0.35} {low}",
            skin.shade,
            4,
        )
        return shade + line(edge, skin.lip, 4.6)
    fill = (
        f"M{-half} {corner}"
        f"C{-half * 0.5} {middle - 8} {-half * 0.25} {middle - 8} 0 {middle - 5}"
        f"C{half * 0.25} {middle - 8} {half * 0.5} {middle - 8} {half} {corner}"
        f"C{half * 0.5} {middle + 13} {-half * 0.5} {middle + 13} {-half} {corner}"
        "Z"
    )
    return path(fill, skin.lip) + line(edge, skin.deep, 2.4)


def _smile(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    return _lips(y, half * 0.98, skin, 9, painted=lips.painted)


def _soft(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    dimples = "".join(
        line(
            f"M{side * half * 1.16} {y - 9}q{side * 4} 4 0 8",
            skin.deep,
            2.4,
            stroke_opacity=0.6,
        )
        for side in (-1, 1)
    )
    return _lips(y - 1, half * 1.05, skin, 12, painted=lips.painted) + dimples


def _laugh(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    wide, top, low = half * 1.3, y - 11, y + 26
    shape = (
        f"M{-wide} {top}Q0 {top + 8} {wide} {top}"
        f"C{wide} {low - 8} {wide * 0.5} {low} 0 {low}"
        f"C{-wide * 0.5} {low} {-wide} {low - 8} {-wide} {top}Z"
    )
    teeth = (
        f"M{-wide * 0.93} {top + 1.5}Q0 {top + 9} {wide * 0.93} {top + 1.5}"
        f"Q{wide * 0.92} {top + 9} {wide * 0.8} {top + 12}"
        f"Q0 {top + 18} {-wide * 0.8} {top + 12}"
        f"Q{-wide * 0.92} {top + 9} {-wide * 0.93} {top + 1.5}Z"
    )
    tongue = (
        f"M{-wide * 0.52} {low - 7}Q0 {low - 19} {wide * 0.52} {low - 7}"
        f"Q{wide * 0.3} {low - 1.5} 0 {low - 1.5}"
        f"Q{-wide * 0.3} {low - 1.5} {-wide * 0.52} {low - 7}Z"
    )
    rim = line(shape, skin.lip, 4.5 if lips.painted else 2.4)
    return path(shape, CAVITY) + path(tongue, TONGUE) + path(teeth, TEETH) + rim


def _gasp(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    wide, top, low = half * 0.62, y - 14, y + 22
    shape = (
        f"M0 {top}C{wide * 1.1} {top} {wide * 1.2} {low} 0 {low}"
        f"C{-wide * 1.2} {low} {-wide * 1.1} {top} 0 {top}Z"
    )
    tongue = (
        f"M{-wide * 0.55} {low - 8}Q0 {low - 17} {wide * 0.55} {low - 8}"
        f"Q0 {low + 3} {-wide * 0.55} {low - 8}Z"
    )
    return (
        path(shape, CAVITY) + path(tongue, TONGUE) + line(shape, skin.lip, 5 if lips.painted else 3)
    )


def _wobble(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    edge = (
        f"M{-half * 0.95} {y + 5}"
        f"C{-half * 0.7} {y - 8} {-half * 0.35} {y - 6} {-half * 0.1} {y}"
        f"S{half * 0.5} {y + 7} {half * 0.95} {y + 1}"
    )
    shade = line(f"M{-half * 0.3} {y + 12}q{half * 0.3} 3 {half * 0.6} 0", skin.shade, 4)
    return shade + line(edge, skin.lip, 7 if lips.painted else 4.8)


def _skew(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    edge = f"M{-half} {y + 5}Q{-half * 0.2} {y - 5} {half * 0.9} {y - 5}"
    cheek = line(f"M{half * 1.2} {y - 15}q7 7 2 16", skin.deep, 2.6, stroke_opacity=0.6)
    shade = line(f"M{-half * 0.4} {y + 12}q{half * 0.3} 2 {half * 0.6} -1", skin.shade, 4)
    return shade + line(edge, skin.lip, 7 if lips.painted else 5) + cheek


def _teeth(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    wide, top, low = half * 1.08, y - 8, y + 12
    shape = (
        f"M{-wide} {low - 2}"
        f"C{-wide * 1.02} {top + 6} {-wide * 0.6} {top} 0 {top}"
        f"S{wide * 1.02} {top + 6} {wide} {low - 2}"
        f"Q{wide} {low + 3} {wide - 6} {low}Q0 {y + 3} {6 - wide} {low}"
        f"Q{-wide} {low + 3} {-wide} {low - 2}Z"
    )
    gaps = "".join(
        f"M{wide * at} {top + 3 + 6 * at * at}V{y + 6 + 3 * at * at}"
        for at in (-0.56, -0.2, 0.2, 0.56)
    )
    bite = f"M{-wide * 0.9} {low - 3.5}Q0 {y - 7} {wide * 0.9} {low - 3.5}"
    folds = "".join(
        line(
            f"M{side * half * 1.3} {y - 16}q{side * 8} 8 {side * 5} 20",
            skin.deep,
            2.4,
            stroke_opacity=0.5,
        )
        for side in (-1, 1)
    )
    inside = line(gaps, "#d9cfc4", 1.6) + line(bite, "#b9a9a0", 2)
    return path(shape, TEETH) + inside + line(shape, skin.lip, 5 if lips.painted else 4) + folds


def _shout(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    wide, top, low = half * 1.3, y - 18, y + 25
    shape = (
        f"M{-wide * 0.7} {top + 3}Q0 {top - 4} {wide * 0.7} {top + 3}"
        f"C{wide * 0.95} {y - 2} {wide * 1.15} {y + 12} {wide} {low - 3}"
        f"Q{wide * 0.95} {low + 2} {wide * 0.8} {low}"
        f"Q0 {low - 8} {-wide * 0.8} {low}"
        f"Q{-wide * 0.95} {low + 2} {-wide} {low - 3}"
        f"C{-wide * 1.15} {y + 12} {-wide * 0.95} {y - 2} {-wide * 0.7} {top + 3}"
        "Z"
    )
    upper = (
        f"M{-wide * 0.68} {top + 4}Q0 {top - 2} {wide * 0.68} {top + 4}"
        f"L{wide * 0.78} {top + 11}Q0 {top + 6} {-wide * 0.78} {top + 11}Z"
    )
    lower = (
        f"M{-wide * 0.86} {low - 3}Q0 {low - 10} {wide * 0.86} {low - 3}"
        f"L{wide * 0.86} {low - 9}Q0 {low - 16} {-wide * 0.86} {low - 9}Z"
    )
    tongue = (
        f"M{-wide * 0.5} {low - 11}Q0 {y - 4} {wide * 0.5} {low - 11}"
        f"Q0 {low - 15} {-wide * 0.5} {low - 11}Z"
    )
    inside = path(tongue, TONGUE) + path(upper, TEETH) + path(lower, TEETH)
    return path(shape, CAVITY) + inside + line(shape, skin.lip, 5 if lips.painted else 3.4)


def _frown(lips: Lips) -> str:
    y, half, skin = lips.y, lips.half, lips.skin
    chin = line(f"M-9 {y + 15}q9 -5 18 0", skin.deep, 2.6, stroke_opacity=0.5)
    return _lips(y + 3, half * 0.86, skin, -10, painted=lips.painted) + chin


MOUTHS: dict[Mouth, Drawing] = {
    "smile": _smile,
    "laugh": _laugh,
    "soft": _soft,
    "gasp": _gasp,
    "wobble": _wobble,
    "skew": _skew,
    "teeth": _teeth,
    "shout": _shout,
    "frown": _frown,
}
