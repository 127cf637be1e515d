"""Fair time to reply: allowances, deadlines, shares. Whole milliseconds of the reply clock.

Reading rates are the low end of adult readers: 175 words a minute for Latin and most other
scripts (Brysbaert 2019), 160 for Greek and 197 characters for Han and kana (IReST: mean less
two standard deviations, aloud).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTE: Final = 60_000
WORDS: Final = 175
GREEK_WORDS: Final = 160
HAN_CHARACTERS: Final = 197
FACTORS: Final = (100, 125, 150, 200, 300, 500, 1000)
"""More time, in per cent of the base allowance."""
_MINIMUM_SHARE: Final = 100
"""A share under 10 % that is not *rapid* is only possible with extra time. It is raised to 10 %, so
that a log does not reveal who had it."""

_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_WORD = re.compile(r"\w+(?:['\u2019.,:-]\w+)*")


def reading_time(texts: Iterable[str]) -> int:
    """The milliseconds that reading these takes, rounded up.

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
    """How long a reply may take.

    Attributes:
        reading: Reading time of all that is shown.
        think: Deciding time.
        least: The shortest base allowance.
        limit: Time beside reading time after which the silence happens; None: no limit.
        factor: Of `FACTORS`, in per cent; None: the clock is off.
    """

    reading: int
    think: int
    least: int
    limit: int | None
    factor: int | None

    @property
    def base(self) -> int:
        """The allowance at factor 1: max(least, reading + think)."""
        return max(self.least, self.reading + self.think)

    @property
    def whole(self) -> int | None:
        """The allowance, rounded up; None with the clock off."""
        return None if self.factor is None else -(-self.base * self.factor // 100)

    @property
    def deadline(self) -> int | None:
        """Milliseconds after the showing at which the silence happens; None: never."""
        if self.limit is None or self.factor is None:
            return None
        return -(-(self.reading + self.limit) * self.factor // 100)

    def share(self, reply: int) -> int | None:
        """A reply time in thousandths of the allowance, rounded down; None with the clock off.

        >>> Allowance(reading=3000, think=5000, least=5000, limit=None, factor=200).share(8000)
        500
        """
        return None if self.factor is None else reply * 100_000 // (self.base * self.factor)

    def rapid(self, reply: int) -> bool:
        """Whether a reply came in under a tenth of the base allowance."""
        return reply * 10 < self.base


class TurnClock(Struct, frozen=True, kw_only=True):
    """The reply clock of one turn, running since the choices were shown.

    Attributes:
        shown: The reply-clock time at which the choices were shown.
        allowance: How long the reply may take.
    """

    shown: int
    allowance: Allowance

    @property
    def deadline(self) -> int | None:
        """The reply-clock time at which the silence happens; None: never."""
        deadline = self.allowance.deadline
        return None if deadline is None else self.shown + deadline

    def measure(self, now: int, *, replied_before: bool) -> tuple[int | None, bool]:
        """The share of the allowance that a reply took, and whether it was too rapid.

        Args:
            now: Reply clock at the moment of the input.
            replied_before: There was a reply at this node before; who has read it already may
                reply at once.
        """
        reply = max(0, now - self.shown)
        rapid = self.allowance.rapid(reply) and not replied_before
        share = self.allowance.share(reply)
        if share is not None and not rapid:
            share = max(share, _MINIMUM_SHARE)
        return share, rapid
