"""Fingerprints of attempt headers, so that `simulator verify` can name a changed header field.

A fingerprint covers the fields that no event repeats: trainee, digest, language, started, ended.
It also covers those in `_OPTIONAL` whose value differs from that of an attempt of older versions.
It is a JSON object with one hash for each field. It does not contain the trainee's name, because
the database stores a name in one place only.

The hash of the name is keyed with a random key that stands beside the name. Without name and key,
nobody can find out whose attempt it is, and a guess cannot be confirmed. Older versions stored a
shorter hash without a key, which is still accepted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from simulator.scenario.digest import keyed_hex, sha256_hex, utf8_bytes

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

_FIELDS: Final = ("trainee", "digest", "language", "started", "ended")
_OPTIONAL: Final[dict[str, object]] = {
    "measured": True,
    "mode": "practice",
    "number": None,
    "branch_of": None,
    "branch_turn": None,
    "cohort": None,
    "team": None,
    "site": None,
}
"""Fields that older versions did not have, each with the value that their attempts have."""
_UNKEYED: Final = 16
"""The number of digits of a hash without a key."""


def of_attempt(attempt: Attempt, key: str) -> str:
    """The fingerprint of the header of an attempt, as JSON.

    Args:
        attempt: The header.
        key: The key of the trainee, random hexadecimal digits.
    """
    hashes: dict[str, object] = {x: _hash(attempt.id, x, getattr(attempt, x)) for x in _FIELDS}
    hashes["trainee"] = _keyed_hash(attempt.id, attempt.trainee, key)
    return _encode(hashes | _optional(attempt))


def with_end(fingerprint: object, attempt: str, ended: str) -> str:
    """The fingerprint of a header after the end of the attempt was added to it.

    Args:
        fingerprint: The stored fingerprint. A damaged database can hold a value of any type.
        attempt: The id of the attempt.
        ended: The date and time of the end, ISO 8601 in UTC to the second.
    """
    return _encode(_decode(fingerprint) | {"ended": _hash(attempt, "ended", ended)})


def renamed(fingerprint: object, attempt: str, name: str, key: str) -> str:
    """The fingerprint of a header whose trainee has another name; see `with_end`.

    Args:
        fingerprint: The stored fingerprint. A damaged database can hold a value of any type.
        attempt: The id of the attempt.
        name: The new name.
        key: The key of the new name, random hexadecimal digits.
    """
    return _encode(_decode(fingerprint) | {"trainee": _keyed_hash(attempt, name, key)})


def unmeasured(fingerprint: object, attempt: str) -> str:
    """The fingerprint of a header after a script continued the attempt; see `with_end`."""
    return _encode(_decode(fingerprint) | {"measured": _hash(attempt, "measured", value=False)})


def changed(fingerprint: object, attempt: Attempt, key: object) -> tuple[str, ...]:
    """The names of the header fields that do not match the stored fingerprint.

    Args:
        fingerprint: The stored fingerprint. If it cannot be read, no field matches.
        attempt: The header as it is stored now. A damaged field matches nothing.
        key: The stored key of the trainee. A damaged database can hold a value of any type.
    """
    hashes = _decode(fingerprint)
    expected: dict[str, object] = {x: _hash(attempt.id, x, getattr(attempt, x)) for x in _FIELDS}
    name = hashes.get("trainee")
    if not isinstance(name, str) or len(name) != _UNKEYED:
        expected["trainee"] = (
            _keyed_hash(attempt.id, attempt.trainee, key) if isinstance(key, str) else None
        )
    expected |= _optional(attempt)
    wrong = {x for x in (*_FIELDS, *_OPTIONAL) if hashes.get(x) != expected.get(x)}
    wrong |= {x for x in _FIELDS if hashes.get(x) is None}
    wrong.update(attempt.damaged_columns)
    return tuple(x for x in (*_FIELDS, *_OPTIONAL) if x in wrong)


def _optional(attempt: Attempt) -> dict[str, object]:
    """The hash of each optional field that differs from the value of older versions."""
    values = {name: getattr(attempt, name) for name in _OPTIONAL}
    return {
        name: _hash(attempt.id, name, value)
        for name, value in values.items()
        if value != _OPTIONAL[name]
    }


def _hash(attempt: str, name: str, value: object) -> str:
    """The shortened hash of one header field, 16 hexadecimal digits.

    Args:
        attempt: The id of the attempt, so that equal values of two attempts have unequal hashes.
        name: The name of the field.
        value: The value of the field.
    """
    text = json.dumps([attempt, name, value], ensure_ascii=False)
    return sha256_hex(utf8_bytes(text))[:_UNKEYED]


def _keyed_hash(attempt: str, name: str, key: str) -> str:
    """The hash of the name of the trainee, 64 hexadecimal digits."""
    text = json.dumps([attempt, "trainee", name], ensure_ascii=False)
    return keyed_hex(utf8_bytes(text), utf8_bytes(key))


def _encode(hashes: dict[str, object]) -> str:
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))


def _decode(fingerprint: object) -> dict[str, object]:
    """The hash of each field by its name; empty if the fingerprint cannot be read."""
    try:
        decoded = json.loads(fingerprint) if isinstance(fingerprint, str) else None
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}
