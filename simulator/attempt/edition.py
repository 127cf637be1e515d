"""Editions: a scenario and its rubric as they were when an attempt was played.

The store keeps the canonical text of each edition once, by its digest, so that an attempt can be
continued, scored and verified after the scenario's file has changed.
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
    """A scenario that is ready to be played, with its rubric.

    Most editions that are loaded are never played, so the text is encoded when it is first read.

    Args:
        program: The compiled scenario and rubric.
        text: The canonical text of the edition, if it is known; else it is encoded.
        scenario: The canonical text of the scenario alone, if it is known.
    """

    def __init__(
        self, program: Program, text: bytes | None = None, *, scenario: bytes | None = None
    ) -> None:
        self.program = program
        self._text = text
        self._scenario = scenario

    @cached_property
    def text(self) -> bytes:
        """Scenario and rubric as canonical JSON; a comment in their files changes nothing."""
        if self._text is not None:
            return self._text
        return encode_edition(self._scenario or self.program.scenario, self.program.rubric)

    @property
    def body(self) -> str:
        """The text as the store keeps it."""
        return self.text.decode()

    @cached_property
    def digest(self) -> str:
        """The name that the store keeps the edition by."""
        return digest_of(self.text)


def edition_of(scenario: Scenario, rubric: Rubric, *, text: bytes | None = None) -> Edition:
    """The edition of a scenario that was loaded from its file.

    Args:
        scenario: The loaded scenario.
        rubric: The rubric that the scenario names.
        text: The canonical text of the scenario, if it is known.
    """
    return Edition(Program(scenario, rubric), scenario=text)


def edition_from(body: str) -> Edition:
    """The edition of a stored text.

    Nodes are decoded when they are first read; a malformed node raises the same error then.

    Raises:
        EditionError: unreadable: the text is not that of an edition.
    """
    text = utf8_bytes(body)
    return _edition(text, digest_of(text))


def stored_edition(store: LogReader, digest: str) -> Edition:
    """The edition that the store keeps by a digest.

    Raises:
        EditionError: The edition is missing, changed or unreadable.
        StoreError: The store cannot be read.
    """
    body = store.edition(digest)
    if body is None:
        raise EditionError("missing", digest)
    text = utf8_bytes(body)
    if digest_of(text) != digest:
        raise EditionError("changed", digest)
    return _edition(text, digest)


def digest_of(text: bytes) -> str:
    """The SHA-256 of an edition's text, in hexadecimal digits."""
    return sha256_hex(text)


def _edition(text: bytes, digest: str) -> Edition:
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
    """Turns an unexpected exception into an `EditionError`.

    A forged edition can fail anywhere while it is decoded, replayed or scored.

    Args:
        digest: The digest of the edition that is used inside the `with` block.

    Raises:
        EditionError: unreadable.
    """
    try:
        yield
    except SimulatorError:
        raise
    except Exception as error:
        raise EditionError("unreadable", digest) from error


def edition_played(store: LogReader, attempt: Attempt, today: Edition) -> Edition:
    """The edition that an attempt was begun with.

    Args:
        store: The store that keeps the attempt.
        attempt: An attempt that has not ended.
        today: The edition of the scenario's file as it is now. It is used for attempts from
            before editions were stored; replaying the log shows whether it fits.

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
