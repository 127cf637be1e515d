"""Where lines may break.

Words stay whole; Chinese breaks between any two characters, but no line starts with a closing
mark or ends with an opening one. No hyphen is ever added.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_START: Final = frozenset(
    "!%),.:;?]}¢°·’”†‡›»…‰′″℃、。々〉》」』】〕〗〞︰！＂％＇），．：；？］｀｜｝～〜ー"  # noqa: RUF001 - the marks themselves
)
NO_END: Final = frozenset("$([{£¥‘“‹«〈《「『【〔〖〝＄（［｛￡￥#＃")  # noqa: RUF001 - as above
_WIDE: Final = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003134f]"
)
_SOFT: Final = re.compile(r"[^\u2014/]+[\u2014/]?|[\u2014/]")
"""Inside a long word a line may end after a dash or a slash."""


def tidy(text: str) -> str:
    r"""A text with composed characters and single spaces; only empty lines start a paragraph.

    >>> tidy("a  b\nc\n\nd")
    'a b c\nd'
    """
    paragraphs = re.split(r"\n\s*\n", unicodedata.normalize("NFC", text).strip())
    return "\n".join(_unfold(x) for x in paragraphs)


def _unfold(paragraph: str) -> str:
    lines = [" ".join(x.split()) for x in paragraph.split("\n")]
    found = lines[0]
    for line in lines[1:]:
        joined = found and line and (_WIDE.match(found[-1]) and _WIDE.match(line[0]))
        found += line if joined else f" {line}"
    return found.strip()


@lru_cache(maxsize=256)
def atoms(text: str) -> tuple[str, ...]:
    """The pieces between which a line may break; a space belongs to the piece before it.

    >>> atoms("I see.  你好，世界")
    ('I ', 'see. ', '你', '好，', '世', '界')
    >>> atoms("他说“好”。")
    ('他', '说', '“好”。')
    """
    found: list[str] = []
    glue = False
    for piece in _pieces(text):
        if piece == " ":
            if found:
                found[-1] += " "
            glue = False
        elif found and (glue or (piece[0] in NO_START and not found[-1].endswith(" "))):
            found[-1] += piece
            glue = piece[-1] in NO_END
        else:
            found.append(piece)
            glue = piece[-1] in NO_END
    return tuple(found)


def _pieces(text: str) -> Iterator[str]:
    """The smallest pieces of a text: wide characters, marks, words, single spaces."""
    word = ""
    for index, char in enumerate(text):
        if char.isspace() and char != "\u00a0":
            if word:
                yield from _SOFT.findall(word)
                word = ""
            if index and not text[index - 1].isspace():
                yield " "
        elif _WIDE.match(char) or _quote_in_chinese(text, index):
            if word:
                yield from _SOFT.findall(word)
                word = ""
            yield char
        else:
            word += char
    if word:
        yield from _SOFT.findall(word)


def _quote_in_chinese(text: str, index: int) -> bool:
    """Whether a mark that Latin and Chinese share stands beside a Chinese character."""
    if text[index] not in "‘’“”…—":
        return False
    around = text[max(0, index - 1) : index + 2]
    return any(_WIDE.match(x) for x in around)


def break_lines(text: str, width: int, measure: Callable[[str], int]) -> tuple[str, ...]:
    """The lines of a text, none wider than `width` unless a single character is.

    Args:
        text: As `tidy` gives it; a line end starts a new paragraph.
        width: In the unit of `measure`.
        measure: The width of a piece of text.

    >>> break_lines("one two three", 7, len)
    ('one two', 'three')
    >>> break_lines("你好，世界", 3, len)
    ('你好，', '世界')
    """
    return tuple(
        line for paragraph in text.split("\n") for line in _paragraph(paragraph, width, measure)
    )


def _paragraph(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    waiting = list(reversed(atoms(text)))
    line: list[str] = []
    used = 0
    while waiting:
        atom = waiting.pop()
        if _fits(line, atom, used, width, measure):
            line.append(atom)
            used += measure(atom)
        elif line:
            yield "".join(line).rstrip(" ")
            waiting.append(atom)
            line, used = [], 0
        elif len(atom) > 1:
            waiting.extend(reversed(_cut(atom, width, measure)))
        else:
            yield atom
    yield from ("".join(line).rstrip(" "),) if line else ()


def _fits(line: list[str], atom: str, used: int, width: int, measure: Callable[[str], int]) -> bool:
    """Whether one more piece fits.

    Widths of pieces add up only nearly, so a line that nearly fits is measured as a whole.
    """
    rough = used + measure(atom.rstrip(" "))
    if rough <= width * 7 // 8:
        return True
    if rough > width * 9 // 8:
        return False
    return measure("".join((*line, atom)).rstrip(" ")) <= width


def _cut(atom: str, width: int, measure: Callable[[str], int]) -> tuple[str, str]:
    """A word that is wider than the line, in two: as much as fits, and the rest."""
    length = 1
    while length < len(atom) - 1 and measure(atom[: length + 1]) <= width:
        length += 1
    return atom[:length], atom[length:]
