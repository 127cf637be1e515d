"""The one hash function of the program: for editions, chained events and header fingerprints."""

from __future__ import annotations

from hashlib import sha256


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hexadecimal digits.

    >>> sha256_hex(b"tea")[:16]
    'a9f74d1ec36ebdeb'
    """
    return sha256(data).hexdigest()


def utf8_bytes(text: str) -> bytes:
    r"""A text as UTF-8. Lone surrogates, which a damaged database can hold, are no error.

    >>> utf8_bytes("茶"), utf8_bytes("\ud800")
    (b'\xe8\x8c\xb6', b'\xed\xa0\x80')
    """
    return text.encode("utf-8", "surrogatepass")
