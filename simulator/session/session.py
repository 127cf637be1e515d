"""The session: it takes commands and reply-clock times, and returns events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import EndedError, NotAvailableError
from simulator.session import availability, feelings, rules
from simulator.session.event import (
    Abandoned,
    Chosen,
    Ended,
    Event,
    Looked,
    Started,
    TimedOut,
    WentOn,
)
from simulator.session.known import has_read
from simulator.session.machine import READY, Position, machine_of
from simulator.session.program.available import Available
from simulator.session.progress import Progress, decode, encode
from simulator.session.state import Draft, State
from simulator.session.timing import TurnClock, allowance_at
from simulator.session.view import View, build_view
from simulator.session.walk import steps_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice
    from simulator.session.exchange import Exchange
    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program
    from simulator.session.timing import Allowance


_NOTHING = Available()


class Session:
    """One live run of a scenario.

    A command that cannot be carried out raises an error and changes nothing. A command that is
    carried out returns the events that it caused, and adds them to `log`.

    >>> import simulator
    >>> session = Session(simulator.load("wrong-dish"))
    >>> _ = session.start()
    >>> [choice.id for choice in session.view().choices]
    ['just-swap', 'what-dish', 'own-it', 'hear-out']
    >>> [event.kind for event in session.choose("own-it")]
    ['chosen', 'felt', 'entered']

    Args:
        program: The program to play.
        known: Ids of the nodes that the trainee has read in earlier attempts at the same edition.

    Attributes:
        program: The program that is played; other sessions may share it.
        log: Every event since the start, the oldest first.
        last_turn: The kind of the last turn: `chosen`, `looked`, `timed-out`; None before it.
    """

    # fmt: off
    __slots__ = (
        "_available", "_clock", "_known", "_machine", "_position", "_progress", "_state",
        "_steps_ahead", "_view", "last_turn", "log", "program",
    )
    # fmt: on

    def __init__(self, program: Program, *, known: frozenset[str] = frozenset()) -> None:
        self.program = program
        self._known = known
        self.log: list[Event] = []
        self.last_turn: str | None = None
        self._machine = machine_of(program)
        self._state = program.first_state
        self._position = Position()
        self._steps_ahead = 0
        self._progress = Progress()
        self._clock: TurnClock | None = None
        self._available: Available | None = None
        self._view: View | None = None

    @property
    def state(self) -> State:
        """The state of the story."""
        return self._state

    @property
    def exchange(self) -> Exchange | None:
        """The last choice and the answer to it.

        None before the first choice, and after the story went on by itself or the trainee gave up.
        """
        return self._progress.exchange

    @property
    def started(self) -> bool:
        """Whether `start` was called."""
        return self._position.state != READY

    @property
    def ended(self) -> bool:
        """Whether the session has ended."""
        return self._progress.ended

    @property
    def seed(self) -> int:
        """The number that orders the choices on the screen; 0 keeps the order of the file."""
        return self._progress.seed

    @property
    def deadline(self) -> int | None:
        """The deadline in milliseconds of the reply clock; None: no deadline, or not shown yet."""
        return None if self._clock is None else self._clock.deadline

    @property
    def allowance(self) -> Allowance | None:
        """The allowance of the reply at the present node; None until `show` is called."""
        return None if self._clock is None else self._clock.allowance

    @property
    def shown(self) -> int | None:
        """The reply-clock time in milliseconds at which the choices were shown; None: not yet."""
        return None if self._clock is None else self._clock.shown

    def view(self) -> View:
        """The view of this moment; all calls until the next command return one object.

        Raises:
            KeyError: The session was not started.
        """
        if self._view is None:
            self._view = build_view(self.program, self._state, self._progress, self._choices())
        return self._view

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices that can be made now, replies and look-ups, in the order of the file."""
        return self._choices().choices

    def start(self, *, seed: int = 0) -> tuple[Event, ...]:
        """Enters the first node.

        Args:
            seed: Determines the order of the choices on the screen; 0 keeps the order of the file.

        Returns:
            The events that followed.

        Raises:
            NotAvailableError: The session was started before.
        """
        scenario, rubric = self.program.scenario, self.program.rubric
        if self.started:
            raise NotAvailableError(self._state.node, "start")
        started = Started(
            scenario=scenario.id,
            edition=scenario.edition,
            rubric=rubric.id,
            rubric_edition=rubric.edition,
            seed=seed,
        )
        draft = Draft(self._state, started)
        self._machine.fire(self._position, "start", self._state, draft)
        self._progress.seed = seed
        return self._commit(draft, scenario.start)

    def show(self, now: int, *, reading: int, factor: int | None = 100) -> None:
        """Starts the reply clock of this turn.

        A front end calls this when all texts and choices of the turn are on the screen. If it calls
        this again in one turn, for example after a look-up or a change of language, the turn keeps
        its first start time and the longer of the two reading times.

        Args:
            now: The reply-clock time, in milliseconds.
            reading: The time to read everything that is shown, in milliseconds.
            factor: One of `timing.FACTORS`, in per cent; None: the clock is off.

        Raises:
            KeyError: The session was not started.
        """
        if self._clock is not None:
            now = self._clock.shown
            reading = max(reading, self._clock.allowance.reading)
        node = self.program.node(self._state)
        allowance = allowance_at(node, self.program.rubric, reading=reading, factor=factor)
        self._clock = TurnClock(shown=now, allowance=allowance)

    def tick(self, now: int) -> tuple[Event, ...]:
        """Lets the silence of the node happen if its deadline has passed.

        Args:
            now: The reply-clock time, in milliseconds.

        Returns:
            The events that followed; empty before the deadline, and without one.
        """
        deadline = self.deadline
        if deadline is None or now < deadline or self.ended:
            return ()
        return self.time_out()

    def choose(self, choice: str, now: int | None = None) -> tuple[Event, ...]:
        """Makes a choice, or opens a record.

        Args:
            choice: The id of the choice at this node.
            now: The reply-clock time of the input, in milliseconds; None: not measured.

        Returns:
            The events that followed; after the deadline those of the silence, which then happens.

        Raises:
            NotAvailableError: The choice cannot be made now.
            EndedError: The session has ended.
        """
        found = self._find(choice)
        if now is not None and (late := self.tick(now)):
            return late
        if found.opens is not None:
            return self._make(found, Looked(node=self._state.node, choice=choice))
        if now is None or self._clock is None:
            return self._reply(found, None, rapid=False)
        share, rapid = self._clock.measure(now)
        read = rapid and has_read(self.program, self._state, self.log, self._known)
        return self._reply(found, share, rapid=rapid and not read)

    def reply(self, choice: str, share: int | None, *, rapid: bool) -> tuple[Event, ...]:
        """Makes a reply whose share is known already, and returns the events that followed.

        Args:
            choice: The id of the reply at this node.
            share: The reply time in thousandths of the allowance; None: not measured.
            rapid: Whether it came too fast to have been read; ignored after a reply at this node.

        Raises:
            NotAvailableError: The reply cannot be made now.
            EndedError: The session has ended.
        """
        if (found := self._find(choice)).opens is not None:
            raise NotAvailableError(self._state.node, choice)
        rapid = rapid and not availability.replied(self.program, self._state)
        return self._reply(found, share, rapid=rapid)

    def time_out(self) -> tuple[Event, ...]:
        """Lets the silence of this node happen, and returns the events that followed.

        Raises:
            NotAvailableError: The node has no deadline.
            EndedError: The session has ended.
        """
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        silence = self.program.nodes[node].silence if self.started else None
        if silence is None:
            raise NotAvailableError(node, "time_out")
        event = TimedOut(
            node=node,
            choice=silence.id,
            available=self._choices().replies,
            mood=feelings.mood(self.program, self._state),
        )
        return self._make(silence, event)

    def go_on(self, *, look_ahead: bool = True) -> tuple[Event, ...]:
        """Lets the story go on from a node without replies, and returns the events that followed.

        Args:
            look_ahead: Whether to refuse a story that would never stop; false to replay a log.

        Raises:
            NotAvailableError: A reply can be made, or the node leads to no other node.
            EndedError: The session has ended.
            EndlessWalkError: The story would go on for ever without a choice.
        """
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        if not self.started or not availability.goes_on(self.program, self._state, self._choices()):
            raise NotAvailableError(node, "go_on")
        if look_ahead and not self._steps_ahead:
            self._steps_ahead = steps_ahead(self.program, self._state)
        self._steps_ahead = max(0, self._steps_ahead - 1)
        draft = Draft(self._state, WentOn(node=node))
        self._machine.fire(self._position, "go_on", self._state, draft)
        self._progress.exchange = None
        return self._commit(draft, self._position.state)

    def abandon(self) -> tuple[Event, ...]:
        """Gives up, and returns the events that followed.

        The story moves to the walk-out, else to the first lost ending, else it stays at the present
        node. If the story is then at no ending, the session ends with the outcome lost.

        Raises:
            NotAvailableError: The session was not started.
            EndedError: The session has ended.
        """
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        draft = Draft(self._state, Abandoned(node=node))
        self._machine.fire(self._position, "abandon", self._state, draft)
        self._progress.exchange = None
        to = None if self.program.scenario.gives_up is None else self._position.state
        events = self._commit(draft, to)
        if isinstance(events[-1], Ended):
            return events
        ended = Ended(node=self._state.node, outcome="lost")
        self._progress.ended = True
        self._available = self._view = None
        self.log.append(ended)
        return (*events, ended)

    def save(self) -> str:
        """The session as JSON text. The method `restore` needs this text and the log."""
        return encode(self._state, self._progress)

    @classmethod
    def restore(cls, program: Program, saved: str, log: Iterable[Event]) -> Session:
        """A session in the state that was saved; its reply clock has not started.

        Args:
            program: The program that was played.
            saved: The text that `save` returned.
            log: The log of the session when it was saved.

        Raises:
            msgspec.DecodeError: The text cannot have been returned by `save`.
        """
        state, progress = decode(saved)
        session = cls(program)
        session.log = list(log)
        turns = (x.kind for x in reversed(session.log) if isinstance(x, Chosen | Looked | TimedOut))
        session.last_turn = next(turns, None)
        session._state = state
        session._position.state = state.node or READY
        session._progress = Progress.restored(progress, program)
        return session

    def _find(self, choice: str) -> CompiledChoice:
        found = (self._available or self._choices()).by_id.get(choice)
        if found is None:
            node = self._state.node
            raise EndedError(node) if self.ended else NotAvailableError(node, choice)
        return found

    def _choices(self) -> Available:
        """The choices that can be made now; they are found once after each command."""
        found = self._available
        if found is None:
            possible = self._state.node and not self._progress.ended
            found = availability.available(self.program, self._state) if possible else _NOTHING
            self._available = found
        return found

    def _reply(
        self, choice: CompiledChoice, share: int | None, *, rapid: bool
    ) -> tuple[Event, ...]:
        event = Chosen(
            node=self._state.node,
            choice=choice.id,
            available=self._choices().replies,
            mood=feelings.mood(self.program, self._state),
            share=share,
            rapid=rapid,
        )
        return self._make(choice, event)

    def _make(self, choice: CompiledChoice, event: Chosen | Looked | TimedOut) -> tuple[Event, ...]:
        before, position = self._state, self._position
        self._steps_ahead = 0
        self.last_turn = event.kind
        draft = Draft(before, event)
        move = rules.apply(self.program, before, draft, choice)
        self._machine.fire(
            position, choice.trigger if move is None else move.trigger, before, draft
        )
        self._progress.note_choice(self.program, choice, before, draft)
        return self._commit(draft, position.state if choice.targets or move is not None else None)

    def _commit(self, draft: Draft, to: str | None) -> tuple[Event, ...]:
        """Enters the node `to`, if there is one; then the draft becomes the state."""
        program, progress = self.program, self._progress
        if program.timeline:
            progress.note_events(program, draft.events)
        if to is not None:
            rules.enter(program, draft, to)
            progress.enter(program, program.nodes[to])
            self._clock = None
        self._state = draft.freeze()
        self._available = self._view = None
        events = draft.events
        self.log += events
        return tuple(events)
