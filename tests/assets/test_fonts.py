"""The fonts: every character that the game can show is in one of them."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame.freetype

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets/fonts"
STYLES = ("Regular", "Bold")

Fonts = tuple[pygame.freetype.Font, pygame.freetype.Font]


@pytest.fixture(name="fonts", params=STYLES)
def _fonts(request: pytest.FixtureRequest) -> Fonts:
    pygame.freetype.init()
    sans, chinese = (
        pygame.freetype.Font(FONTS / f"{family}-{request.param}.ttf", 20)
        for family in ("NotoSans", "NotoSansSC")
    )
    return sans, chinese


def missing(text: str, *fonts: pygame.freetype.Font) -> str:
    characters = sorted({character for character in text if character.isprintable()})
    covered = zip(*(font.get_metrics("".join(characters)) for font in fonts), strict=True)
    return "".join(c for c, found in zip(characters, covered, strict=True) if not any(found))


def test_catalogues_and_scenarios_are_covered(fonts: Fonts) -> None:
    files = [*ROOT.glob("locales/**/*.po"), *ROOT.glob("scenarios/**/*.yaml")]
    assert not missing("".join(file.read_text("utf-8") for file in files) + " ", *fonts)


def test_chinese_is_covered_to_level_two(fonts: Fonts) -> None:
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    hanzi = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert len(hanzi) == 6763
    assert not missing(hanzi + "，。！？：；、“”‘’（）《》…—￥％１Ａ喆玥昇祎堃✓★→", fonts[1])  # noqa: RUF001 -- Chinese forms


def test_greek_is_covered_with_its_accents_by_one_font(fonts: Fonts) -> None:
    sans, chinese = fonts
    greek = "ΑΩαωςάέήίόύώΆΈΉΊΌΎΏϊϋΐΰἀᾧῷ"
    assert not missing(greek, sans)
    assert missing(greek, chinese) == "".join(sorted(greek))


def test_western_text_is_covered(fonts: Fonts) -> None:
    assert not missing("aZ09 éèüñçßøåłşžŐ €£¥₹ “”‘’–—… ½×÷°•", fonts[0])


@pytest.mark.parametrize("family", ["NotoSans", "NotoSansSC"])
def test_a_family_travels_with_its_licence(family: str) -> None:
    licence = (FONTS / f"OFL-{family}.txt").read_text("utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
