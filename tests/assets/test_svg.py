"""The drawings: pygame can read them, they are not empty, and every portrait has every mood."""

import os
import re
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

ASSETS = Path(__file__).parents[2] / "assets"
DRAWINGS = sorted(ASSETS.rglob("*.svg"))

PEOPLE = (
    *("lin", "sofia", "okafor", "papadakis", "wei", "daniel"),
    *("aisha", "jonas", "carmen", "ravi", "priya", "tomas"),
)
MOODS = (
    *("calm", "happy", "relieved", "surprised", "worried"),
    *("annoyed", "angry", "furious", "sad"),
)
SETTINGS = ("restaurant", "e-commerce", "telecom", "after-sales", "hotel", "service-desk", "home")
ICONS = (
    *("play", "pause", "back", "settings", "clock", "heart", "spark", "phone", "chat", "table"),
    *("mail", "desk", "lock", "check", "warning", "book", "globe", "user", "sound-on"),
    *("sound-off", "search", "star", "download"),
)
VIEW_BOXES = {"portraits": "0 0 360 432", "scenes": "0 0 1920 1080", "icons": "0 0 48 48"}
TINT = "#3a2a2e"

# pygame draws these; it ignores other elements, or draws them wrongly.
SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
KNOWN = SHAPES | {"svg", "g", "defs", "linearGradient", "radialGradient", "stop"}
UNREAD = {"filter", "clip-path", "mask", "visibility", "paint-order", "class", "style"}
COLOURED = {"fill", "stroke", "stop-color"}
COLOUR = re.compile(r"none|#[0-9a-f]{3}|#[0-9a-f]{6}|url\(#[\w-]+\)")
LENGTHS = {
    "linearGradient": ("x1", "y1", "x2", "y2"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy"),
}


def faults(element: ET.Element) -> list[str]:
    """The parts of one element that pygame cannot read."""
    name = element.tag.rpartition("}")[2]
    found = [] if name in KNOWN else [f"<{name}>"]
    found += [f"{name} {key}" for key in element.attrib if key in UNREAD or "href" in key]
    found += [
        f'{key}="{value}"'
        for key, value in element.attrib.items()
        if key in COLOURED and not COLOUR.fullmatch(value)
    ]
    if name in {"svg", "g"} and "opacity" in element.attrib:
        found.append("group opacity")
    if element.get("gradientUnits") != "userSpaceOnUse":
        coordinates = (element.get(key, "0%") for key in LENGTHS.get(name, ()))
        found += [f"{name} at {value}" for value in coordinates if not value.endswith("%")]
    return found


@pytest.mark.parametrize(
    "bad",
    [
        '<text x="1"/>',
        '<use href="#a"/>',
        '<path fill="tomato"/>',
        '<path fill="#11223344"/>',
        '<path stroke="currentColor"/>',
        '<g opacity="0.5"/>',
        '<path filter="url(#a)"/>',
        '<linearGradient x1="0" y2="1"/>',
    ],
)
def test_the_check_finds_what_pygame_does_not_read(bad: str) -> None:
    assert faults(ET.fromstring(bad))  # noqa: S314 -- our own text


def name_of(drawing: Path) -> str:
    return drawing.relative_to(ASSETS).with_suffix("").as_posix()


def test_there_are_drawings() -> None:
    assert DRAWINGS


@pytest.mark.parametrize("drawing", DRAWINGS, ids=name_of)
def test_a_drawing_uses_only_what_pygame_reads(drawing: Path) -> None:
    root = ET.parse(drawing).getroot()  # noqa: S314 -- our own files
    assert not [fault for element in root.iter() for fault in faults(element)]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=name_of)
def test_a_drawing_shows_something(drawing: Path) -> None:
    surface = pygame.image.load_sized_svg(drawing, (96, 96))
    assert pygame.mask.from_surface(surface, 200).count() > 150


@pytest.mark.parametrize("drawing", DRAWINGS, ids=name_of)
def test_a_drawing_has_its_family_s_view_box(drawing: Path) -> None:
    root = ET.parse(drawing).getroot()  # noqa: S314 -- our own files
    if drawing.name != "app.svg":
        assert root.get("viewBox") == VIEW_BOXES[drawing.parent.name]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_has_every_mood_and_looks_different_in_each(person: str) -> None:
    texts = {(ASSETS / f"portraits/{person}-{mood}.svg").read_text("utf-8") for mood in MOODS}
    assert len(texts) == len(MOODS)


@pytest.mark.parametrize("drawing", sorted(ASSETS.glob("portraits/*.svg")), ids=name_of)
def test_a_portrait_leaves_its_ground_to_the_panel(drawing: Path) -> None:
    surface = pygame.image.load_sized_svg(drawing, (360, 432))
    corners = (surface.get_at(place)[3] for place in ((2, 2), (357, 2), (2, 300), (357, 300)))
    assert not any(corners)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_has_a_light_and_a_dark_scene(setting: str) -> None:
    light, dark = (
        pygame.transform.average_color(
            pygame.image.load_sized_svg(ASSETS / f"scenes/{setting}{suffix}.svg", (160, 90))
        )
        for suffix in ("", "-dark")
    )
    assert min(light[:3]) > 150
    assert max(dark[:3]) < 90


@pytest.mark.parametrize("icon", ICONS)
def test_an_icon_is_drawn_in_the_one_colour_that_gets_tinted(icon: str) -> None:
    text = (ASSETS / f"icons/{icon}.svg").read_text("utf-8")
    assert set(re.findall(r"#\w+", text)) == {TINT}


def test_the_app_has_an_icon() -> None:
    assert (ASSETS / "icons/app.svg").exists()


@pytest.mark.parametrize("folder", VIEW_BOXES)
def test_the_drawings_are_what_their_script_draws(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ASSETS.parent)
    drawn: dict[Path, str] = import_module(f"assets.{folder}.build").drawings()
    assert set(drawn) == set(ASSETS.glob(f"{folder}/*.svg"))
    assert not [file.name for file, text in drawn.items() if file.read_text("utf-8") != text]
