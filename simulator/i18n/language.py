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

_SUBTAGS = (
    "([A-Za-z]{2,8})(?:[_-]([A-Za-z]{3}))?(?:[_-]([A-Za-z]{4}))?"
    "(?:[_-]([A-Za-z]{2}|[0-9]{3}))?(?![A-Za-z0-9])"
)
_TAG = re.compile(_SUBTAGS)
# What can follow in a tag (variants, extensions) and in the name of a locale (encoding, modifier).
_WHOLE_TAG = re.compile(_SUBTAGS + r"(?:[_-][A-Za-z0-9]{1,8})*(?:\.[\w-]*)?(?:@[\w-]*)?", re.ASCII)


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


def folder_name(tag: str) -> str | None:
    """The folder name of a language; None if the text is no tag of a language.

    Args:
        tag: A BCP 47 tag or the name of a system locale; variants and extensions are left out.

    >>> [folder_name(x) for x in ("zh-hans", "PT-br", "el_GR.UTF-8", "zh-yue-HK", "fr FR", "..")]
    ['zh_Hans', 'pt_BR', 'el_GR', 'yue_HK', None, None]
    """
    if _WHOLE_TAG.fullmatch(tag) is None:
        return None
    found = _parse(tag)
    return None if found is None else "_".join(x for x in found if x)


def same_language(tag: str, available: Iterable[str]) -> str | None:
    """The available language that a tag means, with the same script and region; None if none is.

    A script or region that is not named is the most likely one, so that `zh-CN` means `zh_Hans`.

    Args:
        tag: A BCP 47 tag or the name of a system locale.
        available: Folder names of the available languages.

    >>> [same_language(x, ("el", "zh_Hans")) for x in ("el-GR", "zh-CN", "zh-TW", "el-CY", "fr")]
    ['el', 'zh_Hans', None, None, None]
    """
    asked = _parse(tag)
    known = [(folder, parsed) for folder in available if (parsed := _parse(folder))]
    for folder, parsed in known:
        if parsed == asked:
            return folder
    same = [(folder, parsed) for folder, parsed in known if asked and parsed[0] == asked[0]]
    return next(
        (folder for folder, parsed in same if asked and _full(parsed) == _full(asked)), None
    )


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
    language, extended, script, region = found.groups(default="")
    # The second code in `zh-yue` says which Chinese it is; `zh` alone means `cmn`.
    if language.lower() == "zh" and extended and extended.lower() != "cmn":
        language = extended
    return language.lower(), script.title(), region.upper()


def likely_script(tag: str) -> str:
    """The script that a language is most likely written in; empty if it is unknown.

    Args:
        tag: A BCP 47 tag or the name of a system locale.
    """
    found = _parse(tag)
    return "" if found is None else _script(found)


def _script(tag: tuple[str, str, str]) -> str:
    """The script that a language is most likely written in."""
    return _full(tag)[1]


def _full(tag: tuple[str, str, str]) -> tuple[str, str, str]:
    """A tag with its most likely script and region."""
    language, script, region = tag
    from babel.core import get_global  # noqa: PLC0415 - slow to import; loads no dates

    likely = get_global("likely_subtags")
    for given in ((language, script, region), (language, script), (language, region), (language,)):
        parsed = _parse(str(likely.get("_".join(x for x in given if x), "")))
        if parsed:
            return language, script or parsed[1], region or parsed[2]
    return tag
