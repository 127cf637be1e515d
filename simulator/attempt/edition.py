"""Editions: a scenario and its rubric as they were when an attempt was played.

The store saves the canonical text of each edition once, under its digest. An attempt can therefore
be continued, scored and verified after the file of its scenario has changed.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from simulator.errors import EditionError, SimulatorError
from simulator.scenario.codec import (
    decode_edition,
    decode_node,
    decode_sketch,
    encode_edition,
)
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.session.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from msgspec import Raw

    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric

_Part = TypeVar("_Part")


class Edition:
    """A scenario and its rubric, ready to be played.

    Most loaded editions are never played. Therefore the canonical text is encoded only when it is
    first read.

    Args:
        program: The compiled scenario and rubric.
        text: The canonical text of the edition; None if it must be encoded.
        scenario: The canonical text of the scenario alone; None if it must be encoded.

    Attributes:
        program: The compiled scenario and rubric.
    """

    def __init__(
        self, program: Program, text: bytes | None = None, *, scenario: bytes | None = None
    ) -> None:
        self.program = program
        self._text = text
        self._scenario = scenario

    @cached_property
    def text(self) -> bytes:
        """Scenario and rubric as canonical JSON in UTF-8.

        Comments and layout of the authored files do not change it.
        """
        if self._text is not None:
            return self._text
        return encode_edition(self._scenario or self.program.scenario, self.program.rubric)

    @property
    def body(self) -> str:
        """The canonical text as a string, as the store saves it."""
        return self.text.decode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical text, under which the store saves the edition."""
        return sha256_hex(self.text)


def edition_of(scenario: Scenario, rubric: Rubric, *, text: bytes | None = None) -> Edition:
    """The edition of a scenario that was loaded from its file.

    Args:
        scenario: The loaded scenario.
        rubric: The rubric that the scenario names.
        text: The canonical text of the scenario; None if it is not known.
    """
    return Edition(Program(scenario, rubric), scenario=text)


def stored_edition(store: LogReader, digest: str) -> Edition:
    """The edition that is stored under a digest.

    Nodes are decoded when they are first read. A malformed node raises an `EditionError` then.

    Args:
        store: The store to read the edition from.
        digest: The SHA-256 of the text of the edition, 64 hexadecimal digits.

    Raises:
        EditionError: The edition is missing, changed or unreadable.
        StoreError: The store cannot be read.
    """
    body = store.edition(digest)
    if body is None:
        raise EditionError("missing", digest)
    text = utf8_bytes(body)
    if sha256_hex(text) != digest:
        raise EditionError("changed", digest)
    return _edition(text, digest)


def _edition(text: bytes, digest: str) -> Edition:
    """The edition of a canonical text; raises `EditionError` at once or when a node is read."""

    def guarded(decode: Callable[[Raw], _Part]) -> Callable[[Raw], _Part]:
        def decoded(part: Raw) -> _Part:
            with playable(digest):
                return decode(part)

        return decoded

    with playable(digest):
        parts = decode_edition(text, guarded(decode_node), guarded(decode_sketch))
        return Edition(Program(*parts), text)


@contextmanager
def playable(digest: str) -> Iterator[None]:
    """A context manager that turns an unexpected exception into an `EditionError`.

    A forged edition can raise any exception while it is decoded, replayed or scored.

    Args:
        digest: The digest of the edition that is used inside the `with` block.

    Raises:
        EditionError: The block raised an exception that is no `SimulatorError`; `what` is
            `unreadable`.
    """
    try:
        yield
    except SimulatorError:
        raise
    except Exception as error:
        raise EditionError("unreadable", digest) from error


def edition_played(store: LogReader, attempt: Attempt, today: Edition) -> Edition:
    """The edition on which an attempt began.

    Args:
        store: The store of the attempt.
        attempt: An attempt that has not ended.
        today: The edition in the current file of the scenario. It is returned if the store has no
            edition for the attempt, because old versions of the program did not store editions.
            Replaying the log then shows whether the edition fits.

    Raises:
        EditionError: The stored edition is changed or unreadable.
        StoreError: The store cannot be read.
    """
    if attempt.digest == today.digest:
        return today
    try:
        return stored_edition(store, attempt.digest)
    except EditionError as error:
        if error.what != "missing":
            raise
        return today
