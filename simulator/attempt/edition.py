"""Editions: a scenario and its rubric as they stood when an attempt was played.

The canonical form outlives the file that it came from, and is kept once, under its digest.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.errors import EditionError, SimulatorError
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.scenario.plain import canonical, from_plain
from simulator.session.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric


class Edition:
    """A scenario ready to be played.

    Its text is made when it is first asked for: most that are loaded are never played.

    Attributes:
        program: Scenario and rubric, compiled.
    """

    def __init__(
        self, program: Program, body: str | None = None, *, text: str | None = None
    ) -> None:
        self.program = program
        self._body = body
        self._text = text

    @cached_property
    def body(self) -> str:
        """Scenario and rubric as canonical JSON: a comment in their files changes nothing."""
        if self._body is not None:
            return self._body
        scenario = self._text or canonical(self.program.scenario)
        return f'{{"scenario":{scenario},"rubric":{canonical(self.program.rubric)}}}'

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the body, in hexadecimal digits."""
        return digest_of(self.body)


def digest_of(body: str) -> str:
    """The name that an edition is kept under."""
    return sha256_hex(utf8_bytes(body))


def edition_of(scenario: Scenario, rubric: Rubric, *, text: str | None = None) -> Edition:
    """The edition of what was loaded from files.

    Args:
        scenario: As is the rubric, what was loaded.
        rubric: The one that the scenario names.
        text: The scenario's canonical form, if it is at hand.
    """
    return Edition(Program(scenario, rubric), text=text)


def edition_from(body: str) -> Edition:
    """The edition whose text this is.

    Raises:
        EditionError: unreadable: it is not the text of any.
    """
    try:
        plain = json.loads(body)
        scenario, rubric = from_plain(plain["scenario"]), from_plain(plain["rubric"])
        program = Program(scenario, rubric)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise EditionError("unreadable", digest_of(body)) from error
    return Edition(program, body)


def stored_edition(store: LogReader, digest: str) -> Edition:
    """The edition that was kept under a digest.

    Raises:
        EditionError: It is missing, has been changed, or is unreadable.
        StoreError: The store cannot be read.
    """
    body = store.edition(digest)
    if body is None:
        raise EditionError("missing", digest)
    if digest_of(body) != digest:
        raise EditionError("changed", digest)
    return edition_from(body)


@contextmanager
def playable(digest: str) -> Iterator[None]:
    """Holds a play or score of a stored edition: what it cannot do is the edition's fault.

    One that was tampered with, and its digest with it, can be wrong in any way.

    Args:
        digest: Of the edition.

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
    """The edition that an attempt began on.

    Args:
        store: Where the attempt is kept.
        attempt: One that waits.
        today: Of the file as it is now. It stands in where none was kept: such an attempt was
            begun by a program that kept no editions yet, and its log tells whether it fits.

    Raises:
        EditionError: It has been changed, or is unreadable.
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
