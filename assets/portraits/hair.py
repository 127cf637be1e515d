"""The hair of the cast, one function a style; a repeated point makes a sharp corner."""

import math
from collections.abc import Iterable

from assets.portraits.person import Part, Skin
from assets.svg import (
    Point,
    Points,
    both_sides,
    circle,
    ellipse,
    line,
    mirrored,
    mix,
    path,
    points,
    smooth,
)


def blob(outline: Points, colour: str, **attributes: str | float) -> str:
    """A filled smooth shape."""
    return path(smooth(outline), colour, **attributes)


def strands(curves: Iterable[Points], colour: str, width: float = 4) -> str:
    """Smooth strokes that give hair its direction."""
    return "".join(line(smooth(curve, closed=False), colour, width) for curve in curves)


def flipped(curve: Points, side: int) -> list[Point]:
    """Points for the right side (1) or turned over to the left (-1)."""
    return [(side * x, y) for x, y in curve]


def side_parted(colour: str, grey: str) -> Part:
    """Short, combed from a part on the right, greying at the temples."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points(
                "-74,176 -68,146 -40,134 0,125 38,118 62,134 74,160 74,176 60,130 0,108 -62,126"
            ),
            skin.shade,
            fill_opacity=0.6,
        )
        cap = blob(
            points(
                "-82,206 -82,206 -90,164 -89,116 -66,78 -16,60 38,64 76,90 90,134 89,170 "
                "82,206 82,206 76,178 71,146 58,126 37,108 37,108 0,118 -38,128 -64,138 "
                "-72,160 -76,182"
            ),
            colour,
        )
        temples = both_sides(
            lambda side: blob(
                flipped(
                    points("82,206 82,206 90,166 90,136 81,142 73,154 76,180"),
                    side,
                ),
                grey,
            )
        )
        combed = [
            points("34,100 0,96 -44,106 -74,132"),
            points("36,90 0,80 -40,84 -68,104"),
            points("46,98 64,112 77,134"),
        ]
        return shade + cap + temples + strands(combed, grey, 3)

    return draw


def long_back(colour: str) -> Part:
    """The long hair behind the shoulders."""

    def draw(_skin: Skin) -> str:
        half = points("0,58 62,70 98,122 107,200 114,280 126,350 112,404 72,420 0,420")
        return blob(mirrored(half), colour)

    return draw


def swept_long(colour: str, gloss: str) -> Part:
    """Long waves from a side part, falling over both shoulders."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points(
                "-20,104 -20,104 -48,124 -68,158 -74,200 -64,176 -44,144 -16,122 24,126 "
                "56,150 72,196 78,176 62,122"
            ),
            skin.shade,
            fill_opacity=0.7,
        )
        left = points(
            "-22,104 -22,104 -50,119 -69,152 -76,206 -80,258 -74,306 -86,352 -84,402 "
            "-98,420 -122,384 -124,330 -113,262 -107,190 -98,122 -66,74 -24,56"
        )
        right = points(
            "-24,104 -24,104 16,108 54,128 73,166 79,216 84,266 78,312 90,356 88,404 "
            "106,420 126,380 124,324 114,262 108,190 99,120 64,68 8,50 -24,58"
        )
        waves = [
            points("-10,76 34,84 70,118 88,170"),
            points("94,200 100,260 94,310 106,360"),
            points("-36,84 -66,118 -84,168"),
            points("-92,210 -98,262 -92,316 -104,372"),
        ]
        return shade + blob(left, colour) + blob(right, colour) + strands(waves, gloss, 4.5)

    return draw


def side_tufts(colour: str, shade: str) -> Part:
    """A bald crown with tufts of hair over the ears."""

    def draw(_skin: Skin) -> str:
        shine = ellipse(
            (-22, 108), 24, 9, "#ffffff", fill_opacity=0.28, transform="rotate(-14 -22 108)"
        )
        tuft = points("74,204 90,198 101,176 99,150 92,126 80,112 71,116 75,142 73,166")
        wisps = [points("80,126 88,150 86,176"), points("90,146 94,164 90,184")]
        return shine + both_sides(
            lambda side: (
                blob(flipped(tuft, side), colour)
                + strands((flipped(wisp, side) for wisp in wisps), shade, 2.6)
            )
        )

    return draw


def bob_back(colour: str) -> Part:
    """The back of a chin-length bob."""

    def draw(_skin: Skin) -> str:
        half = points("0,58 62,68 100,116 106,190 108,256 104,298 70,306 0,304")
        return blob(mirrored(half), colour)

    return draw


def bob(colour: str, gloss: str, clip: str) -> Part:
    """A bob with a straight fringe and a hair clip."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points("-82,150 -40,166 0,163 40,166 82,150 40,140 -40,140"),
            skin.shade,
            fill_opacity=0.7,
        )
        panel = points(
            "66,140 76,176 80,226 72,276 58,300 58,300 84,308 106,298 109,250 106,180 96,112 70,100"
        )
        fringe = points(
            "-94,118 -86,164 -86,164 -44,155 0,153 44,155 86,164 86,164 94,118 62,70 0,55 -62,70"
        )
        lines = [
            points("-30,112 -34,132 -34,150"),
            points("4,110 4,130 6,150"),
            points("40,112 43,132 46,150"),
        ]
        shine = line("M-66 104Q-30 82 16 84", gloss, 7) + line("M32 87q8 2 14 5", gloss, 7)
        pin = "".join(line(f"M60 {y}l24 9", clip, 6) for y in (118, 130))
        sides = both_sides(lambda side: blob(flipped(panel, side), colour))
        return shade + sides + blob(fringe, colour) + strands(lines, gloss, 2.4) + shine + pin

    return draw


def quiff(colour: str, gloss: str) -> Part:
    """Short sides and a full quiff combed up."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points("-70,150 -30,132 10,128 54,134 72,152 60,116 -50,116"),
            skin.shade,
            fill_opacity=0.7,
        )
        sides = both_sides(
            lambda side: blob(
                flipped(
                    points("80,214 80,214 90,180 91,130 78,96 58,112 71,144 75,178"),
                    side,
                ),
                mix(colour, "#000000", 0.2),
            )
        )
        top = points(
            "-78,140 -90,110 -82,74 -50,50 -6,40 44,40 82,58 96,92 86,124 76,142 62,124 "
            "28,112 -14,116 -46,122"
        )
        combed = [
            points("-56,110 -50,78 -22,58"),
            points("-20,106 -10,74 18,54"),
            points("20,102 34,74 58,62"),
            points("54,108 66,88 80,80"),
        ]
        return shade + sides + blob(top, colour) + strands(combed, gloss, 4)

    return draw


def tousled(colour: str, gloss: str) -> Part:
    """Thick untidy hair with a jagged fringe."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points("-72,168 -40,164 -6,168 34,158 68,170 66,120 -66,120"),
            skin.shade,
            fill_opacity=0.6,
        )
        tips = points(
            "-84,214 -93,178 -97,130 -102,108 -92,92 -88,70 -68,66 -54,48 -30,52 -8,38 "
            "18,46 44,42 62,58 84,68 88,92 101,110 96,134 92,178 83,214 76,176 66,148 "
            "58,164 42,136 30,158 8,132 -10,164 -28,138 -46,162 -60,144 -72,172"
        )
        locks = [
            points("-62,128 -60,100 -42,78"),
            points("-24,122 -18,92 2,70"),
            points("16,116 28,90 48,76"),
            points("56,128 66,106 76,98"),
        ]
        return shade + path(smooth(tips, tension=0.62), colour) + strands(locks, gloss, 4.5)

    return draw


def _ring(count: int, radii: Point, centre: Point, span: Point) -> list[Point]:
    """Points along an arc; angles in degrees, 0 up, clockwise."""
    first, last = (math.radians(angle) for angle in span)
    angles = (first + (last - first) * index / (count - 1) for index in range(count))
    return [
        (centre[0] + radii[0] * math.sin(a), centre[1] - radii[1] * math.cos(a)) for a in angles
    ]


def curls_back(colour: str) -> Part:
    """A wide cloud of curls down to the shoulders."""

    def draw(_skin: Skin) -> str:
        edge = _ring(17, (100, 118), (0, 188), (-152, 152))
        cloud = "".join(
            circle(point, 30 + 5 * (index % 2), colour) for index, point in enumerate(edge)
        )
        return ellipse((0, 190), 104, 122, colour) + cloud

    return draw


def curls(colour: str, gloss: str) -> Part:
    """Curls around the forehead and down past the ears."""

    def draw(skin: Skin) -> str:
        shade = "".join(
            circle((x, y + 8), 19, skin.shade)
            for x, y in ((-48, 128), (-20, 118), (12, 116), (44, 126))
        )
        rim = [
            *_ring(9, (76, 92), (0, 184), (-74, 74)),
            (-84, 186),
            (85, 186),
            (-88, 222),
            (89, 222),
            (-92, 256),
            (93, 256),
        ]
        top = "".join(
            circle(point, 25, colour) for point in _ring(9, (82, 82), (0, 160), (-80, 80))
        )
        front = "".join(
            circle(point, 20 + 3 * (index % 2), colour) for index, point in enumerate(rim)
        )
        rings = points(
            "-70,92 -34,68 8,62 48,74 80,106 -96,140 102,150 -108,196 110,206 -102,252 "
            "104,262 -58,120 -8,96 36,102 66,134"
        )
        swirls = "".join(line(f"M{x - 9} {y + 5}a10 10 0 1 1 12 5", gloss, 3.4) for x, y in rings)
        return shade + top + front + swirls

    return draw


def wavy_short(colour: str, gloss: str) -> Part:
    """Thick short waves, higher on the left."""

    def draw(skin: Skin) -> str:
        shade = blob(
            points("-70,158 -44,138 -10,142 30,132 62,146 72,160 60,118 -60,118"),
            skin.shade,
            fill_opacity=0.7,
        )
        cap = points(
            "-80,212 -80,212 -90,176 -94,132 -92,96 -72,70 -44,56 -14,58 14,48 46,56 "
            "74,74 93,104 93,142 89,178 80,212 80,212 75,174 70,144 52,130 34,118 "
            "14,128 -8,134 -28,122 -50,134 -66,140 -74,170"
        )
        waves = [
            points("-66,112 -48,92 -26,100 -6,84"),
            points("-10,112 12,96 36,102 56,88"),
            points("46,114 66,108 78,122"),
            points("-50,74 -28,72 -8,76"),
        ]
        return shade + blob(cap, colour) + strands(waves, gloss, 4)

    return draw


def braid_back(colour: str) -> Part:
    """The head's back hair, drawn close."""

    def draw(_skin: Skin) -> str:
        return blob(
            mirrored(points("0,58 58,66 92,110 97,180 88,250 50,290 0,300")),
            colour,
        )

    return draw


def centre_parted(colour: str, gloss: str) -> Part:
    """Smooth hair from a centre part, gathered into a braid over one shoulder."""

    def draw(skin: Skin) -> str:
        shade = both_sides(
            lambda side: blob(
                flipped(
                    points("0,108 0,108 32,120 60,146 73,196 78,170 50,112"),
                    side,
                ),
                skin.shade,
                fill_opacity=0.7,
            )
        )
        half = points(
            "0,104 0,104 30,110 58,134 73,176 79,226 84,226 95,200 98,150 86,98 50,66 0,57"
        )
        sides = both_sides(lambda side: blob(flipped(half, side), colour))
        combed = [points("12,82 48,102 76,150"), points("14,68 54,82 84,128")]
        comb = both_sides(
            lambda side: strands((flipped(curve, side) for curve in combed), gloss, 3.4)
        )
        return shade + sides + comb + line("M0 62V103", skin.shade, 2.6)

    return draw


def braid(colour: str, gloss: str, tie: str) -> Part:
    """The braid itself, in front of the shoulder."""

    def draw(_skin: Skin) -> str:
        knots = [(82, 272, 17), (90, 298, 18), (94, 325, 18), (95, 352, 17), (94, 378, 15)]
        root = blob(points("66,250 84,214 98,220 102,260 92,280 72,276"), colour)
        tail = blob(points("84,398 94,388 104,398 108,430 94,446 82,430"), colour)
        links = "".join(
            ellipse((x, y), size, size * 0.98, colour)
            + line(f"M{x - size + 4} {y - 6}q{size - 4} 16 {size * 2 - 8} 0", gloss, 3)
            for x, y, size in knots
        )
        return root + tail + links + line("M85 394h18", tie, 7)

    return draw


def cropped(colour: str, shade: str) -> Part:
    """Cropped close, thin in front, with corners at the temples."""

    def draw(_skin: Skin) -> str:
        cap = points(
            "-92,204 -92,204 -97,168 -93,122 -70,88 -34,72 0,69 34,72 70,88 93,122 "
            "97,168 92,204 92,204 86,172 82,140 64,116 52,112 34,106 0,110 -34,106 "
            "-52,112 -64,116 -82,140 -86,172"
        )
        bristles = [
            [(x, 100 - abs(x) * 0.02), (x * 1.1, 86 + abs(x) * 0.12)]
            for x in (-54, -36, -18, 0, 18, 36, 54)
        ]
        return blob(cap, colour) + strands(bristles, shade, 3)

    return draw
