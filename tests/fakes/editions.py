"""Editions that were read from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.edition import stored_edition
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.store.memory import MemoryStore

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition


def read_edition(body: str) -> Edition:
    """The edition of a text that was stored before.

    Raises:
        EditionError: The text is not the text of an edition.
    """
    store, digest = MemoryStore(), sha256_hex(utf8_bytes(body))
    store.save_edition(digest, body)
    return stored_edition(store, digest)
