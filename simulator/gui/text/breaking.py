"""Breaks text into lines where Unicode's rules allow it, and keeps a little more together.

No hyphen is ever added.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from simulator.gui.text.opportunities import break_places, continues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_START: Final = "·†‡︰＂＇｀｜～"  # noqa: RUF001 - the marks themselves
"""Marks that Chinese typography does not put at the start of a line, though Unicode would."""
NO_END: Final = "#＃"  # noqa: RUF001 - the marks themselves
"""Marks that stay with what follows them, though Unicode would end a line after them."""
_KEPT: Final = re.compile(rf"(?<=[^ ])(?=[{NO_START}])|(?<=[{NO_END}])|(?<=(?<!\w)--)(?=\w)")
"""Where no line ends, beyond Unicode's rules; the last of them keeps `--language` whole."""
_MAY_KEEP: Final = re.compile(f"[{NO_START}{NO_END}]|--")
"""A quick search for texts in which `_KEPT` may find something."""
_WIDE: Final = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003134f]"
)
_LONG_WORD: Final = 64
"""From so many characters on, a word is not measured as a whole to see whether it fits."""
_SPACES: Final = re.compile("[ \t\r\x0b\x0c\x85\u2028\u2029]+")
"""What becomes one space. A space of any other kind was chosen by the author and stays."""


def tidy(text: str) -> str:
    r"""A text with composed characters and single spaces; only empty lines start a paragraph.

    >>> tidy("a  b\nc\n\nd")
    'a b c\nd'
    """
    paragraphs = re.split(r"\n\s*\n", unicodedata.normalize("NFC", text).strip())
    return "\n".join(_unfold(x) for x in paragraphs)


def _unfold(paragraph: str) -> str:
    lines = [_SPACES.sub(" ", x).strip(" ") for x in paragraph.split("\n")]
    found = lines[0]
    for line in lines[1:]:
        joined = found and line and (_WIDE.match(found[-1]) and _WIDE.match(line[0]))
        found += line if joined else f" {line}"
    return found.strip()


@lru_cache(maxsize=256)
def atoms(text: str) -> tuple[str, ...]:
    """The pieces between which a line may break; a space belongs to the piece before it.

    >>> atoms("I see. 你好，世界")
    ('I ', 'see. ', '你', '好，', '世', '界')
    >>> atoms("他说“好”。")
    ('他', '说', '“好”。')
    """
    places = break_places(text)
    if _MAY_KEEP.search(text):
        kept = {x.start() for x in _KEPT.finditer(text)}
        places = [x for x in places if x not in kept]
    return tuple(text[x:y] for x, y in pairwise((0, *places, len(text))))


def break_lines(text: str, width: int, measure: Callable[[str], int]) -> tuple[str, ...]:
    """The lines of a text, none wider than `width` unless a single character is.

    Args:
        text: The text as `tidy` returns it; a line end starts a new paragraph.
        width: The greatest width of a line, in the unit of `measure`.
        measure: Gives the width of a piece of text.

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
        else:
            start, rest = _cut(atom, width, measure)
            if rest:
                waiting += (rest, start)
            else:
                yield start
    yield from ("".join(line).rstrip(" "),) if line else ()


def _fits(line: list[str], atom: str, used: int, width: int, measure: Callable[[str], int]) -> bool:
    """Whether one more piece fits.

    The widths of pieces add up only nearly to the width of the line, so a line that nearly
    fits is measured as a whole.
    """
    word = atom.rstrip(" ")
    if len(word) > _LONG_WORD and _fitting(word, width, measure) < len(word):
        return False
    rough = used + measure(word)
    if rough <= width * 7 // 8:
        return True
    if rough > width * 9 // 8:
        return False
    return measure("".join((*line, atom)).rstrip(" ")) <= width


def _cut(atom: str, width: int, measure: Callable[[str], int]) -> tuple[str, str]:
    """Splits a word that is wider than the line into the part that fits and the rest.

    Characters stay together with their combining marks. There is no rest if nothing can be split.
    """
    length = max(1, min(_fitting(atom, width, measure), len(atom) - 1))
    while length > 1 and (measure(atom[:length]) > width or continues(atom, length)):
        length -= 1
    while length < len(atom) and continues(atom, length):
        length += 1
    return atom[:length], atom[length:]


def _fitting(word: str, width: int, measure: Callable[[str], int]) -> int:
    """About how many characters of a word fit, at least one; measures only a little more."""
    length = 1
    while length < len(word) and measure(word[: 2 * length]) <= width:
        length *= 2
    return (
        bisect_right(
            range(length, min(2 * length, len(word) + 1)), width, key=lambda x: measure(word[:x])
        )
        + length
        - 1
    )
