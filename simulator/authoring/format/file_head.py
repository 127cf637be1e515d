"""The keys at the head of a file: its format and its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.read.reader import Fields
from simulator.authoring.yaml.values import excerpt
from simulator.findings import code as codes

if TYPE_CHECKING:
    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.code import Code

FORMAT = 1
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def file_fields(scope: Scope, root: YamlValue | None, known: frozenset[str]) -> Fields | None:
    """The fields of a whole file; reports a `format` that is not known.

    Args:
        scope: The file.
        root: The file's value.
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
    """A text that matches a pattern, or the default; `code` is reported if it does not match."""
    value = fields.get(key)
    read = fields.reader.matching(key, value, code, pattern) if value is not None else None
    return read or default


def language_of(fields: Fields) -> str:
    """The language in which a file is written, for example `en`."""
    return matching(fields, "language", codes.BAD_LANGUAGE, _LANGUAGE, "en")
