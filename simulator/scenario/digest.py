"""The one hash of texts: editions, chained events and fingerprints of headers."""

from __future__ import annotations

from hashlib import sha256


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits.

    Lone surrogates, which a damaged database can hold, are hashed as they are.

    >>> text_digest("tea")[:16]
    'a9f74d1ec36ebdeb'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
