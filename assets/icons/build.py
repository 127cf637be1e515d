"""Write the line icons and the app's icon.

Every line icon is strokes of one colour and one width, so that the game tints
it by replacing that colour in the file's text.
"""

from pathlib import Path

from assets.svg import box, circle, document, ellipse, line, path, vertical_gradient, write

HERE = Path(__file__).parent
COLOUR = "#3a2a2e"
WIDTH = 3.2
SIZE = (48, 48)
APP_SIZE = (512, 512)

# A point is a stroke of no length: its round end makes a dot.
ICONS = {
    "play": "M16 10.5V37.5L38 24Z",
    "pause": "M17 11V37M31 11V37",
    "back": "M40 24H9M21 12L9 24L21 36",
    "settings": (
        "M7 14H26M36 14H41M7 34H12M22 34H41M31 9a5 5 0 1 1 0 10a5 5 0 1 1 0 -10Z"
        "M17 29a5 5 0 1 1 0 10a5 5 0 1 1 0 -10Z"
    ),
    "clock": "M24 7a17 17 0 1 1 0 34a17 17 0 1 1 0 -34ZM24 14V24L31 29",
    "heart": "M24 40C10 30 6 23.5 6 18a9.5 9.5 0 0 1 18 -4a9.5 9.5 0 0 1 18 4C42 23.5 38 30 24 40Z",
    "spark": (
        "M21 8C22.5 19 25 21.5 36 24C25 26.5 22.5 29 21 40C19.5 29 17 26.5 6 24"
        "C17 21.5 19.5 19 21 8ZM38 7V15M34 11H42M39 35V41M36 38H42"
    ),
    "phone": (
        "M14.5 7.500L20 9L22 18L17.5 21.500C19 26 22 29 26.5 30.500L30 26L39 28"
        "L40.5 33.500C40 38 37.5 40.5 34 40.500C20 39.5 8.5 28 7.5 14"
        "C7.5 10.5 10 8 14.5 7.500Z"
    ),
    "chat": (
        "M11 9H37a4 4 0 0 1 4 4V29a4 4 0 0 1 -4 4H23L14 40V33H11a4 4 0 0 1 -4 -4"
        "V13a4 4 0 0 1 4 -4ZM16 21h0.1M24 21h0.1M32 21h0.1"
    ),
    "table": (
        "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0 -8ZM36 8a4 4 0 1 1 0 8a4 4 0 1 1 0 -8ZM6 40"
        "V26a6 6 0 0 1 12 0M42 40V26a6 6 0 0 0 -12 0M15 30H33M24 30V40"
    ),
    "mail": (
        "M10 11H38a4 4 0 0 1 4 4V33a4 4 0 0 1 -4 4H10a4 4 0 0 1 -4 -4V15a4 4 0 0 1 4 -4Z"
        "M7.5 14L24 26L40.5 14"
    ),
    "desk": (
        "M8 24a16 16 0 0 1 32 0M8 24H13V34H11a3 3 0 0 1 -3 -3ZM40 24H35V34"
        "H37a3 3 0 0 0 3 -3ZM38 34V36a4 4 0 0 1 -4 4H27M24 40H26"
    ),
    "lock": (
        "M13 21H35a3 3 0 0 1 3 3V37a3 3 0 0 1 -3 3H13a3 3 0 0 1 -3 -3V24a3 3 0 0 1 3 -3Z"
        "M16 21V15a8 8 0 0 1 16 0V21M24 29V32"
    ),
    "check": "M9 25L19 35L39 13",
    "warning": "M24 8L42 39H6ZM24 19V28M24 33.500V33.6",
    "book": (
        "M24 13C20 9 13 8.5 6 9.500V36.500C13 35.5 20 36 24 40C28 36 35 35.5 42 36.500"
        "V9.500C35 8.5 28 9 24 13ZM24 13V40"
    ),
    "globe": (
        "M24 7a17 17 0 1 1 0 34a17 17 0 1 1 0 -34ZM7 24H41M24 7C33 16 33 32 24 41M24 7"
        "C15 16 15 32 24 41"
    ),
    "user": "M24 7a8 8 0 1 1 0 16a8 8 0 1 1 0 -16ZM8 41C8 32 15 29 24 29S40 32 40 41",
    "sound-on": "M7 18V30H14L24 38V10L14 18ZM31 17a9.5 9.5 0 0 1 0 14M36 11.500a17 17 0 0 1 0 25",
    "sound-off": "M7 18V30H14L24 38V10L14 18ZM31 19L41 29M41 19L31 29",
    "search": "M21 8a13 13 0 1 1 0 26a13 13 0 1 1 0 -26ZM30.5 30.500L40 40",
    "star": (
        "M24 7L29.3 18L41.5 19.700L32.7 28.200L34.8 40.300L24 34.600L13.2 40.300"
        "L15.3 28.200L6.5 19.700L18.7 18Z"
    ),
    "download": "M24 8V29M14 20L24 30L34 20M8 35V40H40V35",
}


def app_icon() -> str:
    """Two speech bubbles, the smaller one with a smile, on a warm ground."""
    ground = box((16, 16), (480, 480), "url(#ground)", 112)
    behind = path(
        "M196 108H384a44 44 0 0 1 44 44V262a44 44 0 0 1 -44 44V356L330 306H196"
        "a44 44 0 0 1 -44 -44V152a44 44 0 0 1 44 -44Z",
        "#a8482f",
    )
    front = path(
        "M128 168H322a46 46 0 0 1 46 46V318a46 46 0 0 1 -46 46H214L146 424V364H128"
        "a46 46 0 0 1 -46 -46V214a46 46 0 0 1 46 -46Z",
        "#fff8ec",
    )
    ink = "#33242a"
    eyes = ellipse((174, 246), 15, 19, ink) + ellipse((276, 246), 15, 19, ink)
    glints = circle((180, 238), 5, "#ffffff") + circle((282, 238), 5, "#ffffff")
    cheeks = ellipse((136, 286), 22, 13, "#f3b497") + ellipse((314, 286), 22, 13, "#f3b497")
    smile = line("M178 294Q225 340 272 294", "#b8463f", 15)
    ground_colours = vertical_gradient("ground", ((0, "#f0a765"), (100, "#dc6f43")))
    face = (eyes, glints, cheeks, smile)
    return document(APP_SIZE, [ground, behind, front, *face], ground_colours)


def drawings() -> dict[Path, str]:
    """Every icon by its file."""
    icons = {
        HERE / f"{name}.svg": document(SIZE, [line(outline, COLOUR, WIDTH)])
        for name, outline in ICONS.items()
    }
    return {**icons, HERE / "app.svg": app_icon()}


def main() -> None:
    """Writes the icons beside this file."""
    write(drawings())


if __name__ == "__main__":
    main()
