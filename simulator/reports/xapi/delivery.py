"""Sends statements to a record store in batches, each statement once.

The id of a statement is always the same, so a batch whose fate is unknown is sent again, and so is
everything after a process was killed: what the record store has, it does not store a second time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.json import Encoder, decode

from simulator.errors import RecordStoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from simulator.reasons import RecordStoreReason
    from simulator.reports.xapi.record_store import Answer, RecordStore
    from simulator.reports.xapi.statements import XapiStatement

BATCH: Final = 100
"""The most statements in one request."""
BATCH_BYTES: Final = 512 * 1024
"""The most bytes in one request, if it has more than one statement."""
TRIES: Final = 7
"""How often a request is sent before the delivery stops."""
_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_MOST_REFUSED: Final = 10
"""A record store that refuses so many statements one by one will refuse the others as well."""
_LONGEST_DETAIL: Final = 300
_LATER: Final = frozenset({0, 408, 425, 429, 500, 502, 503, 504})
"""The statuses after which the same request can succeed later; 0 is a lost connection."""


class _Ready(Struct, frozen=True):
    """A statement, its id, and its text as JSON."""

    id: str
    text: bytes


class Delivery:
    """One delivery to a record store.

    Args:
        store: The record store.
        progress: Is told how many statements were dealt with so far.
        pause: Waits for a number of seconds.

    Attributes:
        sent: How many statements the record store has taken. It can have had some of them before.
        kept: How many it said that it had already, perhaps with other words.
        refused: For each statement that it refused, the id and what it said.
    """

    def __init__(
        self,
        store: RecordStore,
        *,
        progress: Callable[[int], None] = lambda _: None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._progress = progress
        self._pause = pause
        self.sent = self.kept = 0
        self.refused: dict[str, str] = {}

    def send(self, statements: Iterable[XapiStatement]) -> None:
        """Sends statements; whatever raises, those in earlier batches are stored.

        Args:
            statements: The statements; one batch at a time is held in memory.

        Raises:
            RecordStoreError: The record store cannot be reached, or takes nothing; see its
                reasons.
        """
        for batch in _batches(statements):
            self._send(batch)
            self._progress(self.sent + self.kept + len(self.refused))

    def _send(self, batch: Sequence[_Ready]) -> None:
        """Sends a batch; one that cannot be stored whole is sent in parts.

        Raises:
            RecordStoreError: See `send`.
        """
        answer = self._tried(lambda: self._store.post(_array(batch)))
        match answer.status:
            case 200 | 204:
                self._check_ids(batch, answer)
                self.sent += len(batch)
            case 409:
                self._send_missing(batch)
            case 400 | 413 if len(batch) > 1:
                middle = len(batch) // 2
                self._send(batch[:middle])
                self._send(batch[middle:])
            case 400 | 413:
                self._refuse(batch[0], answer)
            case status:
                raise self._error(status, answer)

    def _send_missing(self, batch: Sequence[_Ready]) -> None:
        """Sends those statements of a batch that the record store does not have.

        Raises:
            RecordStoreError: See `send`.
        """
        missing = [x for x in batch if not self._has(x)]
        self.kept += len(batch) - len(missing)
        if len(missing) < len(batch):
            if missing:
                self._send(missing)
        elif len(batch) == 1:
            self.kept += 1  # A voided statement cannot be found, and stays voided.
        else:
            for one in missing:
                self._send([one])

    def _has(self, statement: _Ready) -> bool:
        answer = self._tried(lambda: self._store.find(statement.id))
        if answer.status not in {200, 404}:
            raise self._error(answer.status, answer)
        return answer.status == 200

    def _refuse(self, statement: _Ready, answer: Answer) -> None:
        """Keeps in mind that a statement was refused.

        Raises:
            RecordStoreError: `refused`: too many were.
        """
        self.refused[statement.id] = _words(answer)
        if len(self.refused) >= _MOST_REFUSED:
            raise RecordStoreError("refused", self._store.host, _words(answer))

    def _tried(self, request: Callable[[], Answer]) -> Answer:
        """The answer to a request, which is sent again while the record store is out of reach.

        Raises:
            RecordStoreError: `unreachable`, `busy`: it stays so.
        """
        wait = _FIRST_WAIT
        for tries in range(1, TRIES + 1):
            answer = request()
            if answer.status not in _LATER:
                return answer
            if tries < TRIES:
                self._pause(min(max(wait, answer.wait), _LONGEST_WAIT))
                wait *= 2
        reason: RecordStoreReason = "busy" if answer.status else "unreachable"
        detail = f"{answer.status} {_words(answer)}".strip() if answer.status else answer.detail
        raise RecordStoreError(reason, self._store.host, detail)

    def _check_ids(self, batch: Sequence[_Ready], answer: Answer) -> None:
        """Raises an error unless a record store answered: another server may answer 200 as well.

        Raises:
            RecordStoreError: `stranger`.
        """
        if answer.status == 204:
            return
        try:
            ids = decode(answer.body, type=list[str])
        except ValueError:
            ids = []
        if {x.lower() for x in ids} != {x.id for x in batch}:
            raise RecordStoreError("stranger", self._store.host, _words(answer))

    def _error(self, status: int, answer: Answer) -> RecordStoreError:
        if status in {401, 403}:
            return RecordStoreError("key-refused", self._store.host, _words(answer))
        if 300 <= status < 400:
            return RecordStoreError("elsewhere", self._store.host, answer.detail)
        return RecordStoreError("stranger", self._store.host, f"{status} {_words(answer)}".strip())


def _batches(statements: Iterable[XapiStatement]) -> Iterator[list[_Ready]]:
    """The statements in batches, in order."""
    encode = Encoder().encode
    batch: list[_Ready] = []
    size = 0
    for statement in statements:
        text = encode(statement)
        if batch and (len(batch) == BATCH or size + len(text) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(_Ready(str(statement["id"]), text))
        size += len(text)
    if batch:
        yield batch


def _array(batch: Sequence[_Ready]) -> bytes:
    return b"[" + b",".join(x.text for x in batch) + b"]"


def _words(answer: Answer) -> str:
    """What a record store said, in one line; of long words the beginning."""
    text = " ".join(answer.body.decode("utf-8", "replace").split())
    return text if len(text) <= _LONGEST_DETAIL else f"{text[:_LONGEST_DETAIL]}…"
