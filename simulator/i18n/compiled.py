"""Compiled catalogs: PO files in gettext's binary form, keyed by message id."""

from __future__ import annotations

import gettext
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from simulator.i18n.po import PoFile

# ruff: noqa: PLC0415 - most starts of the program compile nothing and read no PO file

_MAGIC: Final = 0x950412DE
"""The first number of a `.mo` file."""


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
        try:
            return self._messages.gettext(id_) if n is None else self._form(id_, n)
        except KeyError:
            return None

    def _form(self, id_: str, n: int) -> str:
        """The plural form of a message for a number; the only form if there is only one.

        Raises:
            KeyError: The catalog does not have the message.
        """
        try:
            return self._messages.ngettext(id_, id_, n)
        except (KeyError, ArithmeticError):  # A rule can divide by zero for a rare number.
            return self._messages.gettext(id_)


def compile_po(files: Iterable[PoFile], language: str, *, source_counts: bool = False) -> bytes:
    """PO files of one language and domain as one compiled catalog.

    A translation whose source text has changed is used all the same: it is better than a text in
    another language.

    Args:
        files: If several files translate a message, the first one counts. The plural rule is that
            of the first file.
        language: A language's folder name, such as `zh_Hans`.
        source_counts: Whether a message without a translation has its source text.
    """
    rule = ""
    messages: dict[str, Sequence[str]] = {}
    for number, file in enumerate(files):
        rule = rule if number else file.plurals
        for entry in file.entries.values():
            strings = entry.source if source_counts and not entry.translated else entry.strings
            if all(strings):
                messages.setdefault(entry.id, strings)
    return compile_messages(messages, language, rule)


def compile_messages(messages: Mapping[str, Sequence[str]], language: str, rule: str = "") -> bytes:
    """Messages as a compiled catalog, in the format of gettext's `.mo` files.

    Args:
        messages: By id; a message with several strings has one for each plural form.
        language: A language's folder name.
        rule: The value of a `Plural-Forms` header; empty: Babel's for the language.
    """
    if not rule:
        from simulator.i18n.po import plurals

        rule = plurals(language)
    header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {rule}\n"
    texts = {b"": header.encode()}
    for id_, strings in messages.items():
        key = f"{id_}\0{id_}" if len(strings) > 1 else id_
        texts[key.encode()] = "\0".join(strings).encode()
    items = sorted(texts.items())
    count = len(items)
    start = 28 + 16 * count
    table: list[int] = []
    for text in (*[key for key, _ in items], *[words for _, words in items]):
        table += (len(text), start)
        start += len(text) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    body = b"".join([x + b"\0" for x, _ in items] + [x + b"\0" for _, x in items])
    return head + struct.pack(f"<{4 * count}I", *table) + body


EMPTY: Final = struct.pack("<7I", _MAGIC, 0, 0, 28, 28, 0, 28)
"""A compiled catalog without messages."""
