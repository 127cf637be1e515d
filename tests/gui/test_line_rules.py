"""Where a line may end, judged by ICU, which is the reference for Unicode's rules (UAX #14)."""
# ruff: noqa: RUF001 - the marks themselves

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po
from icu4py.breakers import LineBreaker

from simulator.gui.text.breaking import NO_END, NO_START, atoms, tidy
from simulator.gui.text.classes import LETTERS, RUNS
from simulator.gui.text.opportunities import break_places
from tests.shipped import ROOT, SCENARIOS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

LANGUAGES: Final = {"en": "en", "el": "el", "zh_Hans": "zh"}
QUOTES: Final = "“”‘’«»"
SMALL_KANA: Final = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー"
# Latin, Greek, Chinese and Japanese writing with the marks, signs and pictures among it.
WRITING: Final = (
    range(0x20, 0x250),
    range(0x2B0, 0x400),
    range(0x1E00, 0x2C00),
    range(0x2E00, 0x3200),
    range(0x4E00, 0x4E20),
    range(0xAC00, 0xAC20),
    range(0xFE00, 0xFFFE),
    range(0x1F1E6, 0x1F200),
    range(0x1F300, 0x1F650),
    range(0x20000, 0x20010),
)
STRINGS: Final = 30_000

COUSINS: Final = (
    ("Wait——what", "Wait|——|what"),
    ("等等——什么", "等|等|——|什|么"),
    ("a 3/4 cup, 12/2026", "a |3/4 |cup, |12/2026"),
    ("and/or", "and/|or"),
    ("https://shop.example/a?b=c", "https://|shop.example/|a?|b=c"),
    ("Yes, sir. “No way,” said I", "Yes, |sir. |“No |way,” |said |I"),
    ("« Oui », dit-il. Vraiment ?", "« Oui », |dit-|il. |Vraiment ?"),
    ("«Λυπάμαι», είπε· γιατί;", "«Λυπάμαι», |είπε· |γιατί;"),
    ("από 9:30 έως 17:00", "από |9:30 |έως |17:00"),
    ("pay €1,234.56 (−10 %) now", "pay |€1,234.56 |(−10 |%) |now"),
    ("20°C, 5€, №7, 100%, $5, -3", "20°C, |5€, |№7, |100%, |$5, |-3"),
    ("don’t ’tis rock ’n’ roll", "don’t |’tis |rock |’n’ |roll"),
    ("他说：“好的！”（真的）", "他|说：|“好|的！”|（真|的）"),
    ("约２０％，￥５０……", "约|２|０％，|￥５|０……"),
    ("「はい」、ちょっとキャンセル。", "「は|い」、|ちょっ|と|キャ|ン|セ|ル。"),
    ("東京ー大阪々ゝ", "東|京ー|大|阪々ゝ"),
    ("10\u00a0km a\u202fb x\u2060y", "10\u00a0km |a\u202fb |x\u2060y"),
    ("zero\u200bwidth", "zero\u200b|width"),
    ("e\u0301t\u0301e\u0301 a \u0301b", "e\u0301t\u0301e\u0301 |a |\u0301b"),
    ("👩\u200d🚒👍🏽🇬🇷🇨🇳", "👩\u200d🚒|👍🏽|🇬🇷|🇨🇳"),
    ("well… no... yes?! [a](b){c}", "well… |no... |yes?! |[a]|(b)|{c}"),
    ("a—b – c-d ‑e", "a|—|b |– |c-|d |‑e"),
)


def icu(text: str, language: str = "en") -> list[int]:
    """The places inside a text where ICU lets a line end."""
    return list(accumulate(map(len, LineBreaker(text, language))))[:-1]


def ours(text: str) -> list[int]:
    """The places inside a text where the window lets a line end."""
    return list(accumulate(map(len, atoms(text))))[:-1]


def paragraphs(language: str) -> Iterator[str]:
    """Every paragraph of the shipped texts in one language."""
    texts = [x.read_text(encoding="utf-8") for x in SCENARIOS.rglob("*.yaml")]
    for file in ROOT.glob(f"locales/{language}/*/*.po"):
        with file.open("rb") as opened:
            for message in read_po(opened):
                for words in (message.id, message.string or ""):
                    texts += [words] if isinstance(words, str) else words
    yield from {x for text in texts for x in tidy(text).split("\n") if x}


def runs() -> Iterator[tuple[str, range]]:
    """All code points, as runs of one line-break class."""
    names = {letter: name for name, letter in LETTERS.items()}
    start = 0
    table = "".join(RUNS) + "."
    edges = [i for i, x in enumerate(table) if not x.isdigit()]
    for at, after in pairwise(edges):
        length = int(table[at + 1 : after] or 1)
        yield names[table[at]], range(start, start + length)
        start += length


def by_class() -> dict[str, list[str]]:
    """The characters of the tested writing of each line-break class."""
    wanted = {x for part in WRITING for x in part}
    found: dict[str, list[str]] = {}
    for name, run in runs():
        if members := [chr(x) for x in run if (x in wanted and not chr(x).isspace()) or x == 0x20]:
            found.setdefault(name, []).extend(members)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_text_may_end_its_lines_where_icu_allows(language: str) -> None:
    for text in paragraphs(language):
        assert break_places(text) == icu(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_shipped_text_ends_where_icu_forbids_it_in_its_language(
    language: str,
) -> None:
    for text in paragraphs(language):
        missing = sorted(set(ours(text)) - set(icu(text, LANGUAGES[language])))
        assert not missing, [text[:x] for x in missing]


def test_random_strings_of_every_class_may_end_their_lines_where_icu_allows(
    chance: random.Random,
) -> None:
    members = by_class()
    assert len(members) >= 44
    classes = sorted(members)
    for _ in range(STRINGS):
        kinds = chance.choices(classes, k=chance.randint(2, 8))
        text = "".join(chance.choice(members[x]) for x in kinds)
        assert break_places(text) == icu(text), (kinds, ascii(text))


def test_random_sentences_keep_only_more_together_than_icu(chance: random.Random) -> None:
    pieces = [y for source, _ in COUSINS for x in source.split() for y in (x, x[:2], x[-2:])]
    pieces += [*NO_START, *NO_END, "--", *" 一a1.)“"]
    for _ in range(STRINGS // 3):
        text = tidy("".join(chance.choices(pieces, k=chance.randint(1, 6))))
        assert set(ours(text)) <= set(icu(text)), ascii(text)
        assert "".join(atoms(text)) == text


def test_the_class_of_every_character_is_that_of_icu() -> None:
    """In words of letters, digits and Chinese, and beside brackets, quotation marks and hyphens."""
    for name, run in runs():
        shown = [chr(x) for x in run if not 0xD800 <= x < 0xE000 and not _by_dictionary(x)]
        for x in shown if len(shown) < 400 else (*shown[:100], *shown[-100:]):
            text = f"a{x}一{x}1{x}a {x} ({x}“{x}-{x}”"
            assert break_places(text) == icu(text), (name, ascii(x))


def _by_dictionary(code: int) -> bool:
    """Whether ICU finds words of this writing in a dictionary; the window keeps them whole."""
    blocks = ((0xE00, 0xF00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x1950, 0x1AB0))
    more = ((0xA9E0, 0xAA00), (0xAA60, 0xAAE0), (0x11700, 0x11750), (0x116D0, 0x11700))
    return any(start <= code < end for start, end in (*blocks, *more, (0x19E0, 0x1A00)))


@pytest.mark.parametrize(("text", "expected"), COUSINS, ids=[x for x, _ in COUSINS])
def test_where_lines_may_end(text: str, expected: str) -> None:
    assert "|".join(atoms(text)) == expected
    assert ours(text) == icu(text)


@pytest.mark.parametrize(
    ("text", "expected", "unicode"),
    [
        ("约翰·史密斯", "约|翰·|史|密|斯", "约|翰|·|史|密|斯"),
        ("注†释‡", "注†|释‡", "注|†|释|‡"),
        ("甲｜乙～丙", "甲｜|乙～|丙", "甲|｜|乙|～|丙"),
        ("请看#标签＃号", "请|看|#标|签|＃号", "请|看|#|标|签|＃|号"),
        ("use --language (--new)", "use |--language |(--new)", "use |--|language |(--|new)"),
    ],
)
def test_what_is_kept_together_on_purpose_beyond_unicode(
    text: str, expected: str, unicode: str
) -> None:
    places = [0, *break_places(text), len(text)]
    assert "|".join(atoms(text)) == expected
    assert "|".join(text[x:y] for x, y in pairwise(places)) == unicode
    assert break_places(text) == icu(text)


def test_chinese_and_japanese_rules_of_icu_allow_more_on_purpose_only_at_these_marks() -> None:
    """The window follows the rules for all languages, which allow less than those for one."""
    for text in (*paragraphs("zh_Hans"), *(x for x, _ in COUSINS)):
        for place in set(icu(text, "zh")) - set(icu(text)):
            assert set(text[place - 1 : place + 1]) & set(QUOTES), text[:place]
        for place in set(icu(text, "ja")) - set(icu(text)):
            assert text[place] in SMALL_KANA, text[:place]


def test_hyphens_and_double_dashes_end_a_line_inside_words() -> None:
    assert atoms("a two-step e-mail--well") == ("a ", "two-", "step ", "e-", "mail--", "well")
