"""Finds translations that ask for a value which their source text does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.i18n.po_lines import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.i18n.po import PoFile

# A name in braces, a brace without its partner, or a placeholder of another kind of program.
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}|[{}]|%(?:\([^)]*\))?[sdrf](?!\w)")


class WrongPlaceholder(Struct, frozen=True, kw_only=True):
    """A placeholder of a translation that its source text does not have.

    Attributes:
        id: The id of the message.
        line: The number of the first line of the message in its file.
        placeholder: The placeholder, such as `{nmae}`.
    """

    id: str
    line: int
    placeholder: str


def wrong_placeholders(content: bytes, file: str, source: PoFile) -> Iterator[WrongPlaceholder]:
    """Each placeholder that a translation has and its source text has not.

    Such a placeholder is shown as it is written; it is never filled or evaluated.

    Args:
        content: The bytes of the translated PO file.
        file: The name of the file, for the error.
        source: The current source texts.

    Raises:
        CatalogError: The bytes are not a PO file.
    """
    for raw in read_entries(content, file):
        entry = source.entries.get(raw.context or "")
        if entry is None or raw.obsolete:
            continue
        allowed = {x for form in entry.source for x in _PLACEHOLDER.findall(form)}
        used = [x for form in raw.strings.values() for x in _PLACEHOLDER.findall(form)]
        for placeholder in dict.fromkeys(x for x in used if x not in allowed):
            yield WrongPlaceholder(id=entry.id, line=raw.line, placeholder=placeholder)
