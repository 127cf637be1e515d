"""Imports the dates of Babel in a way that no time zone of this machine can disturb."""

from __future__ import annotations

import os
from functools import cache
from typing import Final

_NO_ZONE: Final = "/dev/null/none"
"""The name of no file and of no time zone."""


@cache
def import_babel_dates() -> None:
    """Imports `babel.dates`; it must be called before every import that would load that module.

    The data of a language and the PO files of Babel load it, too. When it is imported, it looks for
    the local time zone, and opens a file that the variable `TZ` names, which may be a pipe or
    something else than a time zone. The program does not use this zone: Python knows the local
    one, see `formats.date`.
    """
    zone = os.environ.get("TZ")
    os.environ["TZ"] = _NO_ZONE
    try:
        import babel.dates  # noqa: F401, PLC0415 - Babel is slow to import; only its import matters
    finally:
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
