"""PO files as plain values: their entries by message id.

Babel reads them. They are written here, because Babel breaks the previous source text of a stale
message in the middle of its quotes, and puts the time of writing into every file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import DataError
from simulator.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

_WIDTH = 79
_SOURCE = ("msgid", "msgid_plural")


class PoEntry(Struct, frozen=True, kw_only=True):
    """One message of a PO file.

    Attributes:
        id: The message's id, in the file its `msgctxt`.
        source: The source text, in the file `msgid`; a second item is its plural.
        strings: The translation, one item for each plural form; an empty item is missing.
        notes: Comments for translators, written by the extractor.
        remarks: Comments written by translators.
        stale: Whether the source text has changed since it was translated.
        previous: The source text that was translated; empty unless the message is stale.
    """

    id: str
    source: tuple[str, ...]
    strings: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    stale: bool = False
    previous: tuple[str, ...] = ()

    @property
    def translated(self) -> bool:
        """Whether every plural form has a translation."""
        return all(self.strings)


class PoFile(Struct, frozen=True, kw_only=True):
    """One PO file: the messages of one language and domain.

    Attributes:
        language: The language's folder name, such as `zh_Hans`; empty for a template.
        plurals: The value of the `Plural-Forms` header.
        entries: By id, in the order of the file.
        obsolete: By id; translations whose source text is gone.
        comment: The comment lines at the top of the file.
    """

    language: str
    plurals: str
    entries: dict[str, PoEntry]
    obsolete: dict[str, PoEntry]
    comment: tuple[str, ...] = ()

    @property
    def forms(self) -> int:
        """The number of plural forms of a message."""
        digits = self.plurals.partition("nplurals=")[2].partition(";")[0].strip()
        return int(digits) if digits.isdecimal() else 2


def plurals(language: str) -> str:
    """The value of the `Plural-Forms` header of a language.

    Args:
        language: A folder name that Babel can read, such as `zh_Hans`.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - Babel is slow to import

    return str(Catalog(locale=language).plural_forms)


def load(path: Path) -> PoFile | None:
    """The PO file at a path; None if there is none.

    Raises:
        DataError: The file is not a PO file, or it cannot be read.
    """
    try:
        return read(path.read_bytes(), str(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataError(str(path)) from error


def save(file: PoFile, path: Path) -> None:
    """Writes a PO file, whole or not at all.

    Raises:
        OSError: The file cannot be written; its former content is unchanged.
    """
    write_atomic(path, write(file).encode())


def read(content: bytes, file: str) -> PoFile:
    """The PO file that these bytes encode.

    Args:
        content: The bytes of the file.
        file: The name of the file, for the error.

    Raises:
        DataError: The bytes are not a PO file.
    """
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - slow to import

    # Babel cannot read the previous source text of an obsolete message; it is left out.
    try:
        lines = [x for x in content.decode("utf-8-sig").split("\n") if not x.startswith("#~|")]
        catalog = read_po(lines, abort_invalid=True)
        forms = str(catalog.plural_forms)
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError(file) from error
    return PoFile(
        language=catalog.locale_identifier or "",
        plurals=forms,
        entries={x.id: x for x in map(_entry, _named(catalog))},
        obsolete={x.id: x for x in map(_entry, catalog.obsolete.values()) if x.id},
        comment=tuple(
            x.removeprefix("#").strip()
            for x in catalog.header_comment.splitlines()
            if lines[0].startswith("#")
        ),
    )


def _named(catalog: Catalog) -> Iterator[Message]:
    return (x for x in catalog if x.id and x.context)


def _entry(message: Message) -> PoEntry:
    source = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = message.string or ""
    before = [x[1:].strip() for x in message.user_comments if x.startswith("|")]
    return PoEntry(
        id=message.context or "",
        source=source,
        strings=(strings,) if isinstance(strings, str) else tuple(strings),
        notes=tuple(message.auto_comments),
        remarks=tuple(x for x in message.user_comments if x and not x.startswith("|")),
        stale=message.fuzzy,
        previous=_previous(before),
    )


def _previous(lines: Iterable[str]) -> tuple[str, ...]:
    """The strings in lines such as `msgid "..."` and in the lines that continue them."""
    from babel.messages.pofile import unescape  # noqa: PLC0415 - Babel is slow to import

    found: list[str] = []
    for line in lines:
        keyword, _, rest = line.partition(" ")
        if keyword in _SOURCE:
            found.append(unescape(rest.strip()))
        elif found and line.startswith('"'):
            found[-1] += unescape(line)
    return tuple(found)


def write(file: PoFile) -> str:
    """A PO file as text; equal files have equal text."""
    lines = [f"# {x}".rstrip() for x in file.comment]
    header = {
        "Language": file.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": file.plurals if file.language else "",
    }
    lines += ['msgid ""', 'msgstr ""']
    lines += [f'"{name}: {value}\\n"' for name, value in header.items() if value]
    for entry in file.entries.values():
        lines += ["", *_lines(entry, file.forms)]
    for entry in file.obsolete.values():
        lines += ["", *_lines(entry, file.forms, "#~ ")]
    return "\n".join(lines) + "\n"


def _lines(entry: PoEntry, forms: int, mark: str = "") -> Iterator[str]:
    from babel.messages.pofile import escape  # noqa: PLC0415 - Babel is slow to import

    yield from (f"# {x}" for x in entry.remarks)
    if not mark:
        yield from (f"#. {x}" for x in entry.notes)
        if entry.stale:
            yield "#, fuzzy"
        # One line each: Babel reads them as comments and drops repeated lines.
        for keyword, words in zip(_SOURCE, entry.previous, strict=False):
            yield f"#| {keyword} {escape(words)}"
    yield from _keyword("msgctxt", entry.id, mark)
    for keyword, words in zip(_SOURCE, entry.source, strict=False):
        yield from _keyword(keyword, words, mark)
    if len(entry.source) == 1:
        yield from _keyword("msgstr", entry.strings[0], mark)
        return
    for form in range(forms):
        words = entry.strings[form] if form < len(entry.strings) else ""
        yield from _keyword(f"msgstr[{form}]", words, mark)


def _keyword(keyword: str, words: str, mark: str) -> Iterator[str]:
    from babel.messages.pofile import normalize  # noqa: PLC0415 - Babel is slow to import

    text = normalize(words, prefix=mark, width=_WIDTH)
    return (x if i and mark else mark + x for i, x in enumerate(f"{keyword} {text}".split("\n")))
