from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.gui.text.breaking import atoms, break_lines, tidy

NO_START = "!%),.:;?]}¢°·’”†‡›»…‰′″℃、。々〉》」』】〕〗〞︰！＂％＇），．：；？］｀｜｝～〜ー"  # noqa: RUF001 - the marks themselves
NO_END = "$([{£¥‘“‹«〈《「『【〔〖〝＄（［｛￡￥#＃"  # noqa: RUF001 - the marks themselves


def test_words_stay_whole() -> None:
    assert break_lines("Please wait a moment", 8, len) == ("Please", "wait a", "moment")


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "他说：“马上就好”，可是（到现在）还没有。"
    for width in range(3, 12):
        for line in break_lines(text, width, len):
            assert line[0] not in NO_START
            assert line[-1] not in NO_END


def test_chinese_breaks_between_characters_beside_whole_latin_words() -> None:
    assert break_lines("请提供Order编号", 6, len) == ("请提供", "Order编", "号")


def test_quotes_in_latin_text_stay_with_their_word() -> None:
    assert atoms("He said “no way” twice") == ("He ", "said ", "“no ", "way” ", "twice")


def test_greek_words_stay_whole() -> None:
    assert break_lines("Λυπάμαι πολύ· γιατί;", 9, len) == ("Λυπάμαι", "πολύ·", "γιατί;")


def test_a_word_wider_than_the_line_is_cut_without_a_hyphen() -> None:
    assert break_lines("abcdefgh", 3, len) == ("abc", "def", "gh")


def test_paragraphs() -> None:
    assert tidy(" one\n two \n\n three ") == "one two\nthree"
    assert break_lines("one\ntwo", 9, len) == ("one", "two")


@pytest.mark.parametrize(("source", "expected"), [("你好，\n世界", "你好，世界"), ("a\nb", "a b")])
def test_line_ends_of_the_author_become_spaces_only_between_words(
    source: str, expected: str
) -> None:
    assert tidy(source) == expected


@pytest.mark.parametrize("mark", NO_START)
def test_no_closing_mark_starts_a_line_in_chinese(mark: str) -> None:
    assert atoms(f"好{mark}好")[0] == f"好{mark}"


@pytest.mark.parametrize("mark", NO_END)
def test_no_opening_mark_ends_a_line_in_chinese(mark: str) -> None:
    assert atoms(f"好 {mark}好")[-1] == f"{mark}好"


@pytest.mark.parametrize("space", "\u00a0\u202f\u3000\u2009")
def test_a_space_that_the_author_chose_stays(space: str) -> None:
    assert tidy(f"10{space}km  a\tb") == f"10{space}km a b"
    assert len(break_lines("10\u00a0km", 3, len)[0]) == 3


@pytest.mark.parametrize("word", ["a\u0301" * 40, "👩\u200d🚒" * 20, "\u0301" * 70, "a\ufe0f" * 50])
@pytest.mark.parametrize("width", [1, 2, 3, 7])
def test_a_cut_word_keeps_marks_with_their_letters(word: str, width: int) -> None:
    lines = break_lines(word, width, lambda x: sum(y in "a👩🚒" for y in x))
    assert "".join(lines) == word
    assert all(x[0] in "a👩\u0301" for x in lines)
    assert all(sum(y in "a👩🚒" for y in x) <= max(width, 2) for x in lines)


@given(st.text(alphabet="ab ,.“”你好，。（）α-\u2014/", max_size=60), st.integers(1, 20))
def test_nothing_is_lost_and_nothing_too_wide(source: str, width: int) -> None:
    text = tidy(source)
    lines = break_lines(text, width, len)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(len(line) <= width for line in lines)
