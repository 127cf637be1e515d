"""What a face wears or has beside hair: glasses, beards, scarves, headsets, and age."""

from assets.portraits.hair import blob, flipped, strands
from assets.portraits.person import INK, Part, Skin
from assets.svg import (
    Point,
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


def together(*parts: Part) -> Part:
    """Several parts as one, the first undermost."""

    def draw(skin: Skin) -> str:
        return "".join(part(skin) for part in parts)

    return draw


def glasses(colour: str, y: float = 199, apart: float = 37, size: Point = (26, 20)) -> Part:
    """Glasses with rounded square lenses."""

    def draw(_skin: Skin) -> str:
        width, height = size

        def lens(side: int) -> str:
            x = side * apart
            rim = smooth(
                [
                    (x - width, y - height * 0.3),
                    (x - width * 0.7, y - height),
                    (x + width * 0.7, y - height),
                    (x + width, y - height * 0.3),
                    (x + width * 0.72, y + height * 0.92),
                    (x, y + height),
                    (x - width * 0.72, y + height * 0.92),
                ],
                tension=0.85,
            )
            glint = line(f"M{x + 8} {y - height + 7}l-7 10", "#ffffff", 3, stroke_opacity=0.55)
            arm = line(
                f"M{side * (apart + width)} {y - 6}l{side * (84 - apart - width)} -3", colour, 4
            )
            return path(rim, "#ffffff", fill_opacity=0.16) + line(rim, colour, 4) + glint + arm

        inner = apart - width
        bridge = line(f"M{-inner} {y - 5}Q0 {y - 13} {inner} {y - 5}", colour, 4)
        return both_sides(lens) + bridge

    return draw


def age_lines(
    y: float = 198,
    apart: float = 37,
    mouth_y: float = 266,
    *,
    forehead: bool = False,
    deep: bool = False,
    bags: bool = True,
) -> Part:
    """Lines from nose to mouth, under and beside the eyes, and on the forehead."""

    def draw(skin: Skin) -> str:
        def side_lines(side: int) -> str:
            fold = line(
                f"M{side * 22} {mouth_y - 28}Q{side * 36} {mouth_y - 18} {side * 37} {mouth_y - 4}",
                skin.deep,
                2.6,
                stroke_opacity=0.42,
            )
            under = f"M{side * (apart - 13)} {y + 17}q{side * 13} 7 {side * 26} -1"
            bag = line(under, skin.deep, 2.2, stroke_opacity=0.38) if bags else ""
            feet = (
                f"M{side * (apart + 23)} {y - 2}l{side * 9} -5"
                f"M{side * (apart + 24)} {y + 5}l{side * 10} 2"
            )
            return fold + bag + (line(feet, skin.deep, 2.2, stroke_opacity=0.45) if deep else "")

        brow = (
            line("M-34 142q34 -9 68 0M-26 128q26 -7 52 0", skin.deep, 2.4, stroke_opacity=0.32)
            if forehead
            else ""
        )
        return both_sides(side_lines) + brow

    return draw


def freckles(y: float = 228) -> Part:
    """Freckles over nose and cheeks."""

    def draw(skin: Skin) -> str:
        dots = ((30, 0), (40, -4), (48, 3), (36, 8), (55, -2), (45, 11))
        return both_sides(
            lambda side: "".join(
                circle((side * x, y + dy), 1.9, skin.deep, fill_opacity=0.5) for x, dy in dots
            )
        )

    return draw


def stubble(colour: str = INK) -> Part:
    """A day's beard as a faint shade."""

    def draw(_skin: Skin) -> str:
        half = points("0,249 26,248 52,244 70,226 74,228 70,258 54,286 28,303 0,307")
        return blob(mirrored(half), colour, fill_opacity=0.13)

    return draw


def full_beard(colour: str, gloss: str) -> Part:
    """A full beard with moustache, joined to the sideburns."""

    def draw(_skin: Skin) -> str:
        half = points(
            "0,250 14,247 34,254 52,248 66,226 74,192 83,190 87,236 80,282 56,318 24,334 0,337"
        )
        wisps = [
            [(70, 250), (64, 278), (50, 298)],
            [(46, 292), (36, 310), (22, 318)],
            [(60, 262), (54, 280), (44, 290)],
        ]
        return (
            blob(mirrored(half), colour)
            + both_sides(lambda side: strands((flipped(wisp, side) for wisp in wisps), gloss, 3))
            + line("M0 300v18", gloss, 3)
        )

    return draw


def goatee(colour: str, gloss: str, y: float = 266) -> Part:
    """A moustache running down into a short beard around the mouth."""

    def draw(skin: Skin) -> str:
        half = [
            (0, y - 17),
            (16, y - 20),
            (34, y - 12),
            (42, y + 8),
            (38, y + 34),
            (24, y + 50),
            (0, y + 55),
        ]
        gap = [(0, y - 7), (18, y - 8), (29, y), (27, y + 14), (14, y + 20), (0, y + 21)]
        bristles = both_sides(
            lambda side: line(
                f"M{side * 12} {y + 30}l{side * -2} 12M{side * 26} {y + 24}l{side * -3} 11",
                gloss,
                2.6,
            )
        )
        return blob(mirrored(half), colour) + blob(mirrored(gap), skin.base) + bristles

    return draw


def big_moustache(colour: str, shade: str, y: float = 258) -> Part:
    """A thick moustache that hides the upper lip."""

    def draw(_skin: Skin) -> str:
        half = [
            (0, y - 7),
            (14, y - 12),
            (34, y - 5),
            (50, y + 10),
            (58, y + 9),
            (48, y + 21),
            (28, y + 20),
            (10, y + 13),
            (0, y + 8),
        ]
        hairs = [[(8, y - 4), (26, y + 2), (42, y + 13)], [(6, y + 3), (20, y + 8), (32, y + 14)]]
        return (
            blob(mirrored(half), colour)
            + both_sides(lambda side: strands((flipped(hair, side) for hair in hairs), shade, 2.4))
            + line(f"M0 {y - 5}v9", shade, 2.4)
        )

    return draw


def earrings(colour: str, x: float, y: float = 226, *, hoop: float = 0) -> Part:
    """Studs, or hoops of a radius."""

    def draw(_skin: Skin) -> str:
        if not hoop:
            return both_sides(lambda side: circle((side * x, y), 5, colour))
        return both_sides(
            lambda side: circle((side * x, y + hoop), hoop, "none", stroke=colour, stroke_width=4)
        )

    return draw


def nose_stud(colour: str, place: Point = (9, 236)) -> Part:
    """A small stud in the nose."""

    def draw(_skin: Skin) -> str:
        return circle(place, 2.8, colour)

    return draw


def headwrap(colour: str, accent: str, hair: str) -> Part:
    """A tall knotted headwrap."""

    def draw(skin: Skin) -> str:
        dark, light = mix(colour, INK, 0.28), mix(colour, "#ffffff", 0.16)
        temples = both_sides(
            lambda side: blob(flipped(points("74,140 88,146 88,176 82,190 77,172"), side), hair)
        )
        shade = blob(
            points("-76,148 -40,142 0,138 40,142 76,148 60,124 -60,124"),
            skin.shade,
        )
        wrap = points(
            "-90,156 -100,118 -98,74 -70,36 -24,18 30,18 74,38 99,76 100,118 90,156 "
            "52,134 0,128 -52,134"
        )
        band = line("M-90 143Q-52 121 0 115Q52 121 90 143", accent, 9)
        folds = "".join(
            line(d, dark, 4)
            for d in (
                "M-93 116Q-40 84 14 88",
                "M-90 88Q-44 52 18 66",
                "M-66 54Q-24 34 20 50",
                "M93 118Q70 92 44 86",
                "M94 86Q74 64 46 66",
            )
        )
        petals = (
            blob(points("22,84 0,58 6,28 30,18 44,44 36,74"), light)
            + blob(points("34,84 44,52 74,34 88,56 70,82 46,92"), colour)
            + line("M18 42Q22 62 30 78M72 50Q56 62 42 82", dark, 3.4)
            + line("M36 76Q50 44 78 36", light, 4)
        )
        knot = ellipse((33, 84), 15, 12, accent)
        return temples + shade + blob(wrap, colour) + folds + band + petals + knot

    return draw


def headscarf(colour: str, under: str) -> Part:
    """A headscarf that frames the face; the face shows through its opening."""

    def draw(_skin: Skin) -> str:
        dark, light = mix(colour, INK, 0.2), mix(colour, "#ffffff", 0.25)
        outer = mirrored(points("0,54 58,64 94,108 101,176 97,240 86,290 66,326 0,346"))
        inner = mirrored(points("0,122 40,127 64,150 73,190 72,232 60,268 34,296 0,305"))
        cap = mirrored(points("0,108 44,114 68,144 62,148 38,130 0,125"))
        scarf = path(smooth(outer) + smooth(inner), colour, fill_rule="evenodd")
        rim = line(smooth(inner), dark, 2.6)
        folds = "".join(
            line(d, dark, 3.4)
            for d in (
                "M-84 130Q-92 210 -62 296",
                "M86 140Q92 220 66 290",
                "M-60 296Q-10 334 58 308",
                "M-30 84Q24 74 66 108",
            )
        )
        shine = line("M-70 106Q-56 82 -28 74", light, 5)
        return blob(cap, under) + scarf + rim + folds + shine

    return draw


def headset(colour: str, accent: str, width: float = 90, crown: float = 56) -> Part:
    """A call headset: band, cups, and a microphone at the mouth."""

    def draw(_skin: Skin) -> str:
        band = line(
            f"M{-width} 188C{-width - 10} {crown - 14} {width + 10} {crown - 14} {width} 188",
            colour,
            9,
        )
        cups = both_sides(
            lambda side: (
                ellipse((side * (width + 2), 204), 15, 24, colour)
                + ellipse((side * (width + 4), 204), 8, 15, accent)
            )
        )
        boom = line(f"M{-width} 224Q{-width + 2} 282 -40 286", colour, 5)
        return band + cups + boom + ellipse((-37, 285), 11, 7.5, colour)

    return draw
