"""The digest that tells whether the content of a file has changed."""

from __future__ import annotations


def content_digest(*parts: bytes) -> str:
    """The SHA-256 digest of byte strings, in hexadecimal digits.

    The length of each string is digested too, so `(b"ab", b"c")` and `(b"a", b"bc")` differ.
    """
    from hashlib import sha256  # noqa: PLC0415 - short commands do not need it

    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()
