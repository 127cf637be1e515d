"""Error messages in one language, for the window, the terminal and the commands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from simulator.attempt.trainee import LONGEST_NAME
from simulator.errors import (
    CatalogError,
    DamagedLogError,
    DataError,
    EditionError,
    EndlessWalkError,
    HeaderError,
    LogError,
    MissingLibraryError,
    RecordStoreError,
    StoreError,
    StreamError,
    TraineeNameError,
    UnknownScenarioError,
    UnsavedError,
    WrongPygameError,
)

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.errors import SimulatorError

_DIGEST_SHOWN = 12
_NODES_SHOWN = 8


def error_text(error: SimulatorError, messages: Messages) -> str:
    """The cause and the cure of an error as text of one or more lines.

    An error that only a programmer can cause has no message: its text is that of the exception.
    """
    match error:
        case StoreError():
            text = _store_error(error, messages)
        case EndlessWalkError(scenario=scenario, nodes=nodes):
            text = messages("error.endless", scenario=scenario, nodes=_nodes(nodes, messages))
        case HeaderError() | LogError() | EditionError():
            text = _stored_error(error, messages)
        case UnknownScenarioError():
            text = _unknown_scenario(error, messages)
        case TraineeNameError():
            text = _bad_name(error, messages)
        case RecordStoreError(reason=reason, place=place, detail=detail):
            text = messages(f"lrs.{reason}", place=place, detail=detail or "–")
        case StreamError(stream=stream, reason=reason):
            id_ = f"error.{stream}" if reason else f"error.{stream}-closed"
            text = messages(id_, reason=reason)
        case DataError():
            text = _data_error(error, messages)
        case MissingLibraryError() | WrongPygameError():
            extra = getattr(error, "extra", "")
            id_ = "error.missing-library" if extra else "error.pygame"
            text = messages(id_, extra=extra)
        case _:
            text = str(error)
    return text


def _data_error(error: DataError, messages: Messages) -> str:
    if isinstance(error, CatalogError):
        return messages(f"catalog.{error.fault}", file=error.file, line=str(error.line))
    return messages("cli.data-missing", file=error.file)


def _stored_error(error: HeaderError | LogError | EditionError, messages: Messages) -> str:
    """Why a stored attempt or edition cannot be used."""
    match error:
        case HeaderError(attempt=attempt, fields=fields):
            return messages("store.header", attempt=attempt, fields=messages.joined(fields))
        case LogError(seq=seq):
            return messages("store.log", seq=seq)
        case EditionError(what=what, digest=digest):
            return messages(f"store.edition-{what}", digest=digest[:_DIGEST_SHOWN])


def _bad_name(error: TraineeNameError, messages: Messages) -> str:
    """Why a text cannot be a name, with the character that is wrong and its place."""
    text = messages(f"trainee.{error.fault}", most=LONGEST_NAME)
    if not error.place:
        return text
    character = f"U+{ord(error.character):04X} {unicodedata.name(error.character, '')}".strip()
    return f"{text} {messages('trainee.place', n=error.place, character=character)}"


def _nodes(nodes: tuple[str, ...], messages: Messages) -> str:
    """The first nodes of a ring; a mark shows that there are more."""
    more = ("…",) if len(nodes) > _NODES_SHOWN else ()
    return messages.joined((*nodes[:_NODES_SHOWN], *more))


def _unknown_scenario(error: UnknownScenarioError, messages: Messages) -> str:
    text = messages("error.unknown-scenario", name=error.name)
    if error.suggestion:
        text += " " + messages("cli.near", word=error.suggestion)
    if error.known:
        text += "\n" + messages("error.known-scenarios", names=messages.joined(error.known))
    return text


def _store_error(error: StoreError, messages: Messages) -> str:
    if isinstance(error, DamagedLogError):
        place, attempt = error.place, error.attempt
        return messages("store.log-damaged", place=place, attempt=attempt, seq=error.seq)
    if isinstance(error, UnsavedError):
        lines = (unsaved_text(error, messages), store_text(error, messages))
        return "\n".join((*lines, messages("unsaved.next")))
    return store_text(error, messages)


def store_text(error: StoreError, messages: Messages) -> str:
    """The reason why the store cannot be read or written, and the cure."""
    return messages(f"store.{error.reason}", place=error.place, detail=error.detail)


def unsaved_text(error: UnsavedError, messages: Messages) -> str:
    """How many replies are lost; or, if none is, that the end of the attempt is not saved."""
    id_ = "unsaved.replies" if error.replies else "unsaved.end"
    return messages(id_, n=error.replies, scenario=error.scenario)
