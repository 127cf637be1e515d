"""What a session keeps of its log, so that neither a view nor a save has to walk the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec
from msgspec import Struct

from simulator.session.event import EventHappened
from simulator.session.exchange import Exchange
from simulator.session.state import State  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.text import Text, Wording
    from simulator.session.event import Event
    from simulator.session.program.compiled import CompiledChoice, CompiledNode
    from simulator.session.program.program import Program
    from simulator.session.state import Draft

SignalSource: TypeAlias = tuple[Literal["node", "event"], str]
"""What brought a signal: a node or an event of the story, and its id."""


class SavedProgress(Struct, frozen=True, array_like=True):
    """A progress as it is saved; the fields are those of `Progress`."""

    seed: int
    ended: bool
    exchange: Exchange | None
    opened: tuple[str, ...]
    signals: tuple[SignalSource, ...]


class Progress:
    """What a session keeps of its log.

    Attributes:
        seed: Orders the choices on the screen; 0 keeps the order of the file.
        ended: Whether the session has ended.
        exchange: What was last said and answered; None before that, and once the story went on.
        opened: Ids of the records that were opened since the present node was entered.
    """

    __slots__ = ("_depends", "_desk", "_signals", "ended", "exchange", "opened", "seed")

    def __init__(self) -> None:
        self.seed = 0
        self.ended = False
        self.exchange: Exchange | None = None
        self.opened: tuple[str, ...] = ()
        self._signals: dict[SignalSource, Wording] = {}
        self._desk: tuple[Text, ...] = ()
        self._depends = False

    def note_choice(
        self, program: Program, choice: CompiledChoice, before: State, after: Draft
    ) -> None:
        """Notes what a choice opens and says; opening a record interrupts no exchange."""
        if choice.opens is not None and choice.opens not in self.opened:
            self.opened += (choice.opens,)
        if choice.exchange is not None:
            self.exchange = choice.exchange
            return
        authored = program.choice(choice.key)
        answer = program.says(authored.answer, after)
        if choice.opens is None or answer is not None or self.exchange is None:
            self.exchange = Exchange(choice.key, program.says(authored.text, before), answer)

    def note_events(self, program: Program, events: Iterable[Event]) -> None:
        """Adds the signals of the events of the story that happened."""
        for event in events:
            if isinstance(event, EventHappened):
                self._add_signal(program, ("event", event.event))

    def enter(self, program: Program, node: CompiledNode) -> None:
        """Begins anew at a node: with its signal, and without open records."""
        self.opened = ()
        self.ended = node.ending is not None
        if node.signal:
            self._add_signal(program, ("node", node.id))

    def _add_signal(self, program: Program, source: SignalSource) -> None:
        """Adds the signal of a source, if it has one; it keeps its place if it is there already."""
        kind, id_ = source
        places = program.scenario.nodes if kind == "node" else program.scenario.events
        wording = places[id_].signal
        if wording is None or source in self._signals:
            return
        self._signals[source] = wording
        first = wording.arms[0]
        if first.when is not None:
            self._depends = True
        elif first.text not in self._desk:
            self._desk += (first.text,)

    def desk(self, program: Program, state: State) -> tuple[Text, ...]:
        """The texts of all signals so far as they read in a state, each once, the newest last."""
        if not self._depends:
            return self._desk
        texts = [program.says(x, state) for x in self._signals.values()]
        return tuple(dict.fromkeys([text for text in texts if text is not None]))

    def saved(self) -> SavedProgress:
        """The progress as it is saved."""
        return SavedProgress(
            self.seed, self.ended, self.exchange, self.opened, tuple(self._signals)
        )

    @classmethod
    def restored(cls, saved: SavedProgress, program: Program) -> Progress:
        """The progress that was saved."""
        progress = cls()
        progress.seed = saved.seed
        progress.ended = saved.ended
        progress.exchange = saved.exchange
        progress.opened = saved.opened
        for source in saved.signals:
            progress._add_signal(program, source)
        return progress


class Saved(Struct, frozen=True, array_like=True):
    """A session as it is saved, but for its log."""

    state: State
    progress: SavedProgress


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Saved)


def encode(state: State, progress: Progress) -> str:
    """A session, but for its log, as text."""
    return _ENCODER.encode(Saved(state, progress.saved())).decode()


def decode(text: str) -> tuple[State, SavedProgress]:
    """The state and the progress that `encode` wrote.

    Raises:
        msgspec.DecodeError: The text is not one that `encode` writes.
    """
    saved = _DECODER.decode(text)
    return saved.state, saved.progress
