"""PO files as plain values: their entries by message id.

They are read and written here and not by Babel. Reading with Babel is slow (see `po_lines`).
Writing with Babel breaks the previous source text of a stale message in the middle of its quotes,
and puts the time of writing into every file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import CatalogError
from simulator.files.writing import write_atomic
from simulator.i18n.domains import po_content
from simulator.i18n.plural_forms import DEFAULT_RULE, plural_rule
from simulator.i18n.po_lines import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.i18n.po_lines import RawEntry

# ruff: noqa: PLC0415 - Babel is slow to import

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
        rule = plural_rule(self.plurals)
        return 2 if rule is None else rule[0]


def plurals(language: str) -> str:
    """The value of the `Plural-Forms` header of a language.

    Args:
        language: A folder name, such as `zh_Hans`.
    """
    from simulator.i18n.locale_data import UnknownLocaleError, get_plural

    try:
        return str(get_plural(language).plural_forms)
    except (UnknownLocaleError, ValueError, TypeError):
        return DEFAULT_RULE


def load(path: Path) -> PoFile | None:
    """The PO file at a path; None if there is none.

    Raises:
        CatalogError: The file is not a PO file, or it cannot be read.
    """
    try:
        return read(po_content(path), str(path))
    except FileNotFoundError:
        return None


def save(file: PoFile, path: Path) -> None:
    """Writes a PO file, whole or not at all, and waits until it is on the disk.

    Raises:
        OSError: The file cannot be written; its former content is unchanged.
    """
    write_atomic(path, write(file).encode(), sync=True, access="shared")


def read(content: bytes, file: str) -> PoFile:
    """The PO file that these bytes encode.

    Args:
        content: The bytes of the file.
        file: The name of the file, for the error.

    Raises:
        CatalogError: The bytes are not a PO file.
    """
    found = PoFile(language="", plurals="", entries={}, obsolete={})
    for raw in read_entries(content, file):
        if not raw.source[0] and not raw.context:
            found = _with_header(found, raw, file)
        elif raw.context and raw.source[0]:
            (found.obsolete if raw.obsolete else found.entries)[raw.context] = _entry(raw)
    return found


def _with_header(found: PoFile, raw: RawEntry, file: str) -> PoFile:
    """The file with what the header says; the first header counts.

    Raises:
        CatalogError: The rule for plural forms cannot be used.
    """
    if raw.obsolete or found.language or found.plurals:
        return found
    fields: dict[str, str] = {}
    for line in raw.strings.get(0, "").split("\n"):
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    plurals = fields.get("plural-forms", "")
    if plurals and plural_rule(plurals) is None:
        raise CatalogError(file, "plural", raw.line)
    return PoFile(
        language=fields.get("language", "").replace("-", "_"),
        plurals=plurals,
        entries=found.entries,
        obsolete=found.obsolete,
        comment=tuple(raw.remarks),
    )


def _entry(raw: RawEntry) -> PoEntry:
    forms = max(raw.strings) + 1
    return PoEntry(
        id=raw.context or "",
        source=tuple(raw.source),
        strings=tuple([raw.strings.get(x, "") for x in range(forms)]),
        notes=tuple(raw.notes),
        remarks=tuple([x for x in raw.remarks if x]),
        stale=raw.stale,
        previous=tuple(raw.previous),
    )


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
    from simulator.i18n.locale_data import escape

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
    from simulator.i18n.locale_data import normalize

    text = normalize(words, prefix=mark, width=_WIDTH)
    return (x if i and mark else mark + x for i, x in enumerate(f"{keyword} {text}".split("\n")))
