"""Updates translations when their source texts change; messages are matched by id.

Babel's own update matches messages by their text: it would lose the translation of a rewritten
line, and give the translation of one line to another line with the same text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from simulator.i18n import po
from simulator.i18n.po import PoFile

if TYPE_CHECKING:
    from simulator.i18n.po import PoEntry


class TranslationStatus(Struct, frozen=True, kw_only=True):
    """How complete a translation is: numbers of messages.

    Attributes:
        translated: Messages with a translation of their current source text.
        stale: Messages whose source text has changed since they were translated.
        missing: Messages without a translation.
    """

    translated: int = 0
    stale: int = 0
    missing: int = 0

    @property
    def complete(self) -> bool:
        """Whether every message is translated and none is stale."""
        return not self.stale and not self.missing

    def __add__(self, other: TranslationStatus) -> TranslationStatus:
        """The numbers of two translations together."""
        return TranslationStatus(
            translated=self.translated + other.translated,
            stale=self.stale + other.stale,
            missing=self.missing + other.missing,
        )


def merge_entries(template: PoFile, old: PoFile | None, language: str) -> PoFile:
    """The messages of a template, with the existing translations.

    If the source text of a translation has changed, the translation is marked as stale, and the
    former source text is stored with the translation. If the source text is gone, the translation
    becomes obsolete; it is used again if the source text returns.

    Args:
        template: The current source texts.
        old: The existing translations; None: there are none.
        language: A language's folder name, such as `zh_Hans`.
    """
    forms = old.plurals if old and old.plurals else po.plurals(language)
    merged = PoFile(
        language=language,
        plurals=forms,
        entries={},
        obsolete={},
        comment=old.comment if old else (),
    )
    before = {**old.obsolete, **old.entries} if old else {}
    for id_, entry in template.entries.items():
        merged.entries[id_] = _merged(entry, before.get(id_), merged.forms)
    for id_, entry in before.items():
        if id_ not in merged.entries and any(entry.strings):
            merged.obsolete[id_] = entry
    return merged


def _merged(entry: PoEntry, old: PoEntry | None, forms: int) -> PoEntry:
    blank = ("",) * (forms if len(entry.source) > 1 else 1)
    if old is None:
        return replace(entry, strings=blank)
    if not any(old.strings):
        return replace(entry, strings=blank, remarks=old.remarks)
    # If the source text changes twice, the translation is still one of the first text.
    made_from = old.previous or old.source
    stale = made_from != entry.source or (old.stale and not old.previous)
    return replace(
        entry,
        strings=_fitted(old.strings, len(blank)),
        remarks=old.remarks,
        stale=stale,
        previous=made_from if stale and made_from != entry.source else (),
    )


def _fitted(strings: tuple[str, ...], forms: int) -> tuple[str, ...]:
    """A translation with a number of plural forms; the last form fills the missing ones."""
    if len(strings) > forms == 1:
        return strings[-1:]
    return (*strings, *strings[-1:] * forms)[:forms]


def status(merged: PoFile) -> TranslationStatus:
    """How complete a translation is.

    Args:
        merged: A translation that was merged with the current source texts.
    """
    entries = merged.entries.values()
    missing = sum(not x.translated for x in entries)
    stale = sum(x.translated and x.stale for x in entries)
    return TranslationStatus(
        translated=len(entries) - missing - stale, stale=stale, missing=missing
    )
