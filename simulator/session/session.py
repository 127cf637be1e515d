"""The session: commands and reply-clock times in, events out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import EndedError, NotAvailableError
from simulator.session import rules
from simulator.session.engine import machine_of
from simulator.session.event import (
    Abandoned,
    Chosen,
    Ended,
    Event,
    EventHappened,
    Looked,
    Started,
    TimedOut,
    WentOn,
)
from simulator.session.exchange import Exchange
from simulator.session.machine import READY, Position
from simulator.session.program.available import Available
from simulator.session.progress import Progress, decode, encode
from simulator.session.sparse import read
from simulator.session.state import Draft, State
from simulator.session.timing import Allowance
from simulator.session.view import View, build_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice
    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program


_NOTHING = Available()
_MINIMUM_SHARE = 100
"""A share under 10 % that is not *rapid* is only possible with extra time. Raise it to 10 %, so
that a log does not reveal who had it."""


class Session:
    """One live run of a scenario.

    Every command first asks the state machine, and changes nothing if that refuses. All that
    happened is in `log`; each command returns the events that it added.

    >>> from tests.shipped import shipped
    >>> playing = Session(shipped("wrong-dish"))
    >>> _ = playing.start()
    >>> [choice.id for choice in playing.view().choices]
    ['own-it', 'hear-out', 'just-swap', 'what-dish']
    >>> [event.kind for event in playing.choose("own-it")]
    ['chosen', 'felt', 'entered']

    Attributes:
        program: The program that is played; shared with other sessions.
        log: Every event since the start.
    """

    # fmt: off
    __slots__ = (
        "_allowance", "_available", "_machine", "_position", "_progress", "_shown", "_state",
        "_view", "log", "program",
    )
    # fmt: on

    def __init__(self, program: Program) -> None:
        self.program = program
        self.log: list[Event] = []
        self._machine = machine_of(program)
        self._state = program.first_state
        self._position = Position()
        self._progress = Progress()
        self._shown: int | None = None
        self._allowance: Allowance | None = None
        self._available: Available | None = None
        self._view: View | None = None

    @property
    def state(self) -> State:
        """The state of the story."""
        return self._state

    @property
    def exchange(self) -> Exchange | None:
        """What was last said and answered; None before that, and once the story went on."""
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
        """The reply-clock time at which the silence happens; None: never."""
        deadline = None if self._allowance is None else self._allowance.deadline
        return None if self._shown is None or deadline is None else self._shown + deadline

    @property
    def allowance(self) -> Allowance | None:
        """The allowance of the reply that is due; None until `show`."""
        return self._allowance

    @property
    def shown(self) -> int | None:
        """The reply-clock time at which the choices were shown; None: not yet."""
        return self._shown

    def view(self) -> View:
        """What there is to show; the same object until the next command."""
        if self._view is None:
            self._view = build_view(self.program, self._state, self._progress, self._choices())
        return self._view

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices that can be made now, in the order of the file; records too."""
        return self._choices().choices

    def start(self, *, seed: int = 0) -> tuple[Event, ...]:
        """Enters the first node.

        Args:
            seed: Orders the choices on the screen; 0 keeps the order of the file.

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
        """Starts the reply clock of this turn: all of it is really on the screen.

        A second call at the same turn, after a look-up or a change of language, keeps the
        time of the first and takes the longer reading time.

        Args:
            now: Reply clock, milliseconds.
            reading: Reading time of all that is shown, milliseconds.
            factor: More time, in per cent; None: the clock is off.
        """
        if self._shown is None or self._allowance is None:
            self._shown = now
        else:
            reading = max(reading, self._allowance.reading)
        node = self.program.node(self._state)
        rubric = self.program.rubric
        self._allowance = Allowance(
            reading=reading,
            think=rubric.think if node.think is None else node.think,
            least=rubric.minimum_allowance,
            limit=node.limit,
            factor=factor,
        )

    def tick(self, now: int) -> tuple[Event, ...]:
        """Lets the silence of the node happen if its deadline has passed.

        Args:
            now: Reply clock, milliseconds.

        Returns:
            The events that followed; none before the deadline.
        """
        deadline = self.deadline
        if deadline is None or now < deadline or self.ended:
            return ()
        return self.time_out()

    def choose(self, choice: str, now: int | None = None) -> tuple[Event, ...]:
        """Makes a choice, or opens a record.

        Args:
            choice: Its id at this node.
            now: Reply clock at the moment of the input; None: not measured.

        Returns:
            The events that followed. At or past the deadline these are the silence's.

        Raises:
            NotAvailableError: It cannot be chosen now.
            EndedError: The session has ended.
        """
        found = self._find(choice)
        if now is not None and (late := self.tick(now)):
            return late
        if found.opens is not None:
            return self._make(found, Looked(node=self._state.node, choice=choice))
        share, rapid = (None, False) if now is None else self._measure(now)
        return self._reply(found, share, rapid=rapid)

    def reply(self, choice: str, share: int | None, *, rapid: bool) -> tuple[Event, ...]:
        """Makes a reply that was measured before; see `choose` and `event.Chosen`."""
        return self._reply(self._find(choice), share, rapid=rapid)

    def time_out(self) -> tuple[Event, ...]:
        """Lets the silence of this node happen.

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
            mood=rules.mood(self.program, self._state),
        )
        return self._make(silence, event)

    def go_on(self) -> tuple[Event, ...]:
        """Lets the story go on from a node without replies.

        Raises:
            NotAvailableError: There is a reply to make, or the node leads nowhere.
            EndedError: The session has ended.
        """
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        if not self.started or not rules.goes_on(self.program, self._state):
            raise NotAvailableError(node, "go_on")
        draft = Draft(self._state, WentOn(node=node))
        self._machine.fire(self._position, "go_on", self._state, draft)
        self._progress.exchange = None
        return self._commit(draft, self._position.state)

    def abandon(self) -> tuple[Event, ...]:
        """Gives up: leads to the walk-out, else to the first lost ending, and ends as lost.

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
        return events if isinstance(events[-1], Ended) else events + self._end_lost()

    def save(self) -> str:
        """The session as text: with the log, all that `restore` needs."""
        return encode(self._state, self._progress)

    @classmethod
    def restore(cls, program: Program, saved: str, log: Iterable[Event]) -> Session:
        """The session that was saved, at the same place, its reply clock not yet started.

        Args:
            program: The program that was played.
            saved: What `save` returned.
            log: The log of the session when it was saved.

        Raises:
            msgspec.DecodeError: The text is not one that `save` returns.
        """
        state, progress = decode(saved)
        session = cls(program)
        session.log = list(log)
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
        """The choices that can be made in this state, found once."""
        found = self._available
        if found is None:
            possible = self._state.node and not self._progress.ended
            found = rules.available(self.program, self._state) if possible else _NOTHING
            self._available = found
        return found

    def _measure(self, now: int) -> tuple[int | None, bool]:
        """The share of the allowance that a reply took, and whether it was too rapid."""
        if self._shown is None or self._allowance is None:
            return None, False
        reply = max(0, now - self._shown)
        rapid = self._allowance.rapid(reply) and not self._replied_before()
        share = self._allowance.share(reply)
        if share is not None and not rapid:
            share = max(share, _MINIMUM_SHARE)
        return share, rapid

    def _replied_before(self) -> bool:
        """Whether there was a reply or silence at this node; rereading is no rapid reply."""
        node = self.program.nodes[self._state.node]
        marks = read(self._state.marks, node.marks.branch, node.marks.page)
        return bool(marks & node.replies)

    def _reply(
        self, choice: CompiledChoice, share: int | None, *, rapid: bool
    ) -> tuple[Event, ...]:
        event = Chosen(
            node=self._state.node,
            choice=choice.id,
            available=self._choices().replies,
            mood=rules.mood(self.program, self._state),
            share=share,
            rapid=rapid,
        )
        return self._make(choice, event)

    def _make(self, choice: CompiledChoice, event: Event) -> tuple[Event, ...]:
        before, position, progress = self._state, self._position, self._progress
        draft = Draft(before, event)
        move = rules.apply(self.program, before, draft, choice)
        self._machine.fire(
            position, choice.trigger if move is None else move.trigger, before, draft
        )
        if choice.opens is not None and choice.opens not in progress.opened:
            progress.opened += (choice.opens,)
        progress.exchange = choice.exchange or self._exchange(choice, draft)
        return self._commit(draft, position.state if choice.targets or move is not None else None)

    def _exchange(self, compiled: CompiledChoice, after: Draft) -> Exchange | None:
        """What was said and answered; opening a record interrupts no exchange."""
        choice = self.program.choice(compiled.key)
        answer = self.program.says(choice.answer, after)
        if choice.look is not None and answer is None and self.exchange is not None:
            return self.exchange
        return Exchange(choice.key, self.program.says(choice.text, self._state), answer)

    def _commit(self, draft: Draft, to: str | None) -> tuple[Event, ...]:
        """Takes over a draft and its events, after entering the node that the machine moved to."""
        program, progress = self.program, self._progress
        if program.timeline:
            self._add_signals_of_events(draft.events)
        if to is not None:
            rules.enter(program, draft, to)
            node = program.nodes[to]
            progress.opened = ()
            progress.ended = node.ending is not None
            if node.signal and (wording := program.scenario.nodes[to].signal) is not None:
                progress.add_signal(("node", to), wording)
            self._shown = self._allowance = None
        self._state = draft.freeze()
        self._available = self._view = None
        events = draft.events
        self.log += events
        return tuple(events)

    def _add_signals_of_events(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, EventHappened):
                wording = self.program.scenario.events[event.event].signal
                if wording is not None:
                    self._progress.add_signal(("event", event.event), wording)

    def _end_lost(self) -> tuple[Event, ...]:
        """Ends the attempt where it was given up, because giving up led to no ending."""
        ended = Ended(node=self._state.node, outcome="lost")
        self._progress.ended = True
        self._available = self._view = None
        self.log.append(ended)
        return (ended,)
