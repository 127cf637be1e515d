"""The face: head, ears, eyes, brows and the noses to choose from."""

from itertools import pairwise

from assets.portraits.mood import Mood
from assets.portraits.person import CREAM, INK, Brows, Eyes, Part, Person, Skin
from assets.svg import (
    Point,
    both_sides,
    circle,
    ellipse,
    line,
    mirrored,
    path,
    polyline,
    sampled,
    smooth,
)

STEPS = 12


def head(person: Person, skin: Skin, mood: Mood) -> str:
    """Ears and the face itself, with its shadow side and blush."""
    outline = mirrored(_with_jaw(person, mood))
    cheek_y = person.eyes.y + 37
    blush = both_sides(
        lambda side: ellipse(
            (side * (person.eyes.apart + 15), cheek_y),
            15,
            8.5,
            skin.blush,
            fill_opacity=mood.cheeks,
        )
    )
    return (
        _ears(person, skin)
        + path(smooth(outline), skin.base)
        + _shadow_side(outline, person, skin)
        + blush
    )


def _with_jaw(person: Person, mood: Mood) -> list[Point]:
    """The face's right half with the chin lowered."""
    hinge, chin = person.eyes.y + 20, person.outline[-1][1]
    return [(x, y + mood.jaw * max(0, (y - hinge) / (chin - hinge))) for x, y in person.outline]


def _ears(person: Person, skin: Skin) -> str:
    if person.ear is None:
        return ""
    y, size = person.ear
    x = max(x for x, _ in person.outline) + 1

    def ear(side: int) -> str:
        fold = f"M{side * (x + 6)} {y - size * 0.6}q{-side * 9} {size * 0.5} {-side * 2} {size}"
        return ellipse((side * x, y), size * 0.85, size * 1.25, skin.base) + line(
            fold, skin.shade, 3
        )

    return both_sides(ear)


def _shadow_side(outline: list[Point], person: Person, skin: Skin) -> str:
    """A crescent on the right that keeps clear of eye and mouth."""
    samples = sampled(outline)
    right = [(x, y) for x, y in samples if x >= 0 and y > person.eyes.y - 70]
    top, bottom = right[0][1], right[-1][1]
    inner = []
    for x, y in reversed(right):
        along = (y - top) / (bottom - top)
        inner.append((x - 60 * along * (1 - along) * (0.35 + x / 160), y))
    return path(polyline([*right, *inner]) + "Z", skin.shade, fill_opacity=0.55)


def eyes(person: Person, skin: Skin, mood: Mood) -> str:
    """Both eyes."""
    if mood.lids == "open":
        return both_sides(lambda side: _open_eye(person.eyes, skin, mood, side))
    bend = -11 if mood.lids == "laughing" else 9
    return both_sides(lambda side: _closed_eye(person.eyes, side, bend))


def _closed_eye(measure: Eyes, side: int, bend: float) -> str:
    x, y, half = side * measure.apart, measure.y + (3 if bend < 0 else 1), measure.half_width
    arc = f"M{x - half} {y}Q{x} {y + bend * 1.7} {x + half} {y}"
    lash = line(arc, INK, measure.lash + 1)
    if measure.wing and bend > 0:
        tip = f"M{x + side * half} {y}l{side * measure.wing * 0.8} {measure.wing * 0.5}"
        middle = f"M{x + side * half * 0.55} {y + bend * 0.62}l{side * 3} {measure.wing * 0.8}"
        lash += line(tip + middle, INK, 2.6)
    return lash


def _lids(measure: Eyes, mood: Mood) -> tuple[list[Point], list[Point], list[Point]]:
    """Free upper lid, upper lid as the mood cuts it, and lower lid, about the eye's middle.

    From the inner corner (x < 0) to the outer one.
    """
    free, upper, lower = [], [], []
    for step in range(STEPS + 1):
        u = 2 * step / STEPS - 1
        corner = -measure.tilt * u
        height = max(mood.cut, 1.0)
        top = corner - measure.up * min(height, 1.3) * (1 - u * u)
        bottom = corner + measure.down * min(1, mood.cheek) * (1 - u * u) ** 0.8
        edge = corner - measure.up * mood.cut - mood.slant * u
        x = u * measure.half_width
        free.append((x, top))
        upper.append((x, min(max(top, edge), bottom)))
        lower.append((x, bottom))
    return free, upper, lower


def _open_eye(measure: Eyes, skin: Skin, mood: Mood, side: int) -> str:
    free, upper, lower = _lids(measure, mood)

    def place(points: list[Point]) -> list[Point]:
        return [(side * (measure.apart + x), measure.y + y) for x, y in points]

    white = path(polyline(place(upper + lower[::-1])) + "Z", CREAM)
    lid_top = [(x, y - 3.5 * (1 - (x / measure.half_width) ** 2)) for x, y in free]
    lid = path(polyline(place(upper + lid_top[::-1])) + "Z", skin.shade)
    lashes = line(smooth(place(upper), closed=False), INK, measure.lash)
    if measure.wing:
        x, y = upper[-1]
        wing = [(x - 3, y - 2), (x + measure.wing, y - measure.wing * 0.75), (x - 1, y + 1.5)]
        lashes += path(polyline(place(wing)) + "Z", INK)
    fold = ""
    if measure.fold:
        crease = [(x, y - 3.5) for x, y in lid_top[2:-1]]
        fold = line(smooth(place(crease), closed=False), skin.deep, 1.8, stroke_opacity=0.55)
    under = line(smooth(place(lower[2:-1]), closed=False), skin.deep, 1.4, stroke_opacity=0.5)
    return lid + white + _iris(measure, mood, side, upper, lower) + under + lashes + fold


def _iris(measure: Eyes, mood: Mood, side: int, upper: list[Point], lower: list[Point]) -> str:
    """Iris and pupil, cut by the lids (pygame has no clip paths)."""
    centre_x, centre_y = side * mood.gaze[0], mood.gaze[1] - 1
    radius = measure.up * 0.82 * mood.iris

    def disc(size: float, colour: str) -> str:
        top, bottom = [], []
        for step in range(STEPS + 1):
            across = 2 * step / STEPS - 1
            x, rise = centre_x + size * across, size * (1 - across * across) ** 0.5
            lid, floor = _height(upper, x), _height(lower, x)
            top.append((x, min(max(centre_y - rise, lid), floor)))
            bottom.append((x, max(min(centre_y + rise, floor), lid)))
        points = [(side * (measure.apart + x), measure.y + y) for x, y in top + bottom[::-1]]
        return path(polyline(points) + "Z", colour)

    x = side * (measure.apart + centre_x) + 3
    y = measure.y + max(centre_y - 3.4, _height(upper, centre_x) + 2.4)
    return disc(radius, measure.iris) + disc(radius * 0.55, INK) + circle((x, y), 2.4, "#ffffff")


def _height(lid: list[Point], x: float) -> float:
    """The height of a lid at a place, straight between its points."""
    for (x0, y0), (x1, y1) in pairwise(lid):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return lid[0][1] if x < lid[0][0] else lid[-1][1]


def brows(person: Person, skin: Skin, mood: Mood) -> str:
    """Both brows, and the lines between them when the mood has any."""
    crease = ""
    if mood.crease:
        y = person.brows.y + 4
        crease = line(f"M-5 {y}q2 7 0 13M6 {y + 1}q-2 6 0 11", skin.deep, 2.2, stroke_opacity=0.6)
    return both_sides(lambda side: _brow(person.brows, person.eyes, mood, side)) + crease


def _brow(measure: Brows, eye: Eyes, mood: Mood, side: int) -> str:
    lift = mood.raised if side > 0 else 0
    inner, middle, outer = (drop - lift for drop in mood.brows)
    x, y, half = eye.apart + 1, measure.y, measure.half_length
    squeeze = 4 if inner > 0 and not lift else 0
    line_points = [
        (x - half - squeeze, y + inner),
        (x - half * 0.3 - squeeze / 2, y + (inner + 2 * middle) / 3 - measure.arch * 0.7),
        (x + half * 0.35, y + (2 * middle + outer) / 3 - measure.arch),
        (x + half, y + outer + 4),
    ]
    weights = (measure.weight * 0.45, measure.weight * 0.55, measure.weight * 0.42, 0.8)
    upper = [(px, py - weight) for (px, py), weight in zip(line_points, weights, strict=True)]
    lower = [(px, py + weight) for (px, py), weight in zip(line_points, weights, strict=True)]
    points = [(side * px, py) for px, py in upper + lower[::-1]]
    return path(smooth(points, tension=0.9), measure.colour)


def bridge_nose(y: float = 240, width: float = 9, length: float = 34, bump: float = 2) -> Part:
    """A nose drawn by its bridge and tip, narrow to middling."""

    def draw(skin: Skin) -> str:
        side = (
            f"M-2 {y - length}"
            f"C{bump} {y - length * 0.6} {width * 0.5 + bump} {y - 14} "
            f"{width} {y - 5}Q{width + 2} {y + 4} 0 {y + 4}"
            f"Q{-width * 0.5} {y + 4} "
            f"{-width * 0.7} {y + 1}"
        )
        return line(side, skin.deep, 3.2, stroke_opacity=0.62)

    return draw


def round_nose(y: float = 240, width: float = 13) -> Part:
    """A rounded nose drawn by its tip and wings, with shade under it."""

    def draw(skin: Skin) -> str:
        shade = path(
            (
                f"M{-width} {y}C{-width} {y + 9} {width} {y + 9} {width} {y}"
                f"C{width * 0.6} {y + 5} {-width * 0.6} {y + 5} {-width} {y}Z"
            ),
            skin.shade,
        )
        wings = both_sides(
            lambda side: line(
                f"M{side * (width - 3)} {y - 8}q{side * 6} 3 {side * 3} 9",
                skin.deep,
                2.8,
                stroke_opacity=0.6,
            )
        )
        tip = line(
            f"M{-width * 0.45} {y + 3}Q0 {y + 8} {width * 0.45} {y + 3}",
            skin.deep,
            2.8,
            stroke_opacity=0.7,
        )
        return shade + wings + tip

    return draw


def broad_nose(y: float = 240, width: float = 17) -> Part:
    """A broad, full nose with nostrils."""

    def draw(skin: Skin) -> str:
        body = path(
            smooth(
                [
                    (0, y - 34),
                    (8, y - 16),
                    (width, y - 5),
                    (width - 2, y + 5),
                    (0, y + 8),
                    (2 - width, y + 5),
                    (-width, y - 5),
                    (-8, y - 16),
                ]
            ),
            skin.shade,
            fill_opacity=0.55,
        )
        nostrils = both_sides(lambda side: ellipse((side * width * 0.48, y + 3), 4, 2.2, skin.deep))
        wings = both_sides(
            lambda side: line(
                f"M{side * (width - 3)} {y - 8}q{side * 5} 5 {side * 1} 11",
                skin.deep,
                2.6,
                stroke_opacity=0.7,
            )
        )
        return body + nostrils + wings

    return draw


def eagle_nose(y: float = 246, width: float = 15) -> Part:
    """A long, strong nose with a bend in its bridge."""

    def draw(skin: Skin) -> str:
        body = path(
            smooth(
                [
                    (-4, y - 56),
                    (5, y - 50),
                    (11, y - 34),
                    (13, y - 18),
                    (width + 3, y - 4),
                    (8, y + 6),
                    (-6, y + 6),
                    (-width, y - 1),
                    (-8, y - 12),
                    (-4, y - 32),
                ]
            ),
            skin.shade,
            fill_opacity=0.8,
        )
        bridge = line(
            (
                f"M6 {y - 48}Q15 {y - 30} 13 {y - 20}Q{width + 8} {y - 4} {width - 2} {y + 2}"
                f"Q4 {y + 10} -5 {y + 5}"
            ),
            skin.deep,
            3,
            stroke_opacity=0.6,
        )
        wing = line(f"M{-width + 4} {y - 8}q-6 7 2 10", skin.deep, 2.6, stroke_opacity=0.6)
        return body + bridge + wing

    return draw
