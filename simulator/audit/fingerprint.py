"""Fingerprints of the header fields that no event repeats, so that verify names a changed one.

These fields are trainee, digest, language, started and ended. A fingerprint is a JSON object of one
shortened hash a field. It holds no name: a trainee's name is stored in one place only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from simulator.scenario.digest import sha256_hex, utf8_bytes

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

_FIELDS: Final = ("trainee", "digest", "language", "started", "ended")


def of_attempt(attempt: Attempt) -> str:
    """The fingerprint of an attempt's header."""
    return _encode({x: _hash(attempt.id, x, getattr(attempt, x)) for x in _FIELDS})


def with_end(fingerprint: object, attempt: str, ended: str) -> str:
    """The fingerprint of the same header once the attempt has ended.

    Args:
        fingerprint: The stored fingerprint, of any type.
        attempt: The attempt's id.
        ended: The date and time of the end.
    """
    return _encode(_decode(fingerprint) | {"ended": _hash(attempt, "ended", ended)})


def changed(fingerprint: object, attempt: Attempt) -> tuple[str, ...]:
    """Names of the fields that differ from the stored fingerprint; all if it cannot be read."""
    known = _decode(fingerprint)
    return tuple(x for x in _FIELDS if known.get(x) != _hash(attempt.id, x, getattr(attempt, x)))


def _hash(attempt: str, name: str, value: object) -> str:
    # `repr` because SQLite stores a value of any type in any column.
    text = json.dumps([attempt, name, value], ensure_ascii=False, default=repr)
    return sha256_hex(utf8_bytes(text))[:16]


def _encode(hashes: dict[str, object]) -> str:
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))


def _decode(fingerprint: object) -> dict[str, object]:
    """The hash of each field; empty if the fingerprint cannot be read."""
    try:
        decoded = json.loads(fingerprint) if isinstance(fingerprint, str) else None
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}
