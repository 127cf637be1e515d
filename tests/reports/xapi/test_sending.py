"""Sending to a record store that fails in every way, on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simulator.errors import RecordStoreError
from simulator.reports.xapi import delivery, record_store
from simulator.reports.xapi.delivery import Delivery
from simulator.reports.xapi.record_store import RecordStore, read_key
from tests.chance import chance
from tests.reports.xapi.examples import every_statement
from tests.reports.xapi.record_keeper import USER, Keeper, Trouble, fault_of, keeper


@pytest.fixture
def lrs() -> Iterator[Keeper]:
    with keeper() as server:
        yield server


@cache
def statements() -> list[dict[str, Any]]:
    return every_statement()


ALL = {x["id"]: x for x in statements()}


class Waits(list[float]):
    """Waits that are written down and not waited."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def send(lrs: Keeper, made: list[dict[str, Any]] | None = None) -> tuple[Delivery, Waits]:
    waits = Waits()
    one = Delivery(RecordStore(lrs.url, USER), pause=waits)
    one.send(statements() if made is None else made)
    return one, waits


def failure(lrs: Keeper) -> RecordStoreError:
    with pytest.raises(RecordStoreError) as raised:
        Delivery(RecordStore(lrs.url, USER), pause=Waits()).send(statements())
    return raised.value


def test_everything_arrives_once_in_batches(lrs: Keeper) -> None:
    seen = list[int]()
    one = Delivery(RecordStore(lrs.url + "/statements/", USER), progress=seen.append)
    one.send(statements())
    assert lrs.statements == ALL
    assert (one.sent, one.kept, one.refused) == (len(ALL), 0, {})
    assert seen == sorted(set(seen))
    assert seen[-1] == len(ALL)
    assert len(lrs.requests) == len(seen) == -(-len(ALL) // delivery.BATCH)
    assert set(lrs.requests) == {"POST /xapi/statements"}


def test_a_second_time_changes_nothing(lrs: Keeper) -> None:
    send(lrs)
    one, waits = send(lrs)
    assert lrs.statements == ALL
    assert (one.refused, waits) == ({}, [])


def test_what_is_there_in_other_words_stays_and_the_rest_is_added(lrs: Keeper) -> None:
    there = statements()[5:9]
    lrs.statements = {x["id"]: {**x, "timestamp": "2020-01-01T00:00:00.000Z"} for x in there}
    one, _ = send(lrs)
    assert (one.sent, one.kept) == (len(ALL) - 4, 4)
    posts = sum(x.startswith("POST") for x in lrs.requests)
    assert posts == -(-len(ALL) // delivery.BATCH) + 1
    assert lrs.statements.keys() == ALL.keys()
    assert all(lrs.statements[x["id"]] != x for x in there)


def test_a_conflict_that_cannot_be_found_is_a_voided_statement(
    lrs: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BATCH", 1)
    lrs.troubles = [409]
    one, _ = send(lrs, statements()[:2])
    assert (one.sent, one.kept) == (1, 1)


@pytest.mark.parametrize(
    "trouble", ["cut-before", "cut-after", "cut-inside", 408, 429, 500, 502, 503, 504]
)
def test_a_lost_connection_or_a_busy_store_loses_and_doubles_nothing(
    lrs: Keeper, trouble: Trouble
) -> None:
    lrs.troubles = [trouble, trouble, trouble]
    one, waits = send(lrs)
    assert lrs.statements == ALL
    assert one.sent == len(ALL)
    assert waits == [1, 2, 4]


def test_any_row_of_troubles_loses_and_doubles_nothing(lrs: Keeper) -> None:
    random = chance()
    kinds: list[Trouble | None] = ["cut-before", "cut-after", "cut-inside", 503, 429, None, None]
    for _ in range(5):
        lrs.statements.clear()
        lrs.troubles = [random.choice(kinds) for _ in range(delivery.TRIES - 1)]
        send(lrs)
        assert lrs.statements == ALL


def test_after_a_broken_delivery_the_next_one_completes_it(lrs: Keeper) -> None:
    cut: Trouble = "cut-after"
    lrs.troubles = [None, *(cut for _ in range(delivery.TRIES))]
    assert failure(lrs).reason == "unreachable"
    assert delivery.BATCH < len(lrs.statements) < len(ALL)
    send(lrs)
    assert lrs.statements == ALL


def test_the_store_says_how_long_to_wait_within_reason(lrs: Keeper) -> None:
    lrs.troubles, lrs.headers_sent = [429], {"Retry-After": "7"}
    assert send(lrs)[1] == [7]
    lrs.troubles, lrs.headers_sent = [503], {"Retry-After": "86400"}
    assert send(lrs)[1] == [60]
    lrs.troubles, lrs.headers_sent = [503], {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}
    assert send(lrs)[1] == [1]


def test_a_store_that_stays_busy_is_left_in_peace(lrs: Keeper) -> None:
    lrs.troubles = [503] * 50
    error = failure(lrs)
    assert (error.reason, error.detail) == ("busy", '503 {"error": "on demand"}')
    assert len(lrs.requests) == delivery.TRIES


def test_one_refused_statement_does_not_keep_the_others_back(lrs: Keeper) -> None:
    bad = {statements()[3]["id"], statements()[250]["id"]}
    lrs.refuse = bad
    one, _ = send(lrs)
    assert one.refused == dict.fromkeys(bad, '{"error": "refused on demand"}')
    assert lrs.statements.keys() == ALL.keys() - bad


def test_a_store_that_refuses_everything_is_not_asked_six_hundred_times(lrs: Keeper) -> None:
    lrs.refuse = set(ALL)
    assert failure(lrs).reason == "refused"
    assert len(lrs.requests) < 60


def test_a_batch_that_is_too_large_is_sent_in_parts(lrs: Keeper) -> None:
    lrs.largest = 20_000
    one, _ = send(lrs)
    assert one.refused == {}
    assert lrs.statements == ALL


def test_a_wrong_password_is_said_at_once(lrs: Keeper) -> None:
    with pytest.raises(RecordStoreError) as raised:
        Delivery(RecordStore(lrs.url, "hr:wrong")).send(statements())
    assert raised.value.reason == "key-refused"
    assert len(lrs.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(lrs: Keeper, status: int) -> None:
    with keeper() as other:
        lrs.troubles, lrs.headers_sent = [status], {"Location": f"{other.url}/statements"}
        error = failure(lrs)
        assert (error.reason, error.detail) == ("elsewhere", f"{other.url}/statements")
        assert other.requests == []


@pytest.mark.parametrize("status", [200, 404, 405, 418, 501])
def test_another_server_is_no_record_store(lrs: Keeper, status: int) -> None:
    lrs.troubles = [status]
    assert failure(lrs).reason == "stranger"
    assert lrs.statements == {}


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    waits = Waits()
    with pytest.raises(RecordStoreError) as raised:
        Delivery(RecordStore(f"http://127.0.0.1:{port}/", USER), pause=waits).send(statements())
    assert raised.value.reason == "unreachable"
    assert len(waits) == delivery.TRIES - 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody vouches for, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the program openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, found = folder / "key.pem", folder / "cert.pem"
    request = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x")
    names = ("-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run(
        [openssl, *request, *names, "-keyout", key, "-out", found], check=True, capture_output=True
    )
    found.write_bytes(key.read_bytes() + found.read_bytes())
    return found


def test_a_certificate_is_checked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with keeper(certificate) as lrs:
        url = lrs.url.replace("http:", "https:")
        with pytest.raises(RecordStoreError) as raised:
            Delivery(RecordStore(url, USER)).send(statements())
        assert raised.value.reason == "certificate"
        assert lrs.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        Delivery(RecordStore(url, USER)).send(statements())
        assert lrs.statements == ALL
        other = url.replace("127.0.0.1", "localhost")
        with pytest.raises(RecordStoreError) as raised:
            Delivery(RecordStore(other, USER)).send(statements())
        assert raised.value.reason == "certificate"


def test_no_proxy_learns_what_stays_on_this_machine(
    lrs: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keeper() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        send(lrs)
        assert proxy.requests == []
    assert lrs.statements == ALL


def test_a_proxy_gets_neither_password_nor_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    with keeper() as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert RecordStore("https://lrs.example/xapi", USER).post(b"[]").status == 0
        assert proxy.requests == ["CONNECT lrs.example:443"]
        assert "authorization" not in {x.lower() for x in proxy.asked_with}


def test_an_answer_that_never_comes_is_a_lost_connection(
    lrs: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_store, "_SECONDS", 0.2)
    lrs.troubles = ["late"]
    one, waits = send(lrs)
    assert lrs.statements == ALL
    assert (one.sent, waits) == (len(ALL), [1])


@pytest.mark.parametrize(
    "address",
    ["lrs.example", "ftp://lrs.example", "https://", "https://lrs.example/?a=b", "file:///etc",
     "https://lrs.example/#a", "https://lrs.example:99999/", "https://lrs.example/a b", "",
     "https://[::1", "https://λρς.example/", "https://lrs.example/\nx"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(RecordStoreError) as raised:
        RecordStore(address, USER)
    assert raised.value.reason == "address"


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(RecordStoreError) as raised:
        RecordStore("https://hr:secret@lrs.example/", USER)
    assert raised.value.reason == "address"
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("host", ["lrs.example", "10.0.0.7", "localhost.example", "127.0.0.1.nip"])
def test_nothing_goes_unencrypted_to_another_machine_unless_asked(host: str) -> None:
    with pytest.raises(RecordStoreError) as raised:
        RecordStore(f"http://{host}/xapi", USER)
    assert raised.value.reason == "plain"
    RecordStore(f"http://{host}/xapi", USER, plain=True)
    RecordStore(f"https://{host}/xapi", USER)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_this_machine_needs_no_encryption(host: str) -> None:
    RecordStore(f"http://{host}:8080/xapi", USER)


def test_a_key_comes_from_a_private_file_or_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{USER}\n", encoding="utf-8")
    file.chmod(0o600)
    assert read_key(file, "other:one") == USER
    assert read_key(None, "other:one") == "other:one"
    for text in ("", "no colon", "a:b\nc:d", "a:b\x1b[1m"):
        file.write_text(text)
        with pytest.raises(RecordStoreError) as raised:
            read_key(file, None)
        assert raised.value.reason in {"key-shape", "key-missing"}
    with pytest.raises(RecordStoreError) as raised:
        read_key(None, None)
    assert raised.value.reason == "key-missing"


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "key"
    file.write_text(USER)
    file.chmod(mode)
    with pytest.raises(RecordStoreError) as raised:
        read_key(file, None)
    assert (raised.value.reason, raised.value.place) == ("key-open", str(file))


def test_our_own_record_store_is_strict() -> None:
    """Otherwise nothing would follow from what it takes."""
    good = statements()[0]
    assert fault_of(good) == ""
    for change in (
        {"id": "x"},
        {"actor": {"mbox": "mailto:ana@example.org"}},
        {"timestamp": "2026-03-09"},
        {"more": 1},
        {"result": {"duration": "754"}},
        {"result": {"score": {"scaled": 80}}},
        {"result": {"extensions": {"turn": 1}}},
        {"context": {**good["context"], "language": "zh_Hans"}},
        {"context": {**good["context"], "registration": "x"}},
    ):
        assert fault_of({**good, **change})
