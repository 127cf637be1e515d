"""The ids in statements: of people, activities, attempts and the statements themselves."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from msgspec import Struct

from simulator.attempt.trainee import spellings
from simulator.reports.xapi.vocabulary import HOME

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.record import Attempt

_STATEMENTS: Final = uuid5(NAMESPACE_URL, f"{HOME}/statements")
"""The namespace of all statement ids. If it changed, everything could be stored twice."""
_ATTEMPTS: Final = uuid5(NAMESPACE_URL, f"{HOME}/attempts")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_PSEUDONYM_BYTES: Final = 16


class Naming(Struct, frozen=True, kw_only=True):
    """How people and activities are named.

    Attributes:
        person: Takes an attempt and returns the pseudonym of its trainee.
        activities: Where the ids of activities begin: an absolute IRI.
        accounts: The system to which the pseudonyms belong: an absolute IRI.
    """

    person: Callable[[Attempt], str]
    activities: str = HOME
    accounts: str = HOME

    def actor(self, attempt: Attempt) -> dict[str, object]:
        """The trainee: an account without a name and without a mailbox."""
        account = {"homePage": self.accounts, "name": self.person(attempt)}
        return {"objectType": "Agent", "account": account}

    def scenario(self, id_: str) -> str:
        """The id of a scenario as an activity; it is the same for all editions."""
        return f"{self.activities.rstrip('/')}/scenarios/{_escaped(id_)}"

    def node(self, scenario: str, id_: str) -> str:
        """The id of a node of a scenario."""
        return f"{self.scenario(scenario)}/nodes/{_escaped(id_)}"

    def dimension(self, scenario: str, name: str) -> str:
        """The id of a dimension of the score of a scenario."""
        return f"{self.scenario(scenario)}/dimensions/{_escaped(name)}"


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI.

    >>> [is_iri(x) for x in ("https://lms.example/x", "urn:acme:sim", "lms.example", "a: b")]
    [True, True, False, False]
    """
    return _IRI.fullmatch(text) is not None


def statement_id(attempt: Attempt, place: str) -> str:
    """The id of a statement: the same each time, whatever the options.

    Args:
        attempt: The attempt.
        place: What the statement is about: the position of an event in the log, or a word.
    """
    return str(uuid5(_STATEMENTS, f"{attempt.id}/{place}"))


def registration(attempt: str) -> str:
    """The UUID of an attempt; an id that is none gets one that is always the same.

    >>> registration("3f9c2a41c0de4a5b8c6d7e8f90a1b2c3")
    '3f9c2a41-c0de-4a5b-8c6d-7e8f90a1b2c3'
    """
    try:
        found = UUID(attempt)
    except ValueError:
        return str(uuid5(_ATTEMPTS, attempt))
    return str(found if found.version is not None else uuid5(_ATTEMPTS, attempt))


def pseudonym(name: str, key: bytes) -> str:
    """A name that stands for a trainee, as 32 hexadecimal digits.

    Without the key nobody can find out whether it belongs to a name.

    Args:
        name: The name of the trainee.
        key: The secret key of this installation.
    """
    one = next(iter(spellings(name)), name)  # However a name was typed, it is one person.
    text = one.encode("utf-8", "surrogatepass")
    return blake2b(text, key=key, digest_size=_PSEUDONYM_BYTES).hexdigest()


def _escaped(text: str) -> str:
    return quote(text, safe="")
