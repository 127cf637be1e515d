from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.errors import DataError
from simulator.gui.text.fonts import CHINESE, LATIN, FontBook, FontStyle
from tests.gui.world import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

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
