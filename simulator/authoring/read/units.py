"""Turns the author's durations, times of day and amounts of money into whole numbers."""

from __future__ import annotations

import re
from functools import lru_cache

_DAY = 86_400
_MAX_SECONDS = 366 * _DAY

_DURATION = re.compile(r"(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?")
_TIME = re.compile(r"(?:\+(\d{1,3})d\s+)?(\d{1,2}):(\d{2})")
_MONEY = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")


@lru_cache(maxsize=1000)
def duration(text: str) -> int | None:
    """The seconds of a duration such as `1h30m`; None if it is no duration or over 366 days.

    >>> duration("1h30m"), duration("10s"), duration("ten minutes")
    (5400, 10, None)
    """
    found = _DURATION.fullmatch(text)
    if not found or not text:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = days * _DAY + hours * 3600 + minutes * 60 + seconds
    return total if total <= _MAX_SECONDS else None


def time_of_day(text: str) -> int | None:
    """The seconds from midnight to a time such as `19:40`; None if the text is no time.

    >>> time_of_day("19:40"), time_of_day("24:00")
    (70800, None)
    """
    found = _TIME.fullmatch(text)
    if not found or found[1]:
        return None
    hours, minutes = int(found[2]), int(found[3])
    return hours * 3600 + minutes * 60 if hours < 24 and minutes < 60 else None


def seconds_after(clock: int, text: str) -> int | None:
    """The seconds from the start of the story to a time such as `20:30` or `+2d 09:00`.

    A time without days that is earlier than the start is on the next day.

    Args:
        clock: The start, in seconds since midnight.
        text: The time.

    Returns:
        None if the text is no time, or if the time is before the start or over 366 days later.

    >>> seconds_after(23 * 3600, "00:10"), seconds_after(9 * 3600, "+1d 09:00")
    (4200, 86400)
    >>> seconds_after(0, "9:75") is None
    True
    """
    found = _TIME.fullmatch(text)
    if not found:
        return None
    of_day = time_of_day(f"{found[2]}:{found[3]}")
    if of_day is None:
        return None
    if found[1]:
        later = int(found[1]) * _DAY + of_day - clock
        return later if 0 <= later <= _MAX_SECONDS else None
    return (of_day - clock) % _DAY


def hundredths(text: str) -> int | None:
    """The hundredths of an amount of money such as `18.00`; None if the text is no amount.

    >>> hundredths("18.5"), hundredths("EUR 18")
    (1850, None)
    """
    found = _MONEY.fullmatch(text)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
