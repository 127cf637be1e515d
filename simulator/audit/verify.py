"""Verifies a stored attempt: replays its log on the stored edition and compares the results."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from math import isfinite
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.edition import playable, stored_edition
from simulator.attempt.reading import nodes_read
from simulator.attempt.retake import events_before
from simulator.errors import DamagedLogError, EditionError, LogError, StoreError
from simulator.scoring.sheet import score
from simulator.scoring.summary import Summary
from simulator.session.event import Chosen, Ended, Entered, Started
from simulator.session.replay import replay_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.session.event import Event
    from simulator.session.program import Program

FaultKind: TypeAlias = Literal[
    "changed",
    "missing",
    "added",
    "unreadable",
    "unlike",
    "unended",
    "edition-missing",
    "edition-changed",
    "edition-unreadable",
    "header",
    "orphan",
    "figure",
    "cell",
    "impossible",
    "order",
    "page",
    "edition",
    "unused",
    "signature",
    "stranger",
]
FieldValue: TypeAlias = str | int | float | bool | bytes | tuple[str, ...] | None
"""The value of a header field or a score. A damaged database can hold any of these types."""

_EDITION_FAULTS: dict[str, FaultKind] = {
    "missing": "edition-missing",
    "changed": "edition-changed",
    "unreadable": "edition-unreadable",
}
_EDITIONS = 16
_LARGEST_SEED = 2**31


class Fault(Struct, frozen=True, kw_only=True):
    """One difference between a stored attempt and the attempt that was played.

    Attributes:
        kind: The kind of the difference.

            - `changed`, `missing`, `added`: an event of the log was changed or moved, is missing,
              or was added.
            - `unreadable`: the database cannot read the log.
            - `unlike`: replaying the log on its edition gives other events.
            - `unended`: the header says that the attempt has ended, but the log has no ending.
            - `edition-missing`, `edition-changed`, `edition-unreadable`: the stored edition is
              missing, was changed, or cannot be played.
            - `header`: a header field does not match its fingerprint.
            - `figure`: a header field or a score differs from the value that the log gives.
            - `orphan`: the header or the trainee of a stored attempt is missing.
            - `cell`: a cell holds a value that this program can never have written there.
            - `impossible`: an event has a seed that no play can have, or marks a reply as rapid
              whose text the trainee had read before.
            - `order`: the attempt ended before it started.
            - `signature`: the signature is not that of the attempt as it is stored.
            - `stranger`: the attempt is signed by a key that is not trusted.
            - `page`, `edition`, `unused`: see `attempt.record.DatabaseFault`.
        seq: The position of the event in the log, from 0; None if the fault is not about an event.
        event: The type of the event, such as `chosen`; None if it is unknown.
        field: The name of the header field or score, or another place in the database; None if the
            fault is not about a field.
        stored: The stored value of the field.
        recomputed: The value of the field that the log gives; None for kind `header`.
    """

    kind: FaultKind
    seq: int | None = None
    event: str | None = None
    field: str | None = None
    stored: FieldValue = None
    recomputed: FieldValue = None

    def encode(self) -> dict[str, object]:
        """The fault as a JSON object, without the attributes that do not apply to its kind."""
        values = {
            "what": self.kind,
            "seq": self.seq,
            "event": self.event,
            "figure": self.field,
            "stored": _encode(self.stored),
            "recomputed": _encode(self.recomputed),
        }
        always = {
            "figure": ("stored", "recomputed"),
            "header": ("stored",),
            "cell": ("stored",),
        }.get(self.kind, ())
        return {key: x for key, x in values.items() if x is not None or key in always}


class Verifier:
    """Verifies the attempts of one store; it keeps the last 16 editions in memory.

    Args:
        store: The store of the attempts.
        trusted: The public keys that are trusted; empty: signatures are not checked.
        is_signed: Says whether a signature is that of a text by a public key.
    """

    def __init__(
        self,
        store: Store,
        trusted: frozenset[str] = frozenset(),
        is_signed: Callable[[bytes, str, str], bool] | None = None,
    ) -> None:
        self._store = store
        self._trusted = trusted
        self._is_signed = is_signed
        self._edition = lru_cache(maxsize=_EDITIONS)(partial(stored_edition, store))

    def __call__(self, attempt: Attempt) -> tuple[Fault, ...]:
        """All faults of the header, the log, the edition and the scores of an attempt.

        Args:
            attempt: The header of the attempt as it is stored.

        Raises:
            StoreError: The store cannot be read, for a reason other than a damaged log.
        """
        damaged = {x.column: x.stored for x in attempt.damaged}
        changed = self._store.changed(attempt)
        faults = [
            Fault(kind="header", field=name, stored=damaged.get(name, getattr(attempt, name)))
            for name in changed
        ]
        if attempt.ended and attempt.started > attempt.ended:
            faults.append(Fault(kind="order", field="ended", stored=attempt.ended))
        faults += self._signature_faults(attempt)
        faults += self._log_faults(attempt)
        named = {x.field for x in faults}
        if attempt.summary is None and "ended" in changed:
            named.update(Summary.__struct_fields__)  # They were right before the end was removed.
        faults += [
            Fault(kind="cell", field=name, stored=stored)
            for name, stored in damaged.items()
            if name not in named
        ]
        return tuple(faults)

    def _signature_faults(self, attempt: Attempt) -> Iterator[Fault]:
        """A fault if the attempt has a signature that does not hold.

        Raises:
            StoreError: The store cannot be read.
        """
        if not self._trusted or self._is_signed is None:
            return
        signed = self._store.audit.signed(attempt)
        if signed is None:
            return
        if not self._is_signed(*signed):
            yield Fault(kind="signature", field="signature", stored=signed.signer)
        elif signed.signer not in self._trusted:
            yield Fault(kind="stranger", field="signer", stored=signed.signer)

    def _log_faults(self, attempt: Attempt) -> Iterator[Fault]:
        """The faults of the log, and of all that the log gives again.

        Raises:
            StoreError: The store cannot be read, for a reason other than a damaged log.
        """
        try:
            log = self._store.events(attempt.id)
        except DamagedLogError as error:
            yield Fault(kind=error.what, seq=error.seq, event=error.kind)
            return
        except StoreError as error:
            if error.reason != "damaged":
                raise
            yield Fault(kind="unreadable")
            return
        yield from _header_faults(attempt, log)
        last = log[-1]
        if attempt.summary is not None and not isinstance(last, Ended):
            yield Fault(kind="unended", seq=len(log) - 1, event=last.kind)
        yield from self._replay_faults(attempt, log)

    def _replay_faults(self, attempt: Attempt, log: tuple[Event, ...]) -> tuple[Fault, ...]:
        """The faults of the edition, of the commands in the log, and of the scores."""
        try:
            program = self._edition(attempt.digest).program
            with playable(attempt.digest):
                replay_log(program, log)
                return (
                    *self._branch_faults(attempt, log),
                    *self._rapid_faults(attempt, program, log),
                    *_score_faults(attempt, program, log),
                )
        except EditionError as error:
            return (Fault(kind=_EDITION_FAULTS[error.what]),)
        except LogError as error:
            kind = log[error.seq].kind if error.seq < len(log) else None
            return (Fault(kind="unlike", seq=error.seq, event=kind),)
        except StoreError as error:
            if error.reason != "damaged":
                raise
            return (Fault(kind="edition-unreadable"),)

    def _branch_faults(self, attempt: Attempt, log: tuple[Event, ...]) -> Iterator[Fault]:
        """A fault if a retake does not begin like the attempt that it goes back to.

        Raises:
            StoreError: The store cannot be read.
        """
        if attempt.branch_of is None or attempt.branch_turn is None:
            return
        try:
            old = events_before(self._store.events(attempt.branch_of), attempt.branch_turn)
        except (DamagedLogError, IndexError):
            return  # It was deleted or damaged, which is no fault of the retake.
        for seq, event in enumerate(old):
            if seq >= len(log) or log[seq] != event:
                yield Fault(kind="unlike", seq=seq, event=event.kind)
                return

    def _rapid_faults(
        self, attempt: Attempt, program: Program, log: tuple[Event, ...]
    ) -> Iterator[Fault]:
        """A fault for each mark of a rapid reply at a node that the trainee had read before.

        Raises:
            StoreError: The store cannot be read.
        """
        if not program.rubric.known_texts:
            return
        if not any(isinstance(x, Chosen) and x.rapid for x in log):
            return
        entered = Counter(
            nodes_read(
                self._store,
                attempt.trainee,
                attempt.scenario,
                attempt.digest,
                besides=attempt.id,
                until=attempt.started,
            )
        )
        for seq, event in enumerate(log):
            if isinstance(event, Entered):
                entered[event.node] += 1
            elif isinstance(event, Chosen) and event.rapid and entered[event.node] > 1:
                yield Fault(kind="impossible", seq=seq, event=event.kind)


def _header_faults(attempt: Attempt, log: tuple[Event, ...]) -> Iterator[Fault]:
    """A fault for each header field that differs from the first event, and for its seed."""
    first = log[0]
    if not isinstance(first, Started):
        return
    if first.seed > _LARGEST_SEED:
        yield Fault(kind="impossible", seq=0, event=first.kind)
    for name in ("scenario", "edition", "rubric", "rubric_edition"):
        yield from _difference(attempt, name, getattr(attempt, name), getattr(first, name))


def _score_faults(attempt: Attempt, program: Program, log: tuple[Event, ...]) -> Iterator[Fault]:
    """A fault for each stored score that differs from the score of the log."""
    if attempt.summary is None:
        return
    recomputed = score(program.scenario, program.rubric, log).summary()
    for name in Summary.__struct_fields__:
        yield from _difference(
            attempt, name, getattr(attempt.summary, name), getattr(recomputed, name)
        )


def _difference(
    attempt: Attempt, name: str, stored: FieldValue, recomputed: FieldValue
) -> Iterator[Fault]:
    """A fault if the two values of a field differ, or if the stored one is damaged."""
    damaged = [x.stored for x in attempt.damaged if x.column == name]
    if damaged or stored != recomputed:
        found = damaged[0] if damaged else stored
        yield Fault(kind="figure", field=name, stored=found, recomputed=recomputed)


def _encode(value: FieldValue) -> object:
    """A value for JSON, which has no tuples and no infinity."""
    if isinstance(value, float) and not isfinite(value):
        return repr(value)
    return list(value) if isinstance(value, tuple) else value
