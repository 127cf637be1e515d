"""Reads the lines of a PO file into plain entries.

Babel's own reader takes more than a second for each megabyte, and some headers make it fail. This
one reads a line once and builds nothing that is larger than the line.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final, NoReturn

from msgspec import Struct

from simulator.errors import CatalogError
from simulator.i18n.domains import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.reasons import CatalogFault

MOST_LINES: Final = 200_000
"""The most lines of a PO file that is read."""
MOST_FORMS: Final = 6
"""The most plural forms of a message; no language has more."""
_STRINGS: Final = re.compile(
    r"(msgctxt|msgid|msgstr|msgid_plural|msgstr\[[0-9]\])\s*(\".*)", re.DOTALL
)
_PREVIOUS: Final = re.compile(r"(msgctxt|msgid|msgid_plural)\s*(\".*)", re.DOTALL)
_FUZZY: Final = re.compile(r"[ ,]fuzzy *(?:,|$)")
_MARK: Final = "\ufeff".encode()


class RawEntry(Struct, kw_only=True):
    """One message of a PO file, as its lines say it.

    Attributes:
        line: The number of the first line with a keyword, from 1.
        context: The string of `msgctxt`; None if there is none.
        source: The strings of `msgid` and `msgid_plural`.
        strings: The strings of `msgstr` by the number of the plural form.
        notes: The comments of the extractor (`#.`).
        remarks: The comments of the translator (`#`); an empty comment is an empty text.
        previous: The former source text (`#|`).
        stale: Whether the message has the flag `fuzzy`.
        obsolete: Whether the message is commented out (`#~`).
    """

    line: int = 0
    context: str | None = None
    source: list[str] = []
    strings: dict[int, str] = {}
    notes: list[str] = []
    remarks: list[str] = []
    previous: list[str] = []
    stale: bool = False
    obsolete: bool = False


def read_entries(content: bytes, file: str) -> Iterator[RawEntry]:
    """The messages of a PO file, in its order; the header is the one with an empty source text.

    Args:
        content: The bytes of the file.
        file: The name of the file, for the error.

    Raises:
        CatalogError: The file is too big, or a line is not one of a PO file.
    """
    content = content.removeprefix(_MARK)
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        raise CatalogError(file, "too-big")
    return _Reader(file).entries(content)


class _Reader:
    """Turns lines into entries.

    Args:
        file: The name of the file, for errors.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._line = 0
        self._entry = RawEntry()
        self._finished: RawEntry | None = None
        # The keyword of the string that is being read, and the parts of the string.
        self._keyword = ""
        self._parts: list[str] = []

    def entries(self, content: bytes) -> Iterator[RawEntry]:
        """The messages in these bytes."""
        for number, raw in enumerate(BytesIO(content), 1):
            self._line = number
            try:
                line = raw.decode().strip()
            except UnicodeDecodeError:
                self._fail("not-utf8")
            obsolete = line[:2] == "#~"
            if obsolete:
                line = "" if line[:3] == "#~|" else line[2:].lstrip()
            if not line:
                continue
            if line[0] == '"':
                self._continue(line)
            elif line[0] == "#":
                self._comment(line)
            else:
                self._begin(line, obsolete=obsolete)
            if self._finished is not None:
                yield self._finished
                self._finished = None
        self._finish()
        if self._finished is not None:
            yield self._finished

    def _continue(self, line: str) -> None:
        if not self._keyword:
            self._fail()
        self._parts.append(self._unquoted(line))

    def _begin(self, line: str, *, obsolete: bool) -> None:
        """Reads a keyword and the string behind it; a message can end before it."""
        found = _STRINGS.fullmatch(line)
        if found is None:
            self._fail()
        self._close_string()
        keyword, string = found.groups()
        entry = self._entry
        if (keyword == "msgctxt" and (entry.context is not None or entry.source)) or (
            keyword == "msgid" and entry.source
        ):
            self._finish()
            entry = self._entry
        first = not entry.source and entry.context is None
        if first:
            entry.line, entry.obsolete = self._line, obsolete
        if keyword == "msgid_plural":
            fits = len(entry.source) == 1
        else:
            fits = keyword in ("msgctxt", "msgid") or bool(entry.source)
        if not fits:
            self._fail()
        self._keyword, self._parts = keyword, [self._unquoted(string)]

    def _comment(self, line: str) -> None:
        """Reads a comment; a message can end before it."""
        kind = line[1:2]
        if kind == "|":
            self._read_previous(line[2:].strip())
            return
        self._close_string()
        if self._entry.source or self._entry.context is not None:
            self._finish()
        entry = self._entry
        if kind == ",":
            entry.stale = entry.stale or _FUZZY.search(line) is not None
        elif kind == ".":
            if note := line[2:].strip():
                entry.notes.append(note)
        elif kind != ":":
            entry.remarks.append(line[1:].strip())

    def _read_previous(self, line: str) -> None:
        """Reads a line of the former source text (`#|`)."""
        found = _PREVIOUS.fullmatch(line)
        if found is not None:
            self._close_string()
            if self._entry.source or self._entry.context is not None:
                self._finish()
            self._keyword, self._parts = f"#{found[1]}", [self._unquoted(found[2])]
        elif line[:1] == '"' and self._keyword[:1] == "#":
            self._parts.append(self._unquoted(line))

    def _close_string(self) -> None:
        """Puts the string that was read last into its message."""
        if not self._keyword:
            return
        entry, text, keyword = self._entry, "".join(self._parts), self._keyword
        self._keyword, self._parts = "", []
        if keyword == "msgctxt":
            entry.context = text
        elif keyword in ("msgid", "msgid_plural"):
            entry.source.append(text)
        elif keyword[0] == "#":
            if keyword != "#msgctxt":
                entry.previous.append(text)
        else:
            form = int(keyword[7:-1] or 0)
            if form >= MOST_FORMS or form in entry.strings:
                self._fail()
            entry.strings[form] = text

    def _finish(self) -> None:
        """Ends the message whose lines have all been read."""
        self._close_string()
        entry = self._entry
        if not entry.source and entry.context is None:
            return
        if not entry.source or not entry.strings:
            self._line = entry.line
            self._fail()
        self._finished, self._entry = entry, RawEntry()

    def _unquoted(self, line: str) -> str:
        """The string in a line, without its quotation marks and escapes."""
        inner = line[1:-1]
        if len(line) < 2 or line[-1] != '"' or "\0" in line:
            self._fail()
        if "\\" not in inner:
            if '"' in inner:
                self._fail()
            return inner
        inner = inner.replace("\\\\", "\0")
        plain = inner.replace('\\"', "")
        if '"' in plain or plain[-1:] == "\\":
            self._fail()
        for escape, character in (("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ('\\"', '"')):
            inner = inner.replace(escape, character)
        return inner.replace("\0", "\\")

    def _fail(self, fault: CatalogFault = "syntax") -> NoReturn:
        raise CatalogError(self._file, fault, self._line)
