"""The clothes of the cast: a torso, a neck, and what is worn."""

from assets.portraits.person import CREAM, Part, Skin
from assets.svg import (
    both_sides,
    box,
    circle,
    line,
    mirrored,
    mix,
    path,
    points,
    smooth,
)

BLACK = "#241a1e"


def torso(colour: str, width: float = 150, neck: float = 40) -> str:
    """Shoulders and chest, with a fold where each arm begins."""
    half = [
        (0, 326),
        (neck, 325),
        (neck + 30, 339),
        (width - 30, 357),
        (width - 7, 386),
        (width, 432),
        (width + 4, 520),
        (0, 520),
    ]
    shade = mix(colour, BLACK, 0.22)
    arms = both_sides(
        lambda side: line(f"M{side * (width - 36)} 440q{side * 2} -24 {side * -4} -40", shade, 4)
    )
    return path(smooth(mirrored(half)), colour) + arms


def neck(skin: Skin, half: float, *, depth: float = 352, pointed: bool = False) -> str:
    """The neck and what the neckline leaves bare, with the chin's shadow."""
    wide = half + 12
    base = (
        f"L{wide} 334L0 {depth}L{-wide} 334"
        if pointed
        else (
            f"Q{half} 330 {wide} 334Q{wide * 0.6} {depth} 0 {depth}"
            f"Q{-wide * 0.6} {depth} {-wide} 334Q{-half} 330 {-half} 318"
        )
    )
    shadow = f"M{-half} 276H{half}V312Q0 356 {-half} 312Z"
    return path(f"M{-half} 262H{half}V318{base}L{-half} 318Z", skin.base) + path(shadow, skin.shade)


def suit(colour: str, shirt: str, tie: str, half: float) -> Part:
    """A suit jacket over a shirt, with a tie."""

    def draw(skin: Skin) -> str:
        dark = mix(colour, BLACK, 0.25)
        front = path("M-40 326L0 440L40 326Z", shirt)
        knot = path("M-11 352L11 352L7 368L13 440H-13L-7 368Z", tie) + path(
            "M-8 367H8", stroke=mix(tie, BLACK, 0.3), stroke_width=3
        )
        lapels = both_sides(
            lambda side: path(
                (
                    f"M{side * 38} 322L{side * 62} 342L{side * 48} 372L{side * 58} 378"
                    f"L{side * 4} 446L{side * 2} 432Z"
                ),
                dark,
            )
        )
        collar = both_sides(
            lambda side: path(
                f"M{side * half} 312L{side * 42} 328L{side * 26} 366L0 350Z",
                mix(shirt, "#ffffff", 0.5),
            )
        )
        pocket = path("M72 404l26 -5l2 7l-26 5Z", CREAM)
        return torso(colour, 154) + neck(skin, half) + front + lapels + knot + collar + pocket

    return draw


def knit(colour: str, half: float, *, width: float = 138, trim: str | None = None) -> Part:
    """A round-necked jumper with a ribbed collar."""

    def draw(skin: Skin) -> str:
        edge = trim or mix(colour, BLACK, 0.18)
        wide = half + 12
        rib = line(
            f"M{-wide} 335Q{-wide * 0.6} 357 0 357T{wide} 335".replace("T", f"Q{wide * 0.6} 357 "),
            edge,
            9,
        )
        yoke = line("M-66 388Q0 424 66 388", edge, 3, stroke_dasharray="2 9")
        return torso(colour, width) + neck(skin, half) + rib + yoke

    return draw


def shirt_under_knit(colour: str, shirt: str, half: float, *, width: float = 136) -> Part:
    """A jumper with a shirt's collar laid over it."""

    def draw(skin: Skin) -> str:
        collar = both_sides(
            lambda side: path(
                (
                    f"M{side * (half - 2)} 314Q{side * (half + 16)} 326 {side * (half + 20)} 338"
                    f"Q{side * 34} 362 {side * 12} 366Q{side * 2} 356 0 346Z"
                ),
                shirt,
            )
        )
        rib = line("M-52 432h104", mix(colour, BLACK, 0.15), 3, stroke_dasharray="3 9")
        edges = both_sides(
            lambda side: line(
                f"M0 347Q{side * 2} 357 {side * 12} 366Q{side * 34} 362 {side * (half + 20)} 338",
                mix(shirt, BLACK, 0.18),
                2.4,
            )
        )
        return torso(colour, width) + neck(skin, half, depth=348) + collar + edges + rib

    return draw


def printed_dress(colour: str, print_: str, accent: str, beads: str, half: float) -> Part:
    """A printed dress with a wide neckline, and a string of beads."""

    def draw(skin: Skin) -> str:
        motifs = "".join(
            circle((x, y), 11, print_) + circle((x, y), 5.5, accent)
            for x, y in (
                (-112, 396),
                (-74, 418),
                (-30, 404),
                (12, 422),
                (54, 402),
                (94, 420),
                (122, 392),
                (-84, 376),
                (86, 374),
            )
        )
        wide = half + 12
        edge = line(
            f"M{-wide - 10} 337Q{-wide * 0.7} 376 0 378Q{wide * 0.7} 376 {wide + 10} 337", print_, 8
        )
        chain = "".join(
            circle((x, 340 + 24 * (1 - (x / 44) ** 2)), 6, beads)
            for x in (-38, -26, -13, 0, 13, 26, 38)
        )
        return torso(colour, 152, 48) + motifs + neck(skin, half, depth=376) + edge + chain

    return draw


def cardigan(colour: str, shirt: str, half: float) -> Part:
    """A buttoned cardigan over an open shirt."""

    def draw(skin: Skin) -> str:
        dark = mix(colour, BLACK, 0.22)
        front = path("M-42 334L0 416L42 334Z", shirt)
        checks = "".join(
            line(f"M{x} {y}v44", mix(shirt, "#4c6f9c", 0.45), 2.4) for x, y in ((-9, 356), (9, 356))
        )
        edges = both_sides(lambda side: line(f"M{side * 46} 328L{side * 5} 410V446", dark, 10))
        buttons = circle((4, 420), 4, CREAM)
        collar = both_sides(
            lambda side: path(
                f"M{side * (half - 1)} 310L{side * 50} 334L{side * 32} 362L0 342Z",
                mix(shirt, "#ffffff", 0.3),
            )
        )
        return (
            torso(colour, 148)
            + neck(skin, half, depth=346, pointed=True)
            + front
            + checks
            + edges
            + collar
            + buttons
        )

    return draw


def open_shirt(colour: str, tee: str, half: float) -> Part:
    """An open denim shirt over a T-shirt."""

    def draw(skin: Skin) -> str:
        dark, seam = mix(colour, BLACK, 0.25), mix(colour, "#ffffff", 0.4)
        front = path("M-44 326L-34 450H34L44 326Z", tee)
        rib = line(f"M{-half - 10} 336Q0 380 {half + 10} 336", mix(tee, BLACK, 0.15), 5)
        flaps = both_sides(
            lambda side: path(
                f"M{side * 40} 320L{side * 66} 344L{side * 50} 384L{side * 30} 352Z", dark
            )
        )
        seams = both_sides(
            lambda side: line(f"M{side * 42} 384L{side * 40} 440", seam, 2, stroke_dasharray="5 5")
        )
        pocket = line("M70 404h36v30h-36Z", seam, 2, stroke_dasharray="5 5")
        return (
            torso(colour, 156, 44)
            + front
            + neck(skin, half, depth=358)
            + rib
            + flaps
            + seams
            + pocket
        )

    return draw


def draped(coat: str, scarf: str) -> Part:
    """A blazer, and the folds of a headscarf over the chest."""

    def draw(skin: Skin) -> str:
        dark, fold = mix(coat, BLACK, 0.25), mix(scarf, BLACK, 0.2)
        lapels = both_sides(
            lambda side: path(
                (
                    f"M{side * 60} 338L{side * 84} 352L{side * 60} 392L{side * 68} 398"
                    f"L{side * 20} 446L{side * 10} 430Z"
                ),
                dark,
            )
        )
        shawl = path(
            smooth(
                points("-62,300 -88,334 -84,366 -44,392 6,412 50,394 86,362 88,332 62,300 0,292")
            ),
            scarf,
        )
        folds = "".join(
            line(d, fold, 3.4)
            for d in (
                "M-74 340Q-20 384 52 372",
                "M-58 322Q-6 358 62 346",
                "M-60 372Q-24 396 10 398",
            )
        )
        return torso(coat, 142, 48) + neck(skin, 30) + lapels + shawl + folds

    return draw


def hood(colour: str) -> Part:
    """The hood that lies behind the neck."""

    def draw(_skin: Skin) -> str:
        dark = mix(colour, BLACK, 0.3)
        outer = path(
            smooth(mirrored(points("0,262 50,272 86,306 98,348 60,380 0,384"))),
            colour,
        )
        return outer + path(smooth(mirrored(points("0,274 44,284 70,316 70,352 0,368"))), dark)

    return draw


def hoodie(colour: str, half: float) -> Part:
    """A hooded sweatshirt with strings and a print."""

    def draw(skin: Skin) -> str:
        dark = mix(colour, BLACK, 0.22)
        rim = both_sides(
            lambda side: path(
                (
                    f"M{side * (half + 2)} 312C{side * 74} 314 {side * 86} 340 {side * 70} 360"
                    f"Q{side * 34} 384 0 386V362Q{side * 28} 356 {side * (half + 2)} 330Z"
                ),
                mix(colour, "#ffffff", 0.12),
            )
        )
        fold = line("M-72 360Q-36 386 0 387Q36 386 72 360", dark, 4)
        strings = both_sides(
            lambda side: (
                line(f"M{side * 24} 378q{side * 3} 20 {side} 40", CREAM, 4)
                + line(f"M{side * 25} 417v7", dark, 5)
            )
        )
        return (
            hood(colour)(skin)
            + torso(colour, 146, 52)
            + neck(skin, half, depth=364)
            + rim
            + fold
            + strings
        )

    return draw


def blazer(colour: str, blouse: str, half: float, *, chain: str | None = None) -> Part:
    """A blazer over a blouse with a pointed neckline."""

    def draw(skin: Skin) -> str:
        dark = mix(colour, BLACK, 0.25)
        front = path("M-42 334L0 452L42 334Z", blouse)
        lapels = both_sides(
            lambda side: path(
                (
                    f"M{side * 44} 322L{side * 70} 342L{side * 56} 380L{side * 66} 386"
                    f"L{side * 8} 450L{side * 4} 436Z"
                ),
                dark,
            )
        )
        necklace = (
            line("M-34 336Q-18 372 0 374Q18 372 34 336", chain, 2.6) + circle((0, 378), 5.5, chain)
            if chain
            else ""
        )
        return (
            torso(colour, 146, 44)
            + front
            + neck(skin, half, depth=392, pointed=True)
            + necklace
            + lapels
        )

    return draw


def polo(colour: str, collar: str, band: str, half: float, *, width: float = 148) -> Part:
    """A staff polo shirt with a lanyard and badge."""

    def draw(skin: Skin) -> str:
        placket = (
            path("M-10 352H10V398H-10Z", mix(colour, BLACK, 0.14))
            + circle((0, 374), 3, CREAM)
            + circle((0, 388), 3, CREAM)
        )
        flaps = both_sides(
            lambda side: path(
                f"M{side * (half - 1)} 312L{side * 54} 334L{side * 34} 370L0 352Z", collar
            )
        )
        strap = both_sides(lambda side: line(f"M{side * 50} 336L{side * 6} 420", band, 6))
        badge = box((-19, 414), (38, 40), CREAM, 5) + box((-19, 414), (38, 11), band, 4)
        return (
            torso(colour, width)
            + neck(skin, half, depth=356, pointed=True)
            + placket
            + strap
            + flaps
            + badge
        )

    return draw


def kurta(colour: str, trim: str, band: str, half: float) -> Part:
    """A tunic with an embroidered neckline, and a staff lanyard."""

    def draw(skin: Skin) -> str:
        wide = half + 14
        edge = line(f"M{-wide} 335Q{-wide * 0.7} 366 0 368Q{wide * 0.7} 366 {wide} 335", trim, 8)
        slit = line("M0 368V408", trim, 6)
        dots = "".join(circle((x, y), 3, trim) for x in (-13, 13) for y in (380, 394, 408))
        strap = both_sides(lambda side: line(f"M{side * 62} 343L{side * 8} 424", band, 6))
        badge = box((-19, 418), (38, 40), CREAM, 5) + box((-19, 418), (38, 11), band, 4)
        return torso(colour, 134) + neck(skin, half, depth=366) + edge + slit + dots + strap + badge

    return draw


def apron(colour: str, shirt: str, half: float) -> Part:
    """A cook's jacket under an apron."""

    def draw(skin: Skin) -> str:
        seam = mix(shirt, BLACK, 0.16)
        stand = both_sides(
            lambda side: path(
                (
                    f"M{side * (half + 1)} 304L{side * (half + 16)} 328"
                    f"Q{side * 30} 352 {side * 3} 362"
                    f"L0 346Q{side * 24} 338 {side * (half + 1)} 304Z"
                ),
                mix(shirt, "#ffffff", 0.6),
            )
        )
        edge = both_sides(
            lambda side: line(
                f"M{side * (half + 16)} 329Q{side * 30} 353 {side * 3} 362", seam, 2.6
            )
        )
        bib = path("M-62 384Q0 396 62 384L76 470H-76Z", colour)
        straps = both_sides(lambda side: line(f"M{side * 58} 340L{side * 60} 388", colour, 12))
        hem = line(
            "M-58 393Q0 404 58 393", mix(colour, "#ffffff", 0.3), 2.4, stroke_dasharray="5 5"
        )
        buttons = "".join(circle((x, 374), 4, seam) for x in (-14, 14))
        return (
            torso(shirt, 160, 46)
            + neck(skin, half, depth=350)
            + stand
            + edge
            + straps
            + bib
            + hem
            + buttons
        )

    return draw
