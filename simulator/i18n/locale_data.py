"""All that the program uses of Babel, imported in a way that no time zone can disturb.

When `babel.dates` is imported, it looks for the local time zone and opens a file that the variable
`TZ` names, which may be a pipe or something else than a time zone. The data of a language and the
PO files of Babel import that module, too. So no other module imports Babel itself, but for
`i18n.language`, which needs a part that loads no dates. The program does not use this zone: Python
knows the local one, see `formats.date`.
"""

from __future__ import annotations

import os
from typing import Final

_NO_ZONE: Final = "/dev/null/none"
"""The name of no file and of no time zone."""

_zone = os.environ.get("TZ")
os.environ["TZ"] = _NO_ZONE
try:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton, get_datetime_format
    from babel.lists import format_list
    from babel.localedata import locale_identifiers
    from babel.messages.plurals import get_plural
    from babel.messages.pofile import escape, normalize
    from babel.numbers import format_decimal
    from babel.units import format_unit
finally:
    if _zone is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = _zone

__all__ = [
    "Locale",
    "UnknownLocaleError",
    "escape",
    "format_date",
    "format_decimal",
    "format_list",
    "format_skeleton",
    "format_unit",
    "get_datetime_format",
    "get_plural",
    "locale_identifiers",
    "normalize",
]
