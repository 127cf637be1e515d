"""Where a line may end, by the Unicode line breaking algorithm (UAX #14).

A text becomes a string of letters, one for the line-break class of each character. Whether a line
may end between two characters then depends on three classes before and three after, because
everything in the rules that can have any length is shortened first: combining marks are left out,
several spaces are one, and the signs inside a number and the second of two regional indicators
have letters of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from simulator.gui.text.classes import LETTERS, RUNS

_START, _END, _NUMBER_SY, _NUMBER_IS, _SECOND_RI, _H2 = "012345"
"""Letters that the table does not use: both ends of a text, `SY` and `IS` inside a number, the
second of two regional indicators, and Hangul syllables without a final sound."""

_SIDE: Final = 3
"""How many classes on each side of a place the rules look at."""

_HANGUL: Final = range(0xAC00, 0xD7A4)
_FINALS: Final = 28
"""How many Hangul syllables share a beginning; the first of them has no final sound."""

_JOINER: Final = "\u200d"
_KEPT_PLACES: Final = 4096
"""How many decisions about places are cached."""

# The rules of UAX #14 in their order, with its numbers. The first rule that fits a place decides:
# `×` forbids a break and `÷` allows it; where no rule fits, a break is allowed (LB31). `QU` is any
# quotation mark, `QI` an opening and `QF` a closing one; `WIDE` is every class of East Asian
# width, and `OP-` an `OP` of any other width. LB1 is in the table; LB8a, LB9 and LB10 are in
# `break_places`.
_RULES: Final = """
LB4   BK|LF|NL ÷
LB5   CR × LF
LB5   CR ÷
LB6   × BK|CR|LF|NL
LB7   × SP|ZW
LB8   ZW SP* ÷
LB11  × WJ
LB11  WJ ×
LB12  GL ×
LB12a ^SP|BA|HY|HH × GL
LB13  × CL|CP|EX|SY
LB14  OP SP* ×
LB15a start|BK|CR|LF|NL|OP|QU|GL|SP|ZW QI SP* ×
LB15b × QF SP|GL|WJ|CL|QU|CP|EX|IS|SY|BK|CR|LF|NL|ZW|end
LB15c SP ÷ IS NU
LB15d × IS
LB16  CL|CP SP* × NS
LB17  B2 SP* × B2
LB18  SP ÷
LB19  × QU-QI
LB19  QU-QF ×
LB19a ^WIDE × QU
LB19a × QU ^WIDE
LB19a QU × ^WIDE
LB19a ^WIDE QU ×
LB20  ÷ CB
LB20  CB ÷
LB20a start|BK|CR|LF|NL|SP|ZW|CB|GL HY|HH × AL|HL
LB21  × BA|HH|HY|NS
LB21  BB ×
LB21a HL HY|HH × ^HL
LB21b SY × HL
LB22  × IN
LB23  AL|HL × NU
LB23  NU × AL|HL
LB23a PR × ID|EB|EM
LB23a ID|EB|EM × PO
LB24  PR|PO × AL|HL
LB24  AL|HL × PR|PO
LB25  NU|SYn|ISn CL|CP × PO|PR
LB25  NU|SYn|ISn × PO|PR|NU
LB25  PR|PO × OP NU
LB25  PR|PO × OP IS NU
LB25  PR|PO|HY|IS × NU
LB26  JL × JL|JV|H2|H3
LB26  JV|H2 × JV|JT
LB26  JT|H3 × JT
LB27  JL|JV|JT|H2|H3 × PO
LB27  PR × JL|JV|JT|H2|H3
LB28  AL|HL × AL|HL
LB28a AP × AK|DC|AS
LB28a AK|DC|AS × VF|VI
LB28a AK|DC|AS VI × AK|DC
LB28a AK|DC|AS × AK|DC|AS VF
LB29  IS × AL|HL
LB30  AL|HL|NU × OP-
LB30  CP- × AL|HL|NU
LB30a RI × RI2
LB30b EB|XP × EM
"""


def break_places(text: str) -> list[int]:
    """The places inside a text where a line may end: the number of characters before each place.

    >>> break_places("a 3/4 cup\u2014well")
    [2, 6, 9, 10]
    """
    rules = _rules()
    kinds = text.translate(rules.letters)
    starts = None
    if rules.joined.search(kinds):
        kinds = rules.lone.sub(LETTERS["AL"], kinds)  # LB10
        clusters = list(rules.cluster.finditer(kinds))
        starts = [x.start() for x in clusters]
        kinds = "".join(kinds[x] for x in starts)
    if rules.signs.search(kinds):
        kinds = rules.signs.sub(rules.marked, kinds)
    framed = _START * _SIDE + kinds + _END * _SIDE
    places = [x.start() for x in rules.candidate.finditer(kinds)]
    found = [x for x in places if rules.may_end(framed[x : x + 2 * _SIDE])]
    if starts is None:
        return found
    return [starts[x] for x in found if text[starts[x] - 1] != _JOINER]  # LB8a


def continues(text: str, at: int) -> bool:
    """Whether the character at a place belongs to the one before it, as a combining mark does."""
    return text[at - 1] == _JOINER or _rules().letters[ord(text[at])] in _rules().marks


class _Letters(dict[int, str]):
    """The letter of the line-break class of each code point, added when it is first met."""

    def __init__(self) -> None:
        runs = re.findall(r"(\D)(\d*)", "".join(RUNS))
        self._letters: list[str] = [letter for letter, _ in runs]
        self._ends = list(accumulate(int(length or 1) for _, length in runs))

    def __missing__(self, code: int) -> str:
        found = self._letters[bisect_right(self._ends, code)]
        if code in _HANGUL and (code - _HANGUL.start) % _FINALS == 0:
            found = _H2
        self[code] = found
        return found


class _Rules:
    """The rules as patterns on a string of letters.

    Attributes:
        letters: The letter of each code point.
        marks: The letters of combining marks and joiners.
        joined: Finds combining marks and several spaces.
        lone: A combining mark that combines with nothing.
        cluster: A character with its combining marks, or several spaces.
        signs: The signs after the first digit of a number, or two regional indicators.
        candidate: A character before which a line may perhaps end: one that is neither a space
            (LB7) nor a letter after a letter (LB28).
    """

    def __init__(self) -> None:
        self.letters = _Letters()
        self._names = names = _names()
        self.marks = names["CM"] + names["ZWJ"]
        marks, spaces = self._any_of("CM|ZWJ"), self._any_of("SP")
        other = self._any_of("^SP")
        bare = self._any_of("SP|BK|CR|LF|NL|ZW")
        letter, ends = self._any_of("AL"), self._any_of("BK|CR|LF|NL")
        self.joined = re.compile(f"{marks}|{spaces}{{2}}")
        self.lone = re.compile(f"(?:^|(?<={bare})){marks}")
        self.cluster = re.compile(f"{spaces}+|{bare}|.{marks}*")
        self.signs = re.compile(
            f"(?<={self._any_of('NU')}){self._any_of('SY|IS')}+|{self._any_of('RI')}{{2}}"
        )
        self.candidate = re.compile(
            f"(?<!^)(?:(?<!{letter}){other}|(?<={letter})(?!{letter}){other}|(?<={ends}){spaces})"
        )
        self._decide = re.compile("|".join(map(self._rule, _RULES.strip().splitlines())))
        self.may_end = lru_cache(maxsize=_KEPT_PLACES)(self._may_end)

    def marked(self, match: re.Match[str]) -> str:
        """The letters of the signs in a number, or of two regional indicators."""
        found = match.group()
        if found[0] == LETTERS["RI"]:
            return found[0] + _SECOND_RI
        return found.replace(LETTERS["SY"], _NUMBER_SY).replace(LETTERS["IS"], _NUMBER_IS)

    def _may_end(self, around: str) -> bool:
        """Whether a line may end in the middle of some classes."""
        rule = self._decide.match(around, _SIDE)
        return rule is None or rule.lastindex is not None

    def _rule(self, line: str) -> str:
        """The pattern of one line of the rules; a group in it says that a line may end."""
        before, sign, after = re.split("([×÷])", line)
        names = before.split()[1:]
        ways = [[x.removesuffix("*") for x in names]]
        if "SP*" in names:
            ways.append([x for x in names if x != "SP*"])
        behind = "|".join(f"(?<={''.join(map(self._any_of, x))})" for x in ways)
        ahead = "".join(map(self._any_of, after.split()))
        return f"(?:{behind})(?={ahead})" + "()" * (sign == "÷")

    def _any_of(self, names: str) -> str:
        """A pattern of one letter: of any class in `A|B`, or of none of the classes in `^A|B`."""
        letters = "".join(self._names[x] for x in names.lstrip("^").split("|"))
        return f"[{'^' * names.startswith('^')}{letters}]"


_rules = cache(_Rules)


def _names() -> dict[str, str]:
    """The letters that each name in the rules stands for."""
    found: dict[str, str] = {}
    for name, letter in LETTERS.items():
        kind = name.removesuffix("_")
        found[kind] = found.get(kind, "") + letter
    return found | {
        "AL": found["AL"] + found["DC"] + found["XP"],
        "WIDE": _H2 + "".join(y for x, y in LETTERS.items() if x.endswith("_")),
        "OP-": LETTERS["OP"],
        "CP-": LETTERS["CP"],
        "start": _START,
        "end": _END,
        "SYn": _NUMBER_SY,
        "ISn": _NUMBER_IS,
        "SY": found["SY"] + _NUMBER_SY,
        "IS": found["IS"] + _NUMBER_IS,
        "RI2": _SECOND_RI,
        "H2": _H2,
        "QU": found["QU"] + found["QI"] + found["QF"],
        "QU-QI": found["QU"] + found["QF"],
        "QU-QF": found["QU"] + found["QI"],
    }
