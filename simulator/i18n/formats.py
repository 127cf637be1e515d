"""Numbers, dates, durations and lists in the form that is usual in a language, by Babel."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.i18n.language import likely_script

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

# ruff: noqa: PLC0415 - Babel is slow to import, and many starts of the program never format

_LONGEST_ASKED = 40
"""How much of a text is compared with the names of languages, in characters."""
_BRITISH = {"en": "en_GB"}
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


@lru_cache(maxsize=32)
def locale_name(language: str) -> str:
    """The name of Babel's locale for a language; `en_GB` if Babel does not know the language."""
    from simulator.i18n.locale_data import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(_BRITISH.get(language, language)))
    except (UnknownLocaleError, ValueError, TypeError):
        return "en_GB"


def is_known(language: str) -> bool:
    """Whether Babel knows a language in this script and region.

    Babel takes another script or region in the place of one that it does not know.

    Args:
        language: A folder name, such as `zh_Hans`.

    >>> [is_known(x) for x in ("zh_Hant", "el_Grek", "pt_BR", "zh_Hanz", "en_999", "tlh")]
    [True, True, True, False, False, False]
    """
    from simulator.i18n.locale_data import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    code, *rest = language.split("_")
    script = found.script or likely_script(code)
    return all(x in (script, found.territory) for x in rest)


def near_languages(language: str) -> tuple[str, ...]:
    """The codes of the languages whose code or English name is most like a text; at most three.

    Args:
        language: A text that is no code of a language, such as `english` or `fr FR`.
    """
    from difflib import get_close_matches

    from simulator.i18n.locale_data import Locale, locale_identifiers

    names = {name.lower(): code for code, name in Locale("en").languages.items() if is_known(code)}
    names |= {code.lower(): code for code in locale_identifiers()}
    asked = language[:_LONGEST_ASKED].lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(asked, names, n=3, cutoff=0.7)
    return tuple(dict.fromkeys(names[x] for x in near))


def own_name(language: str) -> str:
    """The name of a language in that language; the folder name if Babel does not know it."""
    from simulator.i18n.locale_data import Locale

    if not is_known(language):
        return language
    locale = Locale.parse(language)
    name: str = locale.languages.get(str(locale)) or locale.display_name or language
    return name[:1].upper() + name[1:]


def number(value: int, language: str) -> str:
    """A whole number."""
    from simulator.i18n.locale_data import format_decimal

    return str(format_decimal(value, locale=locale_name(language)))


def figure(milli: int, language: str) -> str:
    """Points with one decimal, rounded down: 59.96 must not look like 60.0, which passes.

    Args:
        milli: Thousandths of a point.
        language: A language's folder name.
    """
    from decimal import ROUND_FLOOR, Decimal

    from simulator.i18n.locale_data import format_decimal

    points = (Decimal(milli) / 1000).quantize(Decimal("0.1"), ROUND_FLOOR)
    return str(format_decimal(points, "0.0", locale=locale_name(language)))


def points(milli: int, language: str) -> str:
    """Points with three decimals.

    Args:
        milli: Thousandths of a point.
        language: A language's folder name.
    """
    from decimal import Decimal

    from simulator.i18n.locale_data import format_decimal

    return str(format_decimal(Decimal(milli) / 1000, "0.000", locale=locale_name(language)))


def time(seconds: int, language: str) -> str:
    """A time of the day, such as `19:40`.

    Args:
        seconds: Since midnight, less than a day.
        language: A language's folder name.
    """
    from datetime import time as clock_time

    from simulator.i18n.locale_data import format_skeleton

    moment = clock_time(seconds // 3600, seconds // 60 % 60)
    return str(format_skeleton("Hm", moment, locale=locale_name(language)))


def duration(seconds: int, language: str) -> str:
    """A duration in words, such as `1 minute, 30 seconds`; the sign is left out."""
    from simulator.i18n.locale_data import format_list, format_unit

    name, rest = locale_name(language), abs(seconds)
    parts: list[str] = []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        if count or (unit == "second" and not parts):
            key = f"duration-{unit}"
            words = format_unit(count, key, "long", locale=name)
            if key in words:  # in some languages Babel has no long form and returns the key
                words = format_unit(count, key, "short", locale=name)
            parts.append(words)
    return str(format_list(parts, "unit", locale=name))


def date(iso: str, language: str, zone: tzinfo | None) -> str:
    """A date and time, such as `15 Mar 2026, 14:05`.

    Args:
        iso: A date in ISO 8601; without a zone it is in UTC. Any other text is returned unchanged.
        language: A language's folder name.
        zone: The time zone of the result; None: the zone that this machine is set to.
    """
    from datetime import UTC, datetime

    from simulator.i18n.locale_data import format_date, format_skeleton, get_datetime_format

    try:
        moment = datetime.fromisoformat(iso)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return iso
    name = locale_name(language)
    day = format_date(moment, "medium", locale=name)
    hour = format_skeleton("Hm", moment, locale=name)
    glue = str(get_datetime_format("medium", locale=name))
    return glue.replace("{0}", hour).replace("{1}", day)


def joined(items: Sequence[str], language: str) -> str:
    """A list in words, such as `a, b and c`."""
    from simulator.i18n.locale_data import format_list

    return str(format_list(items, locale=locale_name(language)))
