"""The catalogs of all languages: PO files, compiled when one of their messages is first needed.

The PO files are the only source. A compiled catalog is stored in a cache folder together with the
checksum of its PO files, so that later starts of the program need neither Babel nor compiling.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from simulator.errors import DataError
from simulator.i18n.compiled import CompiledCatalog, compile_messages, compile_po
from simulator.i18n.domains import INTERFACE, domain_of, languages_in, po_files, po_path
from simulator.i18n.language import SOURCE, nearest
from simulator.i18n.messages import CatalogMessages, CatalogTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import tzinfo
    from pathlib import Path

    from simulator.i18n.messages import FindMessage
    from simulator.scenario.model import Scenario

_FIRST: Final = ("en", "zh_Hans", "el")
"""The languages that are listed before all others, which follow by name."""
_FORMAT: Final = b"2"
"""Version of the cache format; raise it to discard the files of older versions."""
_NAMES: Final = "languages"
"""The name of the cache file with the languages' own names."""
_DAMAGED: Final = (OSError, ValueError, LookupError, struct.error)

# ruff: noqa: PLC0415 - most starts of the program compile nothing and need no Babel


class Catalogs:
    """The messages of all languages.

    Args:
        folders: Folders of languages, such as `locales/`; the first one has the English
            interface. If several folders translate a message, the first of them counts: a later
            folder can add scenarios and languages, but cannot change those of an earlier one.
        cache: The folder of the compiled catalogs; None: they are only kept in memory.
        zone: The time zone that dates are shown in; None: the zone that this machine is set to.
    """

    def __init__(self, folders: Sequence[Path], cache: Path | None, *, zone: tzinfo | None) -> None:
        self._folders = tuple(folders)
        self._cache = cache
        self._zone = zone
        self._files: dict[str, dict[str, tuple[Path, ...]]] = {}
        self._catalogs: dict[tuple[str, str], CompiledCatalog] = {}
        self._covered: dict[tuple[str, str], tuple[Scenario, bool]] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The folder names of the languages, such as `zh_Hans`, in the order of menus.

        Raises:
            DataError: English is missing: the installation is damaged.
        """
        found = {code for folder in self._folders for code in languages_in(folder)}
        if SOURCE not in found:
            raise DataError(str(self._folders[0] / SOURCE))
        return (*(x for x in _FIRST if x in found), *sorted(found.difference(_FIRST)))

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Folder name and own name of each language, such as `("el", "Ελληνικά")`.

        Raises:
            DataError: English is missing: the installation is damaged.
        """
        codes = self.codes
        names = self._cached(_NAMES, ["\n".join(codes).encode()], lambda: _own_names(codes))
        return tuple((code, names.find(code) or code) for code in codes)

    def messages(self, language: str) -> CatalogMessages:
        """The interface in a language; a message without a translation is in English.

        Raises:
            DataError: A catalog is damaged, or the English one is missing.
        """
        finds = [self.catalog(x, INTERFACE).find for x in dict.fromkeys((language, SOURCE))]
        return CatalogMessages(language, finds, self._zone)

    def translator(self, language: str) -> CatalogTranslator:
        """Authored text in a language; a text without a translation is in its author's language.

        A catalog is loaded when the first text of its domain is translated. If the catalog is
        damaged, `DataError` is raised at that moment.
        """
        return CatalogTranslator(language, self._text_finder(language))

    def covers(self, language: str, scenario: Scenario) -> bool:
        """Whether every text of a scenario can be shown in a language.

        The answer is worked out once for each language and edition of a scenario.

        Raises:
            DataError: The scenario's catalog is damaged.
        """
        key = (language, scenario.id)
        known = self._covered.get(key)
        if known is None or known[0] is not scenario:
            known = (scenario, self._covers(language, scenario))
            self._covered[key] = known
        return known[1]

    def catalog(self, language: str, domain: str) -> CompiledCatalog:
        """The messages of a language and domain; a domain without a PO file has no messages.

        Raises:
            DataError: A PO file is damaged, or the English interface is missing.
        """
        key = (language, domain)
        if key not in self._catalogs:
            self._catalogs[key] = self._load(language, domain)
        return self._catalogs[key]

    def _text_finder(self, language: str) -> FindMessage:
        """A function that finds the translation of an authored text in the domain of the text."""

        def find(id_: str, n: int | None = None, /) -> str | None:
            return self.catalog(language, domain_of(id_)).find(id_, n)

        return find

    def _covers(self, language: str, scenario: Scenario) -> bool:
        from simulator.scenario.walk import scenario_texts

        if nearest((scenario.language,), (language,)) == language:
            return True
        find = self._text_finder(language)
        return all(find(x.id) is not None for x in scenario_texts(scenario))

    def _load(self, language: str, domain: str) -> CompiledCatalog:
        files = self._domains(language).get(domain, ())
        source = (language, domain) == (SOURCE, INTERFACE)
        if source and not files:
            raise DataError(str(po_path(self._folders[0], language, domain)))
        if not files:
            return CompiledCatalog(_EMPTY)
        contents = [_read(x) for x in files]

        def compiled() -> bytes:
            named = zip(map(str, files), contents, strict=True)
            return compile_po(named, language, source_counts=source)

        try:
            return self._cached(f"{language}-{domain}", contents, compiled)
        except _DAMAGED as error:  # such as a plural rule that gettext does not understand
            raise DataError(str(files[0])) from error

    def _domains(self, language: str) -> dict[str, tuple[Path, ...]]:
        """The PO files of each domain of a language, in the order of the folders."""
        if language not in self._files:
            found: dict[str, tuple[Path, ...]] = {}
            for folder in self._folders:
                try:
                    files = po_files(folder, language)
                except OSError as error:
                    raise DataError(str(folder / language)) from error
                for domain, file in files.items():
                    found[domain] = (*found.get(domain, ()), file)
            self._files[language] = found
        return self._files[language]

    def _cached(
        self, name: str, contents: Iterable[bytes], compiled: Callable[[], bytes]
    ) -> CompiledCatalog:
        """The catalog in a cache file; a damaged or outdated file is compiled and written again.

        Args:
            name: The name of the cache file without its ending.
            contents: The contents from which the catalog is compiled.
            compiled: Compiles the catalog.
        """
        if self._cache is None:
            return CompiledCatalog(compiled())
        file = self._cache / f"{name}.mo"
        key = _key(contents)
        with suppress(*_DAMAGED):
            stored = file.read_bytes()
            if stored.startswith(key):
                return CompiledCatalog(stored[len(key) :])
        content = compiled()
        catalog = CompiledCatalog(content)
        self._write(file, key + content)
        return catalog

    def _write(self, file: Path, content: bytes) -> None:
        """Writes a cache file, and deletes those whose PO file is gone.

        The cache is only there for speed: if the folder cannot be written, nothing happens.
        """
        from simulator.files import write_atomic

        with suppress(OSError, DataError):
            write_atomic(file, content)
            known = {f"{code}-{domain}.mo" for code in self.codes for domain in self._domains(code)}
            for old in file.parent.glob("*.mo"):
                if old.name not in known and old.stem != _NAMES:
                    old.unlink(missing_ok=True)


_EMPTY: Final = struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28)
"""A compiled catalog without messages: magic number, version, count and four offsets."""


def _own_names(codes: Sequence[str]) -> bytes:
    """The own name of each language as a compiled catalog."""
    from simulator.i18n.formats import own_name

    return compile_messages({code: (own_name(code),) for code in codes}, SOURCE)


def _read(file: Path) -> bytes:
    """The content of a PO file.

    Raises:
        DataError: The file cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(str(file)) from error


def _key(contents: Iterable[bytes]) -> bytes:
    """The start of a cache file: format version, size and checksum of the compiled contents."""
    size = checksum = 0
    for content in contents:
        size += len(content)
        checksum = zlib.crc32(content, checksum)
    return _FORMAT + b"%08x%08x\n" % (size, checksum)
