"""Reads the keys at the head of a file: `format` and `language`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.read.fields import Fields
from simulator.authoring.yaml.values import excerpt
from simulator.findings import code as codes

if TYPE_CHECKING:
    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.code import Code

FORMAT = 1
"""The version of the file formats that this program reads."""
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def file_fields(scope: Scope, root: YamlValue | None, known: frozenset[str]) -> Fields | None:
    """The fields of a whole file; an unknown `format` is reported.

    Args:
        scope: The reader of the file.
        root: The value of the whole file; None if the file could not be read.
        known: The keys that the file may have.

    Returns:
        None if the file could not be read or is no map.
    """
    mapping = scope.mapping(scope.source.file, root) if root is not None else None
    if mapping is None:
        return None
    fields = Fields(scope, mapping, known)
    written = fields.text("format", str(FORMAT))
    if written != str(FORMAT):
        scope.report(codes.UNKNOWN_FORMAT, fields.get("format") or mapping, value=excerpt(written))
    return fields


def matching(fields: Fields, key: str, code: Code, pattern: re.Pattern[str], default: str) -> str:
    """A text that matches a pattern, or the default; reports `code` for any other text."""
    value = fields.get(key)
    read = fields.reader.matching(key, value, code, pattern) if value is not None else None
    return read or default


def language_of(fields: Fields) -> str:
    """The language in which a file is written, for example `en`."""
    return matching(fields, "language", codes.BAD_LANGUAGE, _LANGUAGE, "en")
