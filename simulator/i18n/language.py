"""Finds the available language that fits a wanted language best."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SOURCE: Final = "en"
"""The folder name of the language that the interface is written in."""

_TAG = re.compile(
    "([A-Za-z]{2,8})(?:[_-]([A-Za-z]{4}))?(?:[_-]([A-Za-z]{2}|[0-9]{3}))?(?![A-Za-z0-9])"
)


def negotiate(wanted: Iterable[str], available: Sequence[str]) -> str:
    """The available language that fits the wanted ones best; English if none fits.

    Args:
        wanted: BCP 47 tags or names of system locales, best first.
        available: Folder names of the available languages, best first.
    """
    return nearest(wanted, available) or SOURCE


def nearest(wanted: Iterable[str], available: Sequence[str]) -> str | None:
    """The available language that fits the wanted ones best; None if none fits.

    Language and script must be the same. If several languages fit, the region decides.

    Args:
        wanted: BCP 47 tags or names of system locales, best first.
        available: Folder names of the available languages, best first.

    >>> there = ("en", "zh_Hans", "el")
    >>> [nearest([x], there) for x in ("zh-CN", "el_GR.UTF-8", "zh-TW", "C")]
    ['zh_Hans', 'el', None, None]
    """
    for tag in wanted:
        asked = _parse(tag)
        if asked is None:
            continue
        known = [(folder, parsed) for folder in available if (parsed := _parse(folder))]
        same = [(folder, parsed) for folder, parsed in known if parsed[0] == asked[0]]
        for folder, parsed in same:
            if parsed == asked:
                return folder
        if asked[1] or any(parsed[1] for _, parsed in same):
            script = _script(asked)
            same = [(folder, parsed) for folder, parsed in same if _script(parsed) == script]
        # The same region is best, then a language without a region.
        same.sort(key=lambda x: (x[1][2] != asked[2], bool(x[1][2])))
        if same:
            return same[0][0]
    return None


def system_languages(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The languages that the operating system is set to, best first.

    Args:
        environ: The environment variables.

    Returns:
        Names of system locales, such as `el_GR.UTF-8`.
    """
    names = [environ.get(x, "") for x in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((x for x in names if x), "")
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here
        import locale  # noqa: PLC0415 - only here

        window = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        found = [first, locale.windows_locale.get(window, "")]
    else:
        # As in gettext, the list in LANGUAGE is ignored if the locale is "C".
        bare = first.partition(".")[0] in ("", "C", "POSIX")
        found = [*("" if bare else environ.get("LANGUAGE", "")).split(":"), first]
    return tuple(x for x in found if x)


def _parse(tag: str) -> tuple[str, str, str] | None:
    """Language, script and region of a tag; script and region may be empty."""
    found = _TAG.match(tag.strip())
    if found is None:
        return None
    language, script, region = found.groups(default="")
    return language.lower(), script.title(), region.upper()


def _script(tag: tuple[str, str, str]) -> str:
    """The script that a language is most likely written in."""
    language, script, region = tag
    if script:
        return script
    from babel.core import get_global  # noqa: PLC0415 - Babel is slow to import

    likely = get_global("likely_subtags")
    full = (region and likely.get(f"{language}_{region}")) or likely.get(language, "")
    parsed = _parse(str(full))
    return parsed[1] if parsed else ""
