"""The signs of a mood around the head: drops, rays, steam."""

from collections.abc import Callable

from assets.portraits.mood import Mark
from assets.portraits.person import Person
from assets.svg import Point, both_sides, circle, group, line, path


def sweat(_person: Person) -> str:
    """Drops at the temple."""
    return _drop((86, 128), 1.25) + _drop((104, 162), 0.8)


def tear(person: Person) -> str:
    """A tear on the cheek."""
    return _drop((-person.eyes.apart - 5, person.eyes.y + 13), 1)


def _drop(top: Point, size: float) -> str:
    x, y = top
    wide, low = 10 * size, y + 22 * size
    outline = (
        f"M{x} {y}C{x + wide / 2} {y + wide} {x + wide} {low - 6 * size} {x + wide} {low}"
        f"A{wide} {wide} 0 0 1 {x - wide} {low}"
        f"C{x - wide} {low - 6 * size} {x - wide / 2} {y + wide} {x} {y}Z"
    )
    glint = line(f"M{x - 4.5 * size} {low}q0 5 4 6", "#ffffff", 2.4 * size)
    return path(outline, "#7cc4ea", stroke="#4a9cc9", stroke_width=1.6) + glint


def rays(person: Person) -> str:
    """Three short rays on each side of the head."""
    x = person.reach

    def fan(side: int) -> str:
        spokes = ((2, 82, 10, -20), (16, 108, 18, -16), (24, 138, 22, -7))
        return "".join(
            f"M{side * (x + out)} {y}l{side * across} {up}" for out, y, across, up in spokes
        )

    return both_sides(lambda side: line(fan(side), "#d9912b", 6))


def breath(person: Person) -> str:
    """A sigh beside the mouth."""
    x, y = max(72, person.reach - 24), person.mouth_y + 16
    puff = f"M{x} {y}q10 -9 18 -1q9 8 18 -1M{x + 8} {y + 17}q8 -7 15 -1q7 6 14 -1"
    return line(puff, "#ffffff", 9) + line(puff, "#6f9db5", 4.5)


def huff(person: Person) -> str:
    """Short strokes beside the head."""
    x = person.reach + 12
    return line(f"M{x} 120l17 -12M{x + 7} 142l22 -3M{x + 2} 162l17 7", "#a86a4a", 5.5)


def cross(person: Person) -> str:
    """The throbbing vein beside the temple."""
    arms = "M-5 -17Q-4 -5 -17 -5M5 -17Q4 -5 17 -5M-5 17Q-4 5 -17 5M5 17Q4 5 17 5"
    place = f"translate({person.reach + 14} 88) rotate(12)"
    return group([line(arms, "#fff3ea", 10), line(arms, "#cf3327", 6)], place)


def steam(person: Person) -> str:
    """Steam from both sides of the head."""
    x = min(person.reach, 114)

    def puff(side: int) -> str:
        cloud = ((10, 176, 10), (22, 168, 12), (36, 161, 15), (31, 176, 10))
        return "".join(
            circle((side * (x + out), y), size + extra, colour)
            for extra, colour in ((2.2, "#b9aaa3"), (0, "#f6efe8"))
            for out, y, size in cloud
        )

    return both_sides(puff)


MARKS: dict[Mark, Callable[[Person], str]] = {
    "sweat": sweat,
    "tear": tear,
    "rays": rays,
    "breath": breath,
    "huff": huff,
    "cross": cross,
    "steam": steam,
}
