from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.presentation.safe_text import MOST_MARKS, displayable, displayable_line

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
IGNORABLE = "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2064\u206a\u3164\ufeff\uffa0\U000e0041"
KEPT = "\u200c\u200d\ufe0e\ufe0f\U000e0100\u180b"

anything = st.text(alphabet=st.characters(), max_size=80) | st.text(
    alphabet=CONTROLS + BIDI + LINE_ENDS + IGNORABLE + KEPT + "\ud800\udfff\ufff9a\u0301\u20dd 你",
    max_size=80,
)


@pytest.mark.parametrize("char", sorted(set(CONTROLS + BIDI) - set(LINE_ENDS) - {"\t"}))
def test_what_disturbs_becomes_a_visible_mark(char: str) -> None:
    assert displayable(f"a{char}b") == "a\ufffdb"


@pytest.mark.parametrize("char", "\ud800\udfff\ufff9\ufffb\ufffe\U0010ffff")
def test_what_is_no_character_becomes_a_visible_mark(char: str) -> None:
    assert displayable(f"a{char}b") == "a\ufffdb"


@pytest.mark.parametrize("end", [*LINE_ENDS, "\r\n"])
def test_line_ends_are_of_one_kind(end: str) -> None:
    assert displayable(f"a{end}b") == "a\nb"
    assert displayable_line(f"a{end}b") == "a b"


def test_a_tab_is_a_space() -> None:
    assert displayable("a\tb") == "a b"


@pytest.mark.parametrize("char", IGNORABLE)
def test_what_is_drawn_as_nothing_is_removed(char: str) -> None:
    assert displayable(f"a{char}b") == "ab"


@pytest.mark.parametrize("char", KEPT)
def test_joiners_and_variation_selectors_stay(char: str) -> None:
    assert displayable(f"a{char}b") == f"a{char}b"


@pytest.mark.parametrize("char", "\u200b\u2060\ufeff")
def test_marks_for_line_breaks_stay_where_they_are_asked_for(char: str) -> None:
    assert displayable(f"a{char}b", break_marks=True) == f"a{char}b"


def test_few_marks_stay_on_one_character() -> None:
    assert displayable("Z" + "\u0301\u0316" * 500 + "a\u0308") == (
        "Z" + ("\u0301\u0316" * MOST_MARKS)[:MOST_MARKS] + "a\u0308"
    )


@pytest.mark.parametrize(
    "text",
    ["Ana Lima", "Ανά Λίμα", "林女士，您好。", "กิ่งกาญจน์", "क्ष\u200dत्र", "👩\u200d🚒", "———————…"],
)
def test_valid_text_stays_as_it_is(text: str) -> None:
    assert displayable(text) == text


@given(anything)
def test_nothing_is_left_that_a_terminal_or_window_obeys(text: str) -> None:
    shown = displayable(text)
    assert not set(shown) & set(CONTROLS + BIDI + IGNORABLE) - {"\n"}
    assert all(unicodedata.category(x) not in ("Cs", "Zl", "Zp") for x in shown)
    assert "\n" not in displayable_line(text)
    assert displayable(shown) == shown
    shown.encode()
