"""The hash function of the program, SHA-256: for editions, event chains, headers and caches."""

from __future__ import annotations


def sha256_hex(data: bytes) -> str:
    """The SHA-256 hash of some bytes, as 64 hexadecimal digits.

    >>> sha256_hex(b"tea")[:16]
    'a9f74d1ec36ebdeb'
    """
    from hashlib import sha256  # noqa: PLC0415 - short commands hash nothing

    return sha256(data).hexdigest()


def keyed_hex(data: bytes, key: bytes) -> str:
    """The HMAC of some bytes with SHA-256, as 64 hexadecimal digits.

    Args:
        data: The bytes.
        key: A secret. Without it nobody can tell of which bytes this is the hash.

    >>> keyed_hex(b"tea", b"pot")[:16] == keyed_hex(b"tea", b"pan")[:16]
    False
    """
    from hmac import digest  # noqa: PLC0415 - short commands hash nothing

    return digest(key, data, "sha256").hex()


def utf8_bytes(text: str) -> bytes:
    r"""A text as UTF-8. A lone surrogate, as a damaged database can contain, is encoded too.

    >>> utf8_bytes("茶"), utf8_bytes("\ud800")
    (b'\xe8\x8c\xb6', b'\xed\xa0\x80')
    """
    return text.encode("utf-8", "surrogatepass")
