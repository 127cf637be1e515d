"""The catalogs of all languages: PO files, compiled when one of their messages is first needed.

The PO files are the only source. A compiled catalog is cached under a seal that covers its PO
files, so that later starts of the program compile nothing. A PO file that cannot be used costs only
itself: it is reported once, and its messages are taken from elsewhere or are in English.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from simulator.errors import CatalogError, DataError
from simulator.i18n.compiled import EMPTY, CompiledCatalog, compile_messages, compile_po
from simulator.i18n.domains import (
    INTERFACE,
    domain_of,
    languages_in,
    po_content,
    po_files,
    po_path,
)
from simulator.i18n.language import SOURCE, nearest
from simulator.i18n.messages import CatalogMessages, CatalogTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo
    from pathlib import Path

    from simulator.files.sealed import SealedFolder
    from simulator.i18n.messages import FindMessage
    from simulator.i18n.po import PoFile
    from simulator.scenario.model import Scenario

_FIRST: Final = ("en", "zh_Hans", "el")
"""The languages that are listed before all others, which follow by name."""
_FORMAT: Final = b"3"
"""Version of the cache format; raise it to discard the files of older versions."""
_NAMES: Final = "languages"
"""The name of the cache file with the languages' own names."""
_DAMAGED: Final = (OSError, ValueError, LookupError, ArithmeticError, struct.error)

# ruff: noqa: PLC0415 - most starts of the program compile nothing and need no Babel


class Catalogs:
    """The messages of all languages.

    Args:
        folders: Folders of languages, such as `locales/`; the first one has the English
            interface. If several folders translate a message, the first of them counts: a later
            folder can add scenarios and languages, but cannot change those of an earlier one.
        cache: The folder of the compiled catalogs; None: they are only kept in memory.
        zone: The time zone that dates are shown in; None: the zone that this machine is set to.
        report: Is called once for each PO file that cannot be used.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        cache: SealedFolder | None,
        *,
        zone: tzinfo | None,
        report: Callable[[CatalogError], None] = lambda _: None,
    ) -> None:
        self._folders = tuple(folders)
        self._cache = cache
        self._zone = zone
        self._report = report
        self._reported: set[str] = set()
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
        names = self._cached(_NAMES, ["\n".join(codes).encode()], lambda: (_own_names(codes), True))
        return tuple((code, names.find(code) or code) for code in codes)

    def messages(self, language: str) -> CatalogMessages:
        """The interface in a language; a message without a translation is in English.

        Raises:
            DataError: The English catalog is missing or damaged.
        """
        finds = [self.catalog(x, INTERFACE).find for x in dict.fromkeys((language, SOURCE))]
        return CatalogMessages(language, finds, self._zone)

    def translator(self, language: str) -> CatalogTranslator:
        """Authored text in a language; a text without a translation is in its author's language.

        A catalog is loaded when the first text of its domain is translated.
        """
        return CatalogTranslator(language, self._text_finder(language))

    def covers(self, language: str, scenario: Scenario) -> bool:
        """Whether every text of a scenario can be shown in a language.

        The answer is worked out once for each language and edition of a scenario.
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
            DataError: The English interface is missing or damaged.
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
        contents = [(str(x), y) for x in files if (y := self._content(x)) is not None]

        def compiled() -> tuple[bytes, bool]:
            found = [self._read(*x) for x in contents]
            usable = [x for x in found if x is not None]
            return compile_po(usable, language, source_counts=source), len(usable) == len(files)

        if not contents:
            return CompiledCatalog(EMPTY)
        return self._cached(f"{language}-{domain}", [x for _, x in contents], compiled)

    def _content(self, file: Path) -> bytes | None:
        """The bytes of a PO file; None if the file cannot be read, which is reported."""
        try:
            return po_content(file)
        except (CatalogError, OSError) as error:
            self._leave_out(file, error)
            return None

    def _read(self, file: str, content: bytes) -> PoFile | None:
        """The PO file that these bytes encode; None if there is none, which is reported."""
        from simulator.i18n import po

        try:
            return po.read(content, file)
        except CatalogError as error:
            self._leave_out(file, error)
            return None

    def _leave_out(self, file: Path | str, error: CatalogError | OSError) -> None:
        """Reports a PO file that cannot be used, once.

        Raises:
            CatalogError: The file has the English interface of the program: nothing replaces it.
        """
        fault = error
        if not isinstance(fault, CatalogError):
            fault = CatalogError(str(file), "unreadable")
        if str(file) == str(po_path(self._folders[0], SOURCE, INTERFACE)):
            raise fault from error
        if str(file) not in self._reported:
            self._reported.add(str(file))
            self._report(fault)

    def _domains(self, language: str) -> dict[str, tuple[Path, ...]]:
        """The PO files of each domain of a language, in the order of the folders."""
        if language not in self._files:
            found: dict[str, tuple[Path, ...]] = {}
            for folder in self._folders:
                try:
                    files = po_files(folder, language)
                except OSError as error:
                    self._leave_out(folder / language, error)
                    continue
                for domain, file in files.items():
                    found[domain] = (*found.get(domain, ()), file)
            self._files[language] = found
        return self._files[language]

    def _cached(
        self, name: str, contents: Sequence[bytes], compiled: Callable[[], tuple[bytes, bool]]
    ) -> CompiledCatalog:
        """The catalog in a cache file; a damaged or outdated file is compiled and written again.

        Args:
            name: The name of the cache file without its ending.
            contents: The contents from which the catalog is compiled.
            compiled: Compiles the catalog, and says whether it is complete; otherwise it is not
                cached, so that the next start of the program reports the damaged file again.
        """
        file, made_from = f"{name}.mo", (_FORMAT, *contents)
        if self._cache is not None:
            stored = self._cache.read(file, made_from)
            with suppress(*_DAMAGED):
                if stored is not None:
                    return CompiledCatalog(stored)
        content, complete = compiled()
        catalog = CompiledCatalog(content)
        if self._cache is not None and complete and self._cache.write(file, made_from, content):
            self._delete_old(self._cache.folder)
        return catalog

    def _delete_old(self, cache: Path) -> None:
        """Deletes the cache files whose PO file is gone."""
        with suppress(OSError, DataError):
            known = {f"{code}-{domain}.mo" for code in self.codes for domain in self._domains(code)}
            for old in cache.glob("*.mo"):
                if old.name not in known and old.stem != _NAMES:
                    old.unlink(missing_ok=True)


def _own_names(codes: Sequence[str]) -> bytes:
    """The own name of each language as a compiled catalog."""
    from simulator.i18n.formats import own_name

    return compile_messages({code: (own_name(code),) for code in codes}, SOURCE)
