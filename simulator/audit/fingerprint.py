"""Fingerprints of attempt headers, so that `simulator verify` can name a changed header field.

A fingerprint covers the fields that no event repeats: trainee, digest, language, started and ended.
It is a JSON object with one shortened hash for each field. It does not contain the trainee's name,
because the database stores a name in one place only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from simulator.scenario.digest import sha256_hex, utf8_bytes

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

_FIELDS: Final = ("trainee", "digest", "language", "started", "ended")


def of_attempt(attempt: Attempt) -> str:
    """The fingerprint of the header of an attempt, as JSON."""
    return _encode({x: _hash(attempt.id, x, getattr(attempt, x)) for x in _FIELDS})


def with_end(fingerprint: object, attempt: str, ended: str) -> str:
    """The fingerprint of a header after the end of the attempt was added to it.

    Args:
        fingerprint: The stored fingerprint. A damaged database can hold a value of any type.
        attempt: The id of the attempt.
        ended: The date and time of the end, ISO 8601 in UTC to the second.
    """
    return _encode(_decode(fingerprint) | {"ended": _hash(attempt, "ended", ended)})


def changed(fingerprint: object, attempt: Attempt) -> tuple[str, ...]:
    """The names of the header fields that do not match the stored fingerprint.

    Args:
        fingerprint: The stored fingerprint. If it cannot be read, no field matches.
        attempt: The header as it is stored now.
    """
    hashes = _decode(fingerprint)
    return tuple(x for x in _FIELDS if hashes.get(x) != _hash(attempt.id, x, getattr(attempt, x)))


def _hash(attempt: str, name: str, value: object) -> str:
    """The shortened hash of one header field, 16 hexadecimal digits.

    Args:
        attempt: The id of the attempt, so that equal values of two attempts have unequal hashes.
        name: The name of the field.
        value: The value of the field.
    """
    # `repr` because SQLite stores a value of any type in any column.
    text = json.dumps([attempt, name, value], ensure_ascii=False, default=repr)
    return sha256_hex(utf8_bytes(text))[:16]


def _encode(hashes: dict[str, object]) -> str:
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))


def _decode(fingerprint: object) -> dict[str, object]:
    """The hash of each field by its name; empty if the fingerprint cannot be read."""
    try:
        decoded = json.loads(fingerprint) if isinstance(fingerprint, str) else None
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}
