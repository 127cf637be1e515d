"""Compiled catalogs: PO files in gettext's binary form, keyed by message id.

Looking a message up in a compiled catalog needs the standard library alone; compiling a catalog
needs Babel.
"""

from __future__ import annotations

import gettext
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# ruff: noqa: PLC0415 - most starts of the program compile nothing and need no Babel


class _NoMessage(gettext.NullTranslations):
    """Raises KeyError for a missing message, which gettext would otherwise return unchanged."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - its signature
        raise KeyError(msgid1)


class CompiledCatalog:
    """The messages of one language and domain, ready to be looked up.

    Args:
        compiled: The bytes that `compile_po` or `compile_messages` returned.

    Raises:
        OSError: The bytes do not start like a compiled catalog.
        ValueError, LookupError, struct.error: The bytes are damaged.
    """

    def __init__(self, compiled: bytes) -> None:
        self._messages = gettext.GNUTranslations(BytesIO(compiled))
        self._messages.add_fallback(_NoMessage())

    def find(self, id_: str, n: int | None = None, /) -> str | None:
        """The text of a message; None if the catalog does not have the message.

        Args:
            id_: The message's id.
            n: The number that picks the plural form; None: the message has only one form.
        """
        if n is not None:
            with suppress(KeyError):
                return self._messages.ngettext(id_, id_, n)
        try:
            return self._messages.gettext(id_)
        except KeyError:
            return None


def compile_po(
    files: Iterable[tuple[str, bytes]], language: str, *, source_counts: bool = False
) -> bytes:
    """PO files of one language and domain as one compiled catalog.

    A translation whose source text has changed is used all the same: it is better than a text in
    another language.

    Args:
        files: Name and content of each PO file. If several files translate a message, the first
            one counts. The plural rule is that of the first file.
        language: A language's folder name, such as `zh_Hans`.
        source_counts: Whether a message without a translation has its source text.

    Raises:
        DataError: A file is not a PO file; the error names it.
    """
    from simulator.i18n import po

    rule: str | None = None
    messages: dict[str, Sequence[str]] = {}
    for name, content in files:
        found = po.read(content, name)
        rule = found.plurals if rule is None else rule
        for entry in found.entries.values():
            strings = entry.source if source_counts and not entry.translated else entry.strings
            if all(strings):
                messages.setdefault(entry.id, strings)
    return compile_messages(messages, language, rule)


def compile_messages(
    messages: Mapping[str, Sequence[str]], language: str, rule: str | None = None
) -> bytes:
    """Messages as a compiled catalog.

    Args:
        messages: By id; a message with several strings has one for each plural form.
        language: A language's folder name.
        rule: The value of a `Plural-Forms` header; None: Babel's for the language.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    from simulator.i18n.formats import locale_name

    catalog = Catalog(locale=locale_name(language), fuzzy=False)
    if rule is not None:
        catalog.mime_headers = [("Plural-Forms", rule)]
    for id_, strings in messages.items():
        if len(strings) > 1:
            catalog.add((id_, id_), tuple(strings))
        else:
            catalog.add(id_, strings[0])
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()
