"""Brings a translation up to date with its source, by id.

Babel's own update goes by the text of a message: it would lose the translation of a rewritten
line, and hand one line's translation to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from simulator.i18n import po
from simulator.i18n.po import PoFile

if TYPE_CHECKING:
    from simulator.i18n.po import Entry


class Status(Struct, frozen=True, kw_only=True):
    """How far a translation is.

    Attributes:
        translated: Messages with a translation of their present source.
        stale: Messages whose source has changed since.
        missing: Messages without a translation.
    """

    language: str
    domain: str
    translated: int
    stale: int
    missing: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return not self.stale and not self.missing


def merge(template: PoFile, old: PoFile | None, language: str) -> PoFile:
    """The messages of a template with the translations that there are.

    A translation whose source is unchanged is kept. One whose source has changed is kept,
    marked, and remembers the source that it was made from. One whose source is gone is set
    aside, and comes back with it.

    Args:
        template: The present source.
        old: The translation so far.
        language: A folder name such as `zh_Hans`.
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


def _merged(entry: Entry, old: Entry | None, forms: int) -> Entry:
    blank = ("",) * (forms if len(entry.source) > 1 else 1)
    if old is None:
        return replace(entry, strings=blank)
    if not any(old.strings):
        return replace(entry, strings=blank, remarks=old.remarks)
    # What the translation was made from, though the source may have changed twice since.
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
    """A translation in as many plural forms; the last one stands for those that it lacks."""
    if len(strings) > forms == 1:
        return strings[-1:]
    return (*strings, *strings[-1:] * forms)[:forms]


def status(template: PoFile, old: PoFile | None, language: str, domain: str) -> Status:
    """How far a translation is against the present source."""
    entries = merge(template, old, language).entries.values()
    missing = sum(not x.translated for x in entries)
    stale = sum(x.translated and x.stale for x in entries)
    return Status(
        language=language,
        domain=domain,
        translated=len(entries) - missing - stale,
        stale=stale,
        missing=missing,
    )
