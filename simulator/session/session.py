"""The session: commands and reply-clock times in, events out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simulator.errors import EndedError, LogError, NotAvailableError
from simulator.session import rules
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
from simulator.session.exchange import Exchange
from simulator.session.machine import READY, Position
from simulator.session.plan import Offers
from simulator.session.state import Draft, State, from_plain, to_plain
from simulator.session.timing import Allowance
from simulator.session.view import View, build_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.scenario.model import Choice
    from simulator.session.plan import ChoicePlan
    from simulator.session.program import Program


_NOTHING = Offers()
_LEAST_SHARE = 100
"""Less than a tenth, and yet not rapid, is only had with more time: a log must not tell that."""


class Session:
    """One live run of a scenario.

    Every command first asks the state machine, and changes nothing if that refuses. All that
    happened is in `log`; each command returns the events that it added.

    Attributes:
        program: What is played; shared with other sessions.
        log: Every event since the start.
        exchange: What was last said and answered; None before that, and once the story went on.
    """

    __slots__ = (
        "_allowance",
        "_offers",
        "_position",
        "_shown",
        "_state",
        "exchange",
        "log",
        "program",
    )

    def __init__(self, program: Program) -> None:
        self.program = program
        self.log: list[Event] = []
        self._state = program.first_state()
        self._position = Position()
        self._shown: int | None = None
        self._allowance: Allowance | None = None
        self._offers: Offers | None = None
        self.exchange: Exchange | None = None

    @property
    def state(self) -> State:
        """Where the story stands."""
        return self._state

    @property
    def started(self) -> bool:
        """Whether `start` was called."""
        return self._position.state != READY

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return bool(self.log) and isinstance(self.log[-1], Ended)

    @property
    def seed(self) -> int:
        """What orders the choices on the screen."""
        first = self.log[0] if self.log else None
        return first.seed if isinstance(first, Started) else 0

    @property
    def deadline(self) -> int | None:
        """The reply-clock time at which the silence happens; None: never."""
        if self._shown is None or self._allowance is None or self._allowance.deadline is None:
            return None
        return self._shown + self._allowance.deadline

    @property
    def allowance(self) -> Allowance | None:
        """The allowance of the reply that is due; None until `show`."""
        return self._allowance

    @property
    def shown(self) -> int | None:
        """The reply-clock time at which the choices were shown; None: not yet."""
        return self._shown

    def view(self) -> View:
        """What there is to show."""
        answer = None if self.exchange is None else self.exchange.answer
        return build_view(self.program, self._state, self.log, self.seed, answer)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen now, look-ups too, in the order of the file."""
        return self._offered().choices

    def start(self, *, seed: int = 0) -> tuple[Event, ...]:
        """Enters the first node.

        Args:
            seed: Orders the choices on the screen; 0 keeps the order of the file.
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
        self.program.machine.fire(self._position, "start", self._state, draft)
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
        """Lets the deadline pass if it has: the silence of the node happens."""
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
            NotAvailableError: It is not on offer.
            EndedError: The session has ended.
        """
        found = self._find(choice)
        if now is not None and (late := self.tick(now)):
            return late
        if not found.scored:
            return self._make(found, Looked(node=self._state.node, choice=choice))
        share, rapid = self._measure(now)
        return self._reply(found, share=share, rapid=rapid)

    def time_out(self) -> tuple[Event, ...]:
        """The silence of this node happens."""
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        if not self.started:
            raise NotAvailableError(node, "time_out")
        silence = self.program.plans[node].silence
        if silence is None:
            raise NotAvailableError(node, "time_out")
        event = TimedOut(
            node=node,
            choice=silence.choice.id,
            available=self._offered().replies,
            mood=rules.mood(self.program, self._state),
        )
        return self._make(silence, event)

    def go_on(self) -> tuple[Event, ...]:
        """Lets the story go on from a node without replies."""
        if not self.started:
            raise NotAvailableError(self._state.node, "go_on")
        node = self.program.node(self._state)
        if self.ended:
            raise EndedError(node.id)
        if not rules.goes_on(self.program, self._state):
            raise NotAvailableError(node.id, "go_on")
        draft = Draft(self._state, WentOn(node=node.id))
        self.program.machine.fire(self._position, "go_on", self._state, draft)
        self.exchange = None
        return self._commit(draft, self._position.state)

    def abandon(self) -> tuple[Event, ...]:
        """Gives up: leads to the walk-out, else to the first lost ending, and ends as lost."""
        node = self._state.node
        if self.ended:
            raise EndedError(node)
        draft = Draft(self._state, Abandoned(node=node))
        self.program.machine.fire(self._position, "abandon", self._state, draft)
        self.exchange = None
        to = None if rules.gives_up(self.program) is None else self._position.state
        events = self._commit(draft, to)
        return events if isinstance(events[-1], Ended) else events + self._end_lost()

    def save(self) -> str:
        """The state as text; with the log, all that `restore` needs."""
        exchange = self.exchange
        last = [exchange.key, *exchange.ids()] if exchange else None
        plain, bits = to_plain(self._state)
        return f"{json.dumps([plain, last], separators=(',', ':'))}\n{bits}"

    @classmethod
    def restore(cls, program: Program, saved: str, log: Iterable[Event]) -> Session:
        """The session that was saved, at the same place, its reply clock not yet started."""
        session = cls(program)
        session.log = list(log)
        text, _, bits = saved.partition("\n")
        plain, last = json.loads(text)
        state = from_plain(plain, bits)
        session.exchange = (
            None if last is None else Exchange.found(program.choice(last[0]), *last[1:])
        )
        session._state = state
        session._position.state = state.node or READY
        return session

    @classmethod
    def replay(cls, program: Program, log: Iterable[Event]) -> Session:
        """The session whose commands these events tell.

        Raises:
            LogError: The commands do not give these very events.
        """
        session = cls(program)
        for _, _, retold in cls.retell(program, tuple(log)):
            session = retold
        return session

    @classmethod
    def retell(cls, program: Program, log: Sequence[Event]) -> Iterator[tuple[int, State, Session]]:
        """Gives the commands of a log again, one by one.

        Yields:
            The place of the command's event in the log, the state before it, and the one
            session, as it is after it.

        Raises:
            LogError: The commands do not give these very events.
        """
        session = cls(program)
        while len(session.log) < len(log):
            seq, before = len(session.log), session.state
            try:
                session._repeat(log[seq])
            except (NotAvailableError, EndedError, KeyError) as error:
                raise LogError(seq) from error
            for place, event in enumerate(session.log[seq:], start=seq):
                if place >= len(log) or log[place] != event:
                    raise LogError(place)
            yield seq, before, session

    def _repeat(self, event: Event) -> None:
        match event:
            case Started(seed=seed):
                self.start(seed=seed)
            case Chosen(choice=choice, share=share, rapid=rapid):
                self._reply(self._find(choice), share=share, rapid=rapid)
            case Looked(choice=choice):
                self.choose(choice)
            case TimedOut():
                self.time_out()
            case WentOn():
                self.go_on()
            case Abandoned():
                self.abandon()
            case _:
                raise LogError(len(self.log))

    def _find(self, choice: str) -> ChoicePlan:
        found = self._offered().plans.get(choice)
        if found is None:
            node = self._state.node
            raise EndedError(node) if self.ended else NotAvailableError(node, choice)
        return found

    def _offered(self) -> Offers:
        """What is on offer in this state, worked out once."""
        if self._offers is None:
            on = self._state.node and not self.ended
            self._offers = rules.offers(self.program, self._state) if on else _NOTHING
        return self._offers

    def _measure(self, now: int | None) -> tuple[int | None, bool]:
        if now is None or self._shown is None or self._allowance is None:
            return None, False
        reply = max(0, now - self._shown)
        rapid = self._allowance.rapid(reply) and not self._seen_before
        share = self._allowance.share(reply)
        if share is not None and not rapid:
            share = max(share, _LEAST_SHARE)
        return share, rapid

    @property
    def _seen_before(self) -> bool:
        """Whether this node was already replied to; rereading is no rapid reply."""
        node = self._state.node
        return any(isinstance(x, Chosen | TimedOut) and x.node == node for x in self.log)

    def _reply(self, plan: ChoicePlan, *, share: int | None, rapid: bool) -> tuple[Event, ...]:
        event = Chosen(
            node=self._state.node,
            choice=plan.choice.id,
            available=self._offered().replies,
            mood=rules.mood(self.program, self._state),
            share=share,
            rapid=rapid,
        )
        return self._make(plan, event)

    def _make(self, plan: ChoicePlan, event: Event) -> tuple[Event, ...]:
        before = self._state
        draft = Draft(before, event)
        move = rules.apply(self.program, before, draft, plan)
        fired = plan.trigger if move is None else move.trigger
        self.program.machine.fire(self._position, fired, before, draft)
        self.exchange = plan.exchange or self._exchange(plan.choice, draft)
        to = self._position.state if plan.routes or move is not None else None
        return self._commit(draft, to)

    def _exchange(self, choice: Choice, after: Draft) -> Exchange | None:
        """What was said and answered; opening a record interrupts no exchange."""
        answer = self.program.says(choice.answer, after)
        if choice.look is not None and answer is None and self.exchange is not None:
            return self.exchange
        return Exchange(choice.key, self.program.says(choice.text, self._state), answer)

    def _commit(self, draft: Draft, to: str | None) -> tuple[Event, ...]:
        if to is not None:
            rules.enter(self.program, draft, to)
            self._shown = self._allowance = None
        self._state = draft.freeze()
        self._offers = None
        self.log += draft.events
        return tuple(draft.events)

    def _end_lost(self) -> tuple[Event, ...]:
        """Abandoned where that leads to no ending: the attempt ends there all the same."""
        events: list[Event] = [Ended(node=self._state.node, outcome="lost")]
        self._offers = None
        self.log += events
        return tuple(events)
