"""What the signature of an attempt covers, and the verification code of a score sheet.

Neither covers the name of the trainee, so that both still hold when the name was erased.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Final

from msgspec import to_builtins

from simulator.scenario.digest import sha256_hex, utf8_bytes

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

_FIELDS: Final = (
    "id",
    "scenario",
    "edition",
    "digest",
    "rubric",
    "rubric_edition",
    "language",
    "started",
    "ended",
    "measured",
    "mode",
    "number",
    "branch_of",
    "branch_turn",
    "cohort",
    "team",
    "site",
)
_ID_DIGITS: Final = 8
_CODE_LENGTH: Final = 8


def signed_text(attempt: Attempt, length: object, head_hash: object) -> bytes:
    """What the signature of an attempt covers: its header, its scores and the end of its log.

    Args:
        attempt: The header of an attempt that has ended.
        length: The stored number of events.
        head_hash: The stored hash of the last event, which covers the whole log.
    """
    content = _content(attempt) | {"length": length, "head_hash": head_hash}
    return utf8_bytes(json.dumps(content, ensure_ascii=False, sort_keys=True, default=repr))


def sheet_code(attempt: Attempt) -> str:
    """The verification code of a score sheet: where to find the attempt, and a check of its values.

    Args:
        attempt: The header of the attempt.
    """
    text = json.dumps(_content(attempt), ensure_ascii=False, sort_keys=True, default=repr)
    digest = bytes.fromhex(sha256_hex(utf8_bytes(text)))
    check = base64.b32encode(digest).decode()[:_CODE_LENGTH]
    return f"{attempt.id[:_ID_DIGITS]}-{check}"


def _content(attempt: Attempt) -> dict[str, object]:
    fields: dict[str, object] = {x: getattr(attempt, x) for x in _FIELDS}
    return fields | {"summary": to_builtins(attempt.summary)}
