"""The facts that a session collects from its events as they happen.

With these facts, neither a view nor `Session.save` has to read the whole log.
"""

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
"""The source of a signal: whether it is a node or an event of the story, and its id."""


class SavedProgress(Struct, frozen=True, array_like=True):
    """A `Progress` in the form that is saved.

    Attributes:
        seed: See `Progress`.
        ended: See `Progress`.
        exchange: See `Progress`.
        opened: See `Progress`.
        signals: The sources of all signals so far, the oldest first.
    """

    seed: int
    ended: bool
    exchange: Exchange | None
    opened: tuple[str, ...]
    signals: tuple[SignalSource, ...]


class Progress:
    """The facts that a session collects from its events as they happen.

    Attributes:
        seed: Determines the order of the choices on the screen; 0 keeps the order of the file.
        ended: Whether the session has ended.
        exchange: The last choice and the answer to it; None before the first choice, and after the
            story went on by itself or the trainee gave up.
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
        """Notes the record that a choice opens, and its words and answer.

        A look-up without an answer does not replace an earlier exchange.

        Args:
            program: The program that is played.
            choice: The choice that was made.
            before: The state before the choice; the words of the choice are read in it.
            after: The draft after the effects; the answer is read in it.
        """
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
        """Adds the signals of the events of the story that are among some session events.

        Args:
            program: The program that is played.
            events: The session events of one command; all but `EventHappened` are ignored.
        """
        for event in events:
            if isinstance(event, EventHappened):
                self._add_signal(program, ("event", event.event))

    def enter(self, program: Program, node: CompiledNode) -> None:
        """Notes that a node was entered: no record is newly opened, and its signal is added.

        Args:
            program: The program that is played.
            node: The node that was entered; if it is an ending, `ended` becomes true.
        """
        self.opened = ()
        self.ended = node.ending is not None
        if node.signal:
            self._add_signal(program, ("node", node.id))

    def _add_signal(self, program: Program, source: SignalSource) -> None:
        """Adds the signal of a source, if the source has one that was not added before."""
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
        """The texts of all signals so far, each text once, the newest last.

        Args:
            program: The program that is played.
            state: The state that selects the text of a signal whose texts have guards.
        """
        if not self._depends:
            return self._desk
        texts = [program.says(x, state) for x in self._signals.values()]
        return tuple(dict.fromkeys([text for text in texts if text is not None]))

    def saved(self) -> SavedProgress:
        """The progress in the form that is saved."""
        return SavedProgress(
            self.seed, self.ended, self.exchange, self.opened, tuple(self._signals)
        )

    @classmethod
    def restored(cls, saved: SavedProgress, program: Program) -> Progress:
        """The progress that `saved` wrote.

        Args:
            saved: The saved form.
            program: The program that is played; its nodes and events give the signals.

        Raises:
            KeyError: The program has no node or event that a saved signal names.
        """
        progress = cls()
        progress.seed = saved.seed
        progress.ended = saved.ended
        progress.exchange = saved.exchange
        progress.opened = saved.opened
        for source in saved.signals:
            progress._add_signal(program, source)
        return progress


class Saved(Struct, frozen=True, array_like=True):
    """A session in the form that is saved, without its log."""

    state: State
    progress: SavedProgress


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Saved)


def encode(state: State, progress: Progress) -> str:
    """A session as JSON text, without its log.

    Args:
        state: The state of the session.
        progress: The progress of the session.
    """
    return _ENCODER.encode(Saved(state, progress.saved())).decode()


def decode(text: str) -> tuple[State, SavedProgress]:
    """The state and the progress that `encode` wrote.

    Args:
        text: A text that `encode` returned.

    Raises:
        msgspec.DecodeError: The text cannot have been written by `encode`.
    """
    saved = _DECODER.decode(text)
    return saved.state, saved.progress
