"""The key of this site, by which attempts that were played here are signed (Ed25519)."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, Final

from simulator.errors import MissingLibraryError
from simulator.files.reading import read_whole
from simulator.files.secret import secret_key
from simulator.files.writing import make_private

if TYPE_CHECKING:
    from pathlib import Path

_BYTES: Final = 32


class SiteKey:
    """A private key, and the public key by which everybody can check its signatures.

    Args:
        seed: The private key, 32 bytes.

    Raises:
        MissingLibraryError: PyNaCl is not installed.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = _nacl().signing.SigningKey(seed)

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return bytes(self._key.verify_key).hex()

    def sign(self, text: bytes) -> str:
        """The signature of a text, 128 hexadecimal digits."""
        signature: bytes = self._key.sign(text).signature
        return signature.hex()


def read_site_key(file: Path) -> SiteKey | None:
    """The key in a file; None if there is no such file.

    Raises:
        MissingLibraryError: PyNaCl is not installed.
        OSError: The file cannot be read, or holds no key.
    """
    if not file.exists():
        return None
    make_private(file)
    seed = read_whole(file, _BYTES)
    if len(seed) != _BYTES:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
    return SiteKey(seed)


def make_site_key(file: Path) -> SiteKey:
    """Makes a key in a new file that only this user can read.

    Raises:
        FileExistsError: There is a key already, which is never replaced.
        MissingLibraryError: PyNaCl is not installed.
        OSError: The file cannot be written.
    """
    _nacl()
    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    return SiteKey(secret_key(file))


def is_signed(text: bytes, signer: str, signature: str) -> bool:
    """Whether a signature is that of a text by a public key; false for whatever is no key.

    Raises:
        MissingLibraryError: PyNaCl is not installed.
    """
    nacl = _nacl()
    try:
        key = nacl.signing.VerifyKey(bytes.fromhex(signer))
        key.verify(text, bytes.fromhex(signature))
    except (ValueError, TypeError, nacl.exceptions.CryptoError):
        return False
    return True


def _nacl() -> Any:  # noqa: ANN401 - a module
    try:
        import nacl.exceptions  # noqa: PLC0415 - an extra
        import nacl.signing  # noqa: PLC0415
    except ImportError as error:
        raise MissingLibraryError("signing") from error
    return nacl
