"""The catalogs under `locales/`: the PO files are the truth, compiled when first needed.

A compiled catalog is keyed by message id and kept in a cache folder under the checksum of its
PO file, so that looking up a message needs the standard library alone.
"""

from __future__ import annotations

import gettext
import struct
import zlib
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from simulator.errors import DataError
from simulator.i18n.language import nearest
from simulator.i18n.messages import CatalogMessages, CatalogTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from simulator.scenario.model import Scenario

SOURCE: Final = "en"
"""The language that the interface is written in."""
FIRST: Final = ("en", "zh_Hans", "el")
_OWN_NAME = "."
_FORM = 1
"""Of the compiled files; a new one is a new key."""

# ruff: noqa: PLC0415 - every start of the program asks for words; most need nothing beyond


def negotiate(wanted: Iterable[str], there: Sequence[str]) -> str:
    """The language that is there and nearest to what is wanted; English if none is.

    Args:
        wanted: BCP 47 tags or names of system locales, best first.
        there: Folder names.
    """
    return nearest(wanted, there) or SOURCE


class _Nowhere(gettext.NullTranslations):
    """Ends a look-up that found nothing."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - its signature
        raise KeyError(msgid1)


class Compiled:
    """The compiled messages of one language and domain."""

    def __init__(self, compiled: bytes) -> None:
        self._found = gettext.GNUTranslations(BytesIO(compiled))
        self._found.add_fallback(_Nowhere())

    def find(self, id_: str, n: int | None = None) -> str | None:
        """The words of a message, in the plural form for `n`; None if it is not here."""
        if n is not None:
            with suppress(KeyError):
                return self._found.ngettext(id_, id_, n)
        try:
            return self._found.gettext(id_)
        except KeyError:
            return None


class Catalogs:
    """All languages.

    Args:
        folder: `locales/`.
        cache: Where compiled catalogs are kept; None: only in memory.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._folder = folder
        self._cache = cache
        self._loaded: dict[tuple[str, str], Compiled] = {}

    @property
    def folders(self) -> tuple[str, ...]:
        """The languages that are there, by folder name.

        Raises:
            DataError: There are none.
        """
        try:
            found = {x.name for x in self._folder.iterdir() if (x / "LC_MESSAGES").is_dir()}
        except OSError:
            found = set()
        if SOURCE not in found:
            raise DataError(str(self._folder / SOURCE))
        return (*(x for x in FIRST if x in found), *sorted(found.difference(FIRST)))

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Folder name and own name of each language, such as `("el", "Ελληνικά")`."""
        return tuple((folder, self._own_name(folder)) for folder in self.folders)

    def messages(self, language: str) -> CatalogMessages:
        """The interface in a language; what it lacks is in English.

        Raises:
            DataError: A catalog is damaged or the English one is missing.
        """
        own = self.catalog(language, "ui")
        return CatalogMessages(language, own.find, self.catalog(SOURCE, "ui").find)

    def translator(self, language: str) -> CatalogTranslator:
        """Authored text in a language; what it lacks is in the author's.

        Raises:
            DataError: The catalog is damaged.
        """
        return CatalogTranslator(language, self.catalog(language, "scenarios").find)

    def covers(self, language: str, scenario: Scenario) -> bool:
        """Whether every text of a scenario is there in a language.

        Raises:
            DataError: The catalog is damaged.
        """
        from simulator.scenario.walk import scenario_texts

        if nearest((scenario.language,), (language,)) == language:
            return True
        found = self.catalog(language, "scenarios")
        return all(found.find(x.id) is not None for x in scenario_texts(scenario))

    def catalog(self, language: str, domain: str) -> Compiled:
        """The messages of a language; a catalog that is not there has none.

        Raises:
            DataError: It is damaged, or it is the English interface and missing.
        """
        key = (language, domain)
        if key not in self._loaded:
            self._loaded[key] = self._load(language, domain)
        return self._loaded[key]

    def _own_name(self, folder: str) -> str:
        with suppress(DataError):
            found = self.catalog(folder, "ui").find(_OWN_NAME)
            if found is not None:
                return found
        from simulator.i18n.formats import own_name

        return own_name(folder)

    def _load(self, language: str, domain: str) -> Compiled:
        file = self._folder / language / "LC_MESSAGES" / f"{domain}.po"
        try:
            content = file.read_bytes()
        except FileNotFoundError as error:
            if (language, domain) == (SOURCE, "ui"):
                raise DataError(str(file)) from error
            return Compiled(_empty())
        except OSError as error:
            raise DataError(str(file)) from error
        key = f"{_FORM}{len(content):08x}{zlib.crc32(content):08x}"
        kept = self._cache and self._cache / f"{language}-{domain}-{key}.mo"
        if kept:
            # A damaged one is made anew.
            with suppress(OSError, ValueError, LookupError, struct.error):
                return Compiled(kept.read_bytes())
        compiled = compile_po(content, str(file), language, sourced=domain == "ui")
        try:
            messages = Compiled(compiled)
        except (ValueError, LookupError, struct.error) as error:  # such as its plural rule
            raise DataError(str(file)) from error
        if kept:
            _keep(kept, compiled)
        return messages


def compile_po(content: bytes, file: str, language: str, *, sourced: bool) -> bytes:
    """A PO file in gettext's binary form, keyed by message id.

    A translation whose source has changed is still taken: it beats a line in another language.

    Args:
        content: The bytes of the PO file.
        file: Named by the error.
        language: A folder name such as `zh_Hans`.
        sourced: Whether an English catalog stands for itself where it has no translation.

    Raises:
        DataError: It is no PO file.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    from simulator.i18n import formats, po

    source = po.read(content, file)
    compiled = Catalog(locale=formats.locale_name(language), fuzzy=False)
    compiled.mime_headers = [("Plural-Forms", source.plurals)]
    for entry in source.entries.values():
        strings = entry.strings
        if sourced and language == SOURCE and not entry.translated:
            strings = entry.source
        if not all(strings):
            continue
        if len(entry.source) > 1:
            compiled.add((entry.id, entry.id), strings)
        else:
            compiled.add(entry.id, strings[0])
    compiled.add(_OWN_NAME, formats.own_name(language))
    file_ = BytesIO()
    write_mo(file_, compiled)
    return file_.getvalue()


@cache
def _empty() -> bytes:
    """A compiled catalog without messages: magic number, form, count, two offsets, no hashes."""
    return struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28)


def _keep(file: Path, compiled: bytes) -> None:
    """Writes a cache file; a folder that cannot be written is let be."""
    from simulator.files import write_atomic

    with suppress(OSError):
        write_atomic(file, compiled)
        language_domain = file.name.rpartition("-")[0]
        for old in file.parent.glob(f"{language_domain}-*.mo"):
            if old.name != file.name:
                old.unlink(missing_ok=True)
