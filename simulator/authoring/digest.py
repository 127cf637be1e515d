"""The digest by which the content of a file is known again."""

from __future__ import annotations


def content_digest(*parts: bytes) -> str:
    """The SHA-256 of some byte strings and their lengths, in hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415 - short commands do not need it

    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()
