"""A small record store on this machine that keeps the rules of xAPI 1.0.3, and can fail on demand.

It stores a batch whole or not at all, compares a statement with the one that it has, and refuses
what is malformed. The tests with judges show that it is not kinder than others.
"""

from __future__ import annotations

import json
import re
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

Trouble = int | Literal["cut-before", "cut-after", "cut-inside", "late"]
"""What goes wrong with one request: a status, a connection that is cut before the statements are
stored, after that without an answer, or in the middle of the answer, or an answer that comes late."""

USER = "hr:sécret"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_DURATION = re.compile(r"PT\d+\.\d\dS")


class Keeper(ThreadingHTTPServer):
    """The record store.

    Attributes:
        statements: Everything that is stored, by id.
        troubles: What goes wrong with the next requests, in order; None: nothing.
        headers_sent: More headers for the answers that go wrong.
        refuse: The statements with these ids are refused, as if they were malformed.
        largest: The most bytes in a request.
        requests: The method and path of each request, in order.
        asked_with: The headers with which it was asked to be a proxy.
        released: Ends the waiting of late answers.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statements: dict[str, dict[str, Any]] = {}
        self.troubles: list[Trouble | None] = []
        self.headers_sent: dict[str, str] = {}
        self.refuse: set[str] = set()
        self.largest = 10_000_000
        self.requests: list[str] = []
        self.asked_with: dict[str, str] = {}
        self.released = threading.Event()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing about a connection that the other side closed."""


@contextmanager
def keeper(certificate: Path | None = None) -> Iterator[Keeper]:
    """A running record store; with a certificate and its key in a file, it speaks TLS."""
    server = Keeper()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Keeper

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
        """Prints nothing."""

    def do_GET(self) -> None:
        trouble = self._begin()
        if trouble is not None and self._fails(trouble):
            return
        asked = parse_qs(urlsplit(self.path).query).get("statementId", [""])[0]
        found = self.server.statements.get(asked)
        self._answer(404 if found is None else 200, found)

    def do_POST(self) -> None:
        trouble = self._begin()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if trouble not in (None, "cut-after", "cut-inside", "late") and self._fails(trouble):
            return
        status, answer = self._store(body)
        if trouble == "late":
            self.server.released.wait(10)
        if trouble == "cut-after":
            self.close_connection = True
        elif trouble == "cut-inside":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'["')
            self.close_connection = True
        else:
            self._answer(status, answer)

    def do_CONNECT(self) -> None:
        """What a proxy is asked for; it refuses."""
        self._begin()
        with self.server.lock:
            self.server.asked_with.update(self.headers)
        self._answer(502, {})

    def _begin(self) -> Trouble | None:
        with self.server.lock:
            self.server.requests.append(f"{self.command} {self.path}")
            return self.server.troubles.pop(0) if self.server.troubles else None

    def _fails(self, trouble: Trouble | None) -> bool:
        if trouble == "cut-before":
            self.close_connection = True
        elif isinstance(trouble, int):
            self._answer(trouble, {"error": "on demand"}, self.server.headers_sent)
        return True

    def _store(self, body: bytes) -> tuple[int, object]:
        expected = b64encode(USER.encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            return 401, {"error": "who are you?"}
        if len(body) > self.server.largest:
            return 413, {"error": "too much"}
        batch = json.loads(body)
        fault = self._fault_of(batch)
        if fault:
            return 400, {"error": fault}
        with self.server.lock:
            stored = self.server.statements
            if any(x["id"] in stored and stored[x["id"]] != x for x in batch):
                return 409, {"error": "another statement has this id"}
            stored.update({x["id"]: x for x in batch})
        return 200, [x["id"] for x in batch]

    def _fault_of(self, batch: list[dict[str, Any]]) -> str:
        """Why a batch is refused; empty if it is not."""
        if self.headers["X-Experience-API-Version"] != "1.0.3":
            return "version"
        if self.headers["Content-Type"] != "application/json":
            return "type"
        ids = {x["id"] for x in batch}
        if len(ids) < len(batch):
            return "one id twice"
        if ids & self.server.refuse:
            return "refused on demand"
        return next(filter(None, map(fault_of, batch)), "")

    def _answer(self, status: int, value: object, more: dict[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, text in (more or {}).items():
            self.send_header(name, text)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def fault_of(statement: dict[str, Any]) -> str:
    """What is wrong with a statement; empty if nothing is."""
    result, context = statement.get("result", {}), statement.get("context", {})
    account = statement["actor"].get("account", {})
    score = result.get("score", {})
    definition = statement["object"].get("definition", {})
    maps = [statement["verb"]["display"], definition.get("name", {})]
    maps += [x["description"] for x in definition.get("choices", ())]
    keys = [*result.get("extensions", {}), *context.get("extensions", {})]
    rules = {
        "id": _UUID.fullmatch(statement["id"]),
        "actor": set(statement["actor"]) == {"objectType", "account"}
        and set(account) == {"homePage", "name"}
        and _IRI.fullmatch(account["homePage"]),
        "verb": _IRI.fullmatch(statement["verb"]["id"]),
        "object": _IRI.fullmatch(statement["object"]["id"]),
        "registration": _UUID.fullmatch(context["registration"]),
        "language": _TAG.fullmatch(context["language"]),
        "maps": all(_TAG.fullmatch(tag) for one in maps for tag in one),
        "timestamp": _TIME.fullmatch(statement["timestamp"]),
        "duration": _DURATION.fullmatch(result.get("duration", "PT0.00S")),
        "scaled": -1 <= score.get("scaled", 0) <= 1,
        "raw": score.get("min", 0) <= score.get("raw", 0) <= score.get("max", 0),
        "extensions": all(_IRI.fullmatch(x) for x in keys),
        "version": statement["version"] == "1.0.3",
        "unknown": set(statement)
        <= {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"},
    }
    return next((name for name, kept in rules.items() if not kept), "")
