from __future__ import annotations

import random
import time
from pathlib import Path

import pygame
import pytest

from simulator.errors import DataError
from simulator.gui.text.fonts import CHINESE, LATIN, FontBook, FontStyle
from tests.gui.world import ASSETS

STYLE = FontStyle(20, 28)


@pytest.fixture
def book() -> FontBook:
    return FontBook(ASSETS / "fonts")


def test_runs_by_coverage(book: FontBook) -> None:
    assert book.runs("Order 退款 έ", chinese=False) == (
        (LATIN, "Order "),
        (CHINESE, "退款 "),
        (LATIN, "έ"),
    )


def test_chinese_gives_shared_marks_their_wide_form(book: FontBook) -> None:
    assert book.runs("“好”", chinese=True) == ((CHINESE, "“好”"),)
    assert book.runs("“A”", chinese=False) == ((LATIN, "“A”"),)


def test_greek_comes_from_one_font_in_chinese_text(book: FontBook) -> None:
    assert (LATIN, "Ελένη") in book.runs("客户Ελένη", chinese=True)


def test_a_block_is_never_wider_than_asked(book: FontBook) -> None:
    text = "Sorry, that’s 退款三天，“马上就好” and Λυπάμαι πολύ για την αναμονή. " * 4
    for width in range(60, 600, 37):
        block = book.block(text, STYLE, width)
        assert block.size[0] <= width


def test_its_own_width_is_enough_for_every_text(book: FontBook) -> None:
    for text in ("Not yet", "简体中文", "Λυπάμαι πολύ", "AV To We 马上 y."):
        for size in range(12, 60):
            style = FontStyle(size, size * 2, bold=True)
            width = book.measure(text, style)
            assert book.block(text, style, width).lines == (text,)


def test_missing_fonts_are_reported(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        FontBook(tmp_path)


BASIC = [chr(x) for x in (*range(0x30, 0x7B), *range(0x386, 0x3CF))]
MORE = [chr(x) for x in (*range(0xC0, 0x180), *range(0x1F00, 0x2000))]
MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿«»·‐‑–—‘’“”‚„…‹›"  # noqa: RUF001 - marks


def ink(book: FontBook, text: str, style: FontStyle) -> pygame.Rect:
    """The rectangle of the pixels of a text that can be seen."""
    surface = pygame.Surface((6 * style.size, 2 * style.leading), pygame.SRCALPHA)
    book.draw(surface, (2 * style.size, style.leading // 2), text, style, "black")
    return surface.get_bounding_rect(min_alpha=64)


def swallowed(book: FontBook, style: FontStyle, letters: list[str]) -> list[str]:
    """The pairs of a letter and a mark that overlap, or have no free column between them."""

    def width(text: str) -> int:
        return book._draw(text, style, "black").surface.get_bounding_rect(64).width

    letters = [x for x in letters if x.isalnum()]
    widths = {x: width(x) for x in {*letters, *MARKS}}
    pairs = {z for x in letters for y in MARKS for z in (x + y, y + x)}
    pairs |= {x + y for x in MARKS for y in MARKS if x != y}
    return [x for x in pairs if width(x) <= widths[x[0]] + widths[x[1]]]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [15, 18, 24, 44])
def test_no_mark_touches_a_letter_or_another_mark(book: FontBook, size: int, bold: bool) -> None:  # noqa: FBT001 - a fixture
    assert not swallowed(book, FontStyle(size, round(size * 1.42), bold=bold), BASIC)


def test_no_mark_touches_a_rare_letter(book: FontBook, chance: random.Random) -> None:
    size = chance.randint(10, 80)
    letters = chance.sample(BASIC + MORE, 60)
    assert not swallowed(book, FontStyle(size, round(size * 1.42)), letters), size


def test_a_full_stop_after_r_stands_as_far_as_after_n(book: FontBook) -> None:
    for size in range(12, 60):
        style = FontStyle(size, size * 2)
        apart = book.measure("sir.", style) - book.measure("sir", style)
        assert apart >= book.measure(".", style)


def test_two_dashes_are_one_line(book: FontBook) -> None:
    for text in ("——", "――", "__"):
        assert book.measure(text, STYLE) == 2 * book.measure(text[0], STYLE)


BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAUGHTY = {
    "letters": "a" * 100_000,
    "marks": "Z" + "\u0301\u0316" * 50_000,
    "only marks": "\u0301" * 100_000,
    "joiners": "\u200d" * 100_000,
    "astral": "\U0001f600" * 100_000,
    "bidi": BIDI * 8_000,
    "surrogates": "\ud800\udfff" * 50_000,
    "controls": "\x00\x07\x1b[31m\x9b\x7f" * 12_000,
    "line ends": "\n\r\x85\u2028\u2029" * 20_000,
    "word joiners": "a\u2060" * 50_000,
    "accents": "a\u0301\u0302" * 33_000,
    "flags": "🇬🇷" * 50_000,
    "wide": "你" * 100_000,
    "numbers": "1,1/" * 25_000,
    "words": "ab " * 33_000,
}


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_a_naughty_text_stays_in_its_box_and_takes_little_time(book: FontBook, text: str) -> None:
    start = time.process_time()
    block = book.block(text, STYLE, 300)
    assert block.size[0] <= 300
    for line in (*block.lines[:20], *block.lines[-20:]):
        assert ink(book, line[:8], STYLE).height <= STYLE.leading
        book.draw(pygame.Surface((300, STYLE.leading)), (0, 0), line, STYLE, "black")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("char", [*BIDI, "\x00", "\x1b", "\x9b", "\x7f", "\ud800", "\ufff9"])
@pytest.mark.parametrize("chinese", [False, True])
def test_a_control_is_drawn_as_a_visible_mark(book: FontBook, char: str, chinese: bool) -> None:  # noqa: FBT001 - a fixture
    style = FontStyle(20, 28, chinese=chinese)
    assert book.runs(f"a{char}b", chinese=chinese) == book.runs("a\ufffdb", chinese=chinese)
    assert ink(book, f"a{char}b", style) == ink(book, "a\ufffdb", style)
    assert book.measure(f"a{char}b", style) == book.measure("a\ufffdb", style)


@pytest.mark.parametrize("char", "\u200b\u200c\u200d\u2060\ufeff\ufe0f\U000e0100\u00ad")
@pytest.mark.parametrize("chinese", [False, True])
def test_a_joiner_is_drawn_as_nothing(book: FontBook, char: str, chinese: bool) -> None:  # noqa: FBT001 - a fixture
    style = FontStyle(20, 28, chinese=chinese)
    assert ink(book, f"a{char}b", style) == ink(book, "ab", style)
    assert book.measure(f"a{char}b", style) == book.measure("ab", style)


def test_writing_from_right_to_left_does_not_turn_its_neighbours(book: FontBook) -> None:
    """No font has these letters: each is a box, and the boxes stand in the order of the text."""
    assert ink(book, "\u05d0\u0627b.", STYLE) == ink(book, "\ufffd\ufffdb.", STYLE)


@pytest.mark.parametrize("size", [12, 18, 24, 44])
@pytest.mark.parametrize("marks", ["\u0301", "\u0316", "\u0301\u0316\u0320", "\u0344\u0361"])
def test_many_accents_stay_in_their_line(book: FontBook, size: int, marks: str) -> None:
    style = FontStyle(size, round(size * 1.42))
    for letter in ("Z", "a", "Å", "Ω", ""):
        for text in (f"{letter}{marks * 100}", f"{letter}{marks * 100}r. a"):
            found = ink(book, text, style)
            assert style.leading // 2 <= found.top
            assert found.bottom <= style.leading // 2 + style.leading


@pytest.mark.parametrize("size", [12, 18, 24, 44])
def test_many_accents_do_not_move_the_text_beside_them(book: FontBook, size: int) -> None:
    style = FontStyle(size, round(size * 1.42))
    marked = book._draw("Å" + "\u0301" * 9 + "f r. pa", style, "black").surface
    plain = book._draw("f r. pa", style, "black").surface
    end = pygame.Rect(marked.get_width() - plain.get_width(), 0, *plain.get_size())
    found, wanted = (x.get_bounding_rect(64) for x in (marked.subsurface(end), plain))
    assert (found.top, found.bottom) == (wanted.top, wanted.bottom)
