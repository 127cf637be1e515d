"""Computes the fair time to reply, the deadline and the share, in milliseconds of the reply clock.

The reading rates are those of slow adult readers: 175 words a minute for Latin and most other
scripts (Brysbaert 2019), 160 words a minute for Greek, and 197 characters a minute for Han and
kana. The last two are from IReST: reading aloud, the mean minus two standard deviations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Node
    from simulator.scenario.rubric import Rubric

MINUTE: Final = 60_000
"""Milliseconds in a minute."""
WORDS: Final = 175
"""Words a minute in Latin and most other scripts."""
GREEK_WORDS: Final = 160
"""Words a minute in Greek."""
HAN_CHARACTERS: Final = 197
"""Characters a minute in Han and kana."""
FACTORS: Final = (100, 125, 150, 200, 300, 500, 1000)
"""The factors of more time that a trainee can have, in per cent of the base allowance."""
WITHIN: Final = 1000
"""The share, in thousandths of the allowance, of every reply that came within its allowance.

Shares below it are not stored. Otherwise very small shares would show who was given more time, and
a missing share would show who switched the clock off.
"""

_HAN = re.compile(
    "[\u3005-\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003134f]"
)
"""A character of Chinese or Japanese: Han with its marks of repetition, kana, half-width kana."""
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_SIGNS = (
    r"\u0300-\u036f"  # accents
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
    r"\u0900-\u0963\u0966-\u0dff"  # India
    r"\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece"  # Thai and Lao
    r"\u200c\u200d"  # joiners
)
"""Accents, vowel signs and joiners, which belong to the letter before them."""
_RUN = rf"[\w{_SIGNS}]"
"""A letter, digit or underscore, or a sign inside a word."""
_WORD = re.compile(rf"\w{_RUN}*(?:['\u2019.,:-]{_RUN}+)*")


def reading_time(texts: Iterable[str]) -> int:
    """The time in milliseconds that a slow adult needs to read some texts, rounded up.

    Args:
        texts: The texts in the words of one language; each word is counted by its script.
            `docs/scoring.md` says what a word is.

    >>> reading_time(["I am so sorry."])
    1372
    >>> reading_time(["非常抱歉"]), reading_time(["Λυπάμαι πολύ."])
    (1219, 750)
    """
    latin = greek = han = 0
    for text in texts:
        bare, characters = _HAN.subn(" ", text)
        han += characters
        for word in _WORD.findall(bare):
            if _GREEK.search(word):
                greek += 1
            else:
                latin += 1
    whole = WORDS * GREEK_WORDS * HAN_CHARACTERS
    parts = MINUTE * (
        latin * GREEK_WORDS * HAN_CHARACTERS
        + greek * WORDS * HAN_CHARACTERS
        + han * WORDS * GREEK_WORDS
    )
    return -(-parts // whole)


class Allowance(Struct, frozen=True, kw_only=True):
    """How long one reply may take. All times are in milliseconds.

    Attributes:
        reading: The time to read everything that is shown.
        think: The time to decide.
        least: The shortest base allowance.
        limit: The silence happens when this much time has passed after the reading time; None: the
            node has no deadline.
        factor: One of `FACTORS`, in per cent; None: the clock is off.
    """

    reading: int
    think: int
    least: int
    limit: int | None
    factor: int | None

    @property
    def base(self) -> int:
        """The allowance in milliseconds without more time: max(least, reading + think)."""
        return max(self.least, self.reading + self.think)

    @property
    def whole(self) -> int | None:
        """The allowance with more time, in milliseconds, rounded up; None if the clock is off."""
        return None if self.factor is None else -(-self.base * self.factor // 100)

    @property
    def silence_after(self) -> int | None:
        """The milliseconds from showing the choices to the silence; None: there is no deadline."""
        if self.limit is None or self.factor is None:
            return None
        return -(-(self.reading + self.limit) * self.factor // 100)

    def share(self, reply: int) -> int | None:
        """A reply time in thousandths of the allowance, rounded down; None if the clock is off.

        Args:
            reply: The milliseconds from showing the choices to the reply.

        >>> Allowance(reading=3000, think=5000, least=5000, limit=None, factor=200).share(8000)
        500
        """
        return None if self.factor is None else reply * 100_000 // (self.base * self.factor)

    def rapid(self, reply: int) -> bool:
        """Whether a reply took less than a tenth of the base allowance.

        Args:
            reply: The milliseconds from showing the choices to the reply.
        """
        return reply * 10 < self.base


def allowance_at(node: Node, rubric: Rubric, *, reading: int, factor: int | None) -> Allowance:
    """The allowance of a reply at a node.

    Args:
        node: The node.
        rubric: The rubric, for the usual time to decide and the shortest allowance.
        reading: The time to read everything that is shown, in milliseconds.
        factor: One of `FACTORS`, in per cent; None: the clock is off.
    """
    return Allowance(
        reading=reading,
        think=rubric.think if node.think is None else node.think,
        least=rubric.minimum_allowance,
        limit=node.limit,
        factor=factor,
    )


class TurnClock(Struct, frozen=True, kw_only=True):
    """The start of the reply clock of one turn, and the allowance of its reply.

    Attributes:
        shown: The reply-clock time at which the choices were shown, in milliseconds.
        allowance: How long the reply may take.
    """

    shown: int
    allowance: Allowance

    @property
    def deadline(self) -> int | None:
        """The reply-clock time in milliseconds at which the silence happens; None: never."""
        deadline = self.allowance.silence_after
        return None if deadline is None else self.shown + deadline

    def measure(self, now: int) -> tuple[int, bool]:
        """The share of the allowance to store for a reply, and whether it came too fast to read.

        Args:
            now: The reply-clock time of the input, in milliseconds.

        Returns:
            The share in thousandths of the allowance: `WITHIN` for a reply within the allowance,
            and for every reply while the clock is off. And whether the reply came too fast for a
            text that is new to the trainee, which the base allowance decides, whatever the factor.
        """
        reply = max(0, now - self.shown)
        return max(WITHIN, self.allowance.share(reply) or 0), self.allowance.rapid(reply)
