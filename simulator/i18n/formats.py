"""Figures, dates, durations and lists as a language writes them, through Babel."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


# ruff: noqa: PLC0415 - slow to import and needed late or never

_BRITISH = {"en": "en_GB"}
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


@lru_cache(maxsize=32)
def locale_name(language: str) -> str:
    """The name by which Babel knows a language's formats; English for one that it does not."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(_BRITISH.get(language, language)))
    except (UnknownLocaleError, ValueError, TypeError):
        return "en_GB"


def own_name(language: str) -> str:
    """The name of a language in itself; one that Babel does not know has its folder's name."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return language
    name: str = locale.languages.get(str(locale)) or locale.display_name or language
    return name[:1].upper() + name[1:]


def number(value: int, language: str) -> str:
    """A whole number."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=locale_name(language)))


def figure(milli: int, language: str) -> str:
    """Milli-points with one decimal, cut off: 59.96 must not read as the 60.0 that passes."""
    from decimal import ROUND_FLOOR, Decimal

    from babel.numbers import format_decimal

    points = (Decimal(milli) / 1000).quantize(Decimal("0.1"), ROUND_FLOOR)
    return str(format_decimal(points, "0.0", locale=locale_name(language)))


def points(milli: int, language: str) -> str:
    """Milli-points with all their three decimals."""
    from decimal import Decimal

    from babel.numbers import format_decimal

    return str(format_decimal(Decimal(milli) / 1000, "0.000", locale=locale_name(language)))


def time(seconds: int, language: str) -> str:
    """A time of the day, such as `19:40`."""
    from datetime import time as clock_time

    from babel.dates import format_skeleton

    moment = clock_time(seconds // 3600, seconds // 60 % 60)
    return str(format_skeleton("Hm", moment, locale=locale_name(language)))


def duration(seconds: int, language: str) -> str:
    """A length of time in its units, such as `1 minute, 30 seconds`."""
    from babel.lists import format_list
    from babel.units import format_unit

    name, rest = locale_name(language), abs(seconds)
    parts: list[str] = []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        if count or (unit == "second" and not parts):
            key = f"duration-{unit}"
            words = format_unit(count, key, "long", locale=name)
            if key in words:  # Babel has no long form of it in some languages
                words = format_unit(count, key, "short", locale=name)
            parts.append(words)
    return str(format_list(parts, "unit", locale=name))


def date(iso: str, language: str) -> str:
    """A date and time in the zone of this machine; what is no date is left as it is."""
    from datetime import UTC, datetime

    from babel.dates import format_date, format_skeleton, get_datetime_format

    try:
        moment = datetime.fromisoformat(iso)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return iso
    name = locale_name(language)
    day = format_date(moment, "medium", locale=name)
    hour = format_skeleton("Hm", moment, locale=name)
    glue = str(get_datetime_format("medium", locale=name))
    return glue.replace("{0}", hour).replace("{1}", day)


def joined(items: Sequence[str], language: str) -> str:
    """A list in words."""
    from babel.lists import format_list

    return str(format_list(items, locale=locale_name(language)))
