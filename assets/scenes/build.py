"""Write every room as ``<setting>.svg`` and ``<setting>-dark.svg``."""

from pathlib import Path

from assets.scenes.palette import DARK, LIGHT, Palette
from assets.scenes.rooms import FLOOR, ROOMS, Room
from assets.svg import box, document, vertical_gradient, write

HERE = Path(__file__).parent
SIZE = (1920, 1080)


def scene(room: Room, palette: Palette) -> str:
    """One room in one palette."""
    width, height = SIZE
    gradients = (("wall", palette.wall), ("floor", palette.floor))
    definitions = "".join(
        vertical_gradient(name, ((0, top), (100, bottom))) for name, (top, bottom) in gradients
    )
    wall = box((0, 0), (width, FLOOR), "url(#wall)")
    floor = box((0, FLOOR), (width, height - FLOOR), "url(#floor)")
    skirting = box((0, FLOOR - 10), (width, 12), palette.near)
    return document(SIZE, [wall, floor, skirting, room(palette)], definitions)


def drawings() -> dict[Path, str]:
    """Every scene by its file."""
    return {
        HERE / f"{setting}{suffix}.svg": scene(room, palette)
        for setting, room in ROOMS.items()
        for suffix, palette in (("", LIGHT), ("-dark", DARK))
    }


def main() -> None:
    """Writes the scenes beside this file."""
    write(drawings())


if __name__ == "__main__":
    main()
