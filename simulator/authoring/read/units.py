"""Durations, clock times and money, from the author's notation to whole numbers."""

from __future__ import annotations

import re
from functools import lru_cache

DAY = 86_400
LONGEST = 366 * DAY

_DURATION = re.compile(r"(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?")
_TIME = re.compile(r"(?:\+(\d{1,3})d\s+)?(\d{1,2}):(\d{2})")
_MONEY = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")


@lru_cache(maxsize=1000)
def duration(text: str) -> int | None:
    """Whole seconds of `8m` or `1h30m`; None if it is no duration up to a year.

    >>> duration("1h30m"), duration("10s"), duration("ten minutes")
    (5400, 10, None)
    """
    found = _DURATION.fullmatch(text)
    if not found or not text:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = days * DAY + hours * 3600 + minutes * 60 + seconds
    return total if total <= LONGEST else None


def time_of_day(text: str) -> int | None:
    """Whole seconds since midnight of `19:40`; None if it is no time.

    >>> time_of_day("19:40"), time_of_day("24:00")
    (70800, None)
    """
    found = _TIME.fullmatch(text)
    if not found or found[1]:
        return None
    hours, minutes = int(found[2]), int(found[3])
    return hours * 3600 + minutes * 60 if hours < 24 and minutes < 60 else None


def since(text: str, clock: int) -> int | None:
    """Whole seconds from `clock` to `20:30` or `+2d 09:00`; an earlier time is the next day's.

    >>> since("00:10", 23 * 3600), since("+1d 09:00", 9 * 3600), since("9:75", 0)
    (4200, 86400, None)
    """
    found = _TIME.fullmatch(text)
    if not found:
        return None
    of_day = time_of_day(f"{found[2]}:{found[3]}")
    if of_day is None:
        return None
    if found[1]:
        later = int(found[1]) * DAY + of_day - clock
        return later if 0 <= later <= LONGEST else None
    return (of_day - clock) % DAY


def hundredths(text: str) -> int | None:
    """Hundredths of `18.00`; None if it is no amount.

    >>> hundredths("18.5"), hundredths("EUR 18")
    (1850, None)
    """
    found = _MONEY.fullmatch(text)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
