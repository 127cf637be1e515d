"""A learning record store behind its address: one request, and what its answer means.

Nothing is sent to another address than the one that the user named: a redirect is an error, because
the key would go with it.
"""

from __future__ import annotations

import os
import ssl
import stat
from base64 import b64encode
from http.client import HTTPException
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from simulator.errors import RecordStoreError
from simulator.files.reading import read_whole
from simulator.reports.xapi.vocabulary import VERSION

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_KEY: Final = 4096
_LONGEST_ANSWER: Final = 1024 * 1024
_OTHERS: Final = 0o077
_SECONDS: Final = 30.0
"""How long to wait for an answer."""

Method: TypeAlias = Literal["GET", "POST"]


class Answer(NamedTuple):
    """The answer to one request.

    Attributes:
        status: The HTTP status; 0: the connection was lost, and nobody knows what was done.
        body: The body; of a long one the first megabyte.
        detail: What was said about a lost connection.
        wait: For how many seconds the record store asks not to come again; 0 if it does not say.
    """

    status: int
    body: bytes = b""
    detail: str = ""
    wait: float = 0.0


class RecordStore:
    """A learning record store.

    Args:
        address: Its endpoint, with or without `statements` at the end.
        key: User and password with a colon between them.
        plain: Whether the key may be sent without encryption to another machine.

    Attributes:
        host: The name of its machine, for messages.

    Raises:
        RecordStoreError: `address`: this is no address of a record store. `plain`: the connection
            would not be encrypted.
    """

    def __init__(self, address: str, key: str, *, plain: bool = False) -> None:
        self._url, self.host, alone = _endpoint(address)
        if self._url.startswith("http:") and not alone and not plain:
            raise RecordStoreError("plain", self.host)
        self._opener = _opener(alone=alone)
        credentials = b64encode(key.encode()).decode("ascii")
        self._headers = {
            "Authorization": f"Basic {credentials}",
            "X-Experience-API-Version": VERSION,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "service-simulator",
        }

    def post(self, statements: bytes) -> Answer:
        """Stores statements, all or none.

        Args:
            statements: A JSON array.

        Raises:
            RecordStoreError: `certificate`: the record store cannot prove its name.
        """
        return self._request("POST", self._url, statements)

    def find(self, statement: str) -> Answer:
        """Asks for one statement; the status is 404 if the record store does not have it.

        Args:
            statement: Its id.

        Raises:
            RecordStoreError: See `post`.
        """
        return self._request("GET", f"{self._url}?statementId={statement}")

    def _request(self, method: Method, url: str, body: bytes | None = None) -> Answer:
        request = Request(url, body, self._headers, method=method)  # noqa: S310 - see _endpoint
        try:
            with self._opener.open(request, timeout=_SECONDS) as found:
                body = found.read(_LONGEST_ANSWER)
                if found.length and len(body) < _LONGEST_ANSWER:  # Fewer bytes than were promised.
                    return Answer(0, detail="the answer was cut off")
                return Answer(found.status, body)
        except HTTPError as error:
            with error:
                return _refusal(error)
        except (URLError, HTTPException, OSError) as error:
            cause = error.reason if isinstance(error, URLError) else error
            if isinstance(cause, ssl.SSLCertVerificationError):
                detail = cause.verify_message
                raise RecordStoreError("certificate", self.host, detail) from error
            return Answer(0, detail=str(cause) or type(cause).__name__)


def read_key(file: Path | None, value: str | None) -> str:
    """User and password for a record store, from a private file or an environment variable.

    Args:
        file: The file; None: the variable is read.
        value: The content of the variable; None: it is not set.

    Returns:
        User and password with a colon between them.

    Raises:
        RecordStoreError: `key-missing`: neither is there. `key-open`: others can read the file.
            `key-shape`: there is no colon in it, or more than one line.
        OSError: The file cannot be read.
    """
    if file is not None:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & _OTHERS:
            raise RecordStoreError("key-open", str(file))
        value = read_whole(file, _LONGEST_KEY).decode("utf-8", "replace")
    if not value:
        raise RecordStoreError("key-missing", "")
    key = value.strip()
    if ":" not in key or not key.isprintable():
        raise RecordStoreError("key-shape", "" if file is None else str(file))
    return key


def _endpoint(address: str) -> tuple[str, str, bool]:
    """The URL of the statements, the host, and whether the host is this machine.

    Raises:
        RecordStoreError: `address`: this is no address of a record store.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise RecordStoreError("address", address) from error
    usable = parts.scheme in {"http", "https"} and host and port != 0
    if "@" in parts.netloc:  # The error must not show a password.
        raise RecordStoreError("address", host)
    if not usable or parts.query or parts.fragment or not address.isascii():
        raise RecordStoreError("address", address)
    if not address.isprintable() or " " in address:
        raise RecordStoreError("address", address)
    path = parts.path.rstrip("/").removesuffix("/statements")
    url = f"{parts.scheme}://{parts.netloc}{path}/statements"
    return url, parts.netloc, _is_loopback(host)


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine; a name other than `localhost` can belong to another one."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _opener(*, alone: bool) -> OpenerDirector:
    """Opens connections: certificates are checked, and no redirect is followed.

    Args:
        alone: Whether the record store is on this machine, where no proxy is asked.
    """
    proxies = [ProxyHandler({})] if alone else []
    secure = HTTPSHandler(context=ssl.create_default_context())
    return build_opener(secure, _NoRedirect(), *proxies)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - its signature
        """Follows nothing, so that the answer itself is returned."""


def _refusal(error: HTTPError) -> Answer:
    """The answer that a status of 300 or more is."""
    try:
        body = error.read(_LONGEST_ANSWER)
    except (HTTPException, OSError):
        body = b""
    detail = error.headers.get("Location") or ""
    asked = error.headers.get("Retry-After") or ""
    return Answer(error.code, body, detail, float(asked) if asked.isdecimal() else 0.0)
