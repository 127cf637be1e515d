"""What nothing in a log tells of its attempt, noted by hashes: a change can be named.

Hashes, not the words: a trainee's name stands in one place only.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

_FIELDS: Final = ("trainee", "digest", "language", "started", "ended")


def first_note(attempt: Attempt) -> str:
    """The note of a new attempt."""
    return _noted({}, attempt.id, {x: getattr(attempt, x) for x in _FIELDS})


def last_note(note: object, attempt: str, ended: str) -> str:
    """The note of an attempt that ends.

    Args:
        note: The first one.
        attempt: Its id.
        ended: The date.
    """
    return _noted(_read(note), attempt, {"ended": ended})


def changed(note: object, attempt: Attempt) -> tuple[str, ...]:
    """The fields of a header that are not as they were noted."""
    known = _read(note)
    return tuple(x for x in _FIELDS if known.get(x) != _hash(attempt.id, x, getattr(attempt, x)))


def _noted(known: dict[str, object], attempt: str, fields: dict[str, object]) -> str:
    hashes = {name: _hash(attempt, name, value) for name, value in fields.items()}
    return json.dumps(known | hashes, sort_keys=True, separators=(",", ":"))


def _hash(attempt: str, name: str, value: object) -> str:
    # SQLite keeps anything in any column.
    text = json.dumps([attempt, name, value], ensure_ascii=False, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read(note: object) -> dict[str, object]:
    """A note by field; one that cannot be read notes nothing."""
    try:
        plain = json.loads(note) if isinstance(note, str) else None
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}
