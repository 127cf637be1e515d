"""One attempt end to end: every event is kept before anything new is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.edition import edition_played, playable
from simulator.attempt.record import Attempt
from simulator.debrief.review import Debrief, build_debrief
from simulator.errors import LogError, StoreError
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Looked, TimedOut
from simulator.session.replay import replay
from simulator.session.session import Session

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, PlayStore
    from simulator.session.event import Event


class Play:
    """An attempt that is being played.

    Attributes:
        attempt: Its header.
        session: The live run.
        factor: More time, in per cent; None: the clock is off. Never stored.
        unsaved: Why the last events could not be kept, or None; the play goes on, and the
            next command tries to keep them again.
    """

    def __init__(self, attempt: Attempt, session: Session, store: PlayStore, clock: Clock) -> None:
        self.attempt = attempt
        self.session = session
        self.factor: int | None = 100
        self.unsaved: StoreError | None = None
        self._store = store
        self._clock = clock
        self._kept = len(session.log)
        self._finished = False
        self._final: ScoreSheet | None = None

    @classmethod
    def begin(
        cls,
        edition: Edition,
        *,
        id_: str,
        trainee: str,
        seed: int,
        language: str,
        store: PlayStore,
        clock: Clock,
    ) -> Play:
        """Starts a new attempt and keeps it.

        Args:
            edition: What is played.
            id_: A fresh UUID in hexadecimal digits.
            trainee: The name that was given.
            seed: Orders the choices on the screen; 0 keeps the order of the file.
            language: The folder name of the language to begin in.
            store: Where it is kept.
            clock: The time of the world.

        Raises:
            StoreError: It cannot be kept.
        """
        session = Session(edition.program)
        session.start(seed=seed)
        scenario, rubric = edition.program.scenario, edition.program.rubric
        attempt = Attempt(
            id=id_,
            trainee=trainee,
            scenario=scenario.id,
            edition=scenario.edition,
            digest=edition.digest,
            rubric=rubric.id,
            rubric_edition=rubric.edition,
            language=language,
            started=clock.date(),
        )
        store.save_edition(edition.digest, edition.body)
        store.begin(attempt, session.log)
        return cls(attempt, session, store, clock)

    @classmethod
    def resume(
        cls,
        edition: Edition,
        attempt: Attempt,
        *,
        store: PlayStore,
        clock: Clock,
    ) -> Play:
        """Goes on with a stored attempt, at the same place and on its own edition.

        The reply clock of the node starts anew: what the trainee did not see costs nothing.

        Args:
            edition: Of the file as it is now; see `edition_played`.
            attempt: One that waits.
            store: Where it is kept.
            clock: The time of the world.

        Raises:
            LogError: The log is not one of its edition, or the header not as it was written.
            EditionError: Its edition cannot be read.
            StoreError: It cannot be read.
        """
        if store.changed(attempt):
            raise LogError(0, what="changed")
        program = edition_played(store, attempt, edition).program
        log = store.events(attempt.id)
        with playable(attempt.digest):
            session = replay(program, log)
        play = cls(attempt, session, store, clock)
        play.keep()  # The power may have gone between the last word and the score.
        return play

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return self.session.ended

    def show(self, now: int, *, reading: int) -> None:
        """Tells that this turn is really on the screen, or read out, at this reply time.

        Args:
            now: Reply clock, milliseconds.
            reading: Reading time of all that is shown, milliseconds.
        """
        self.session.show(now, reading=reading, factor=self.factor)

    def tick(self, now: int) -> bool:
        """Lets a deadline pass; whether it did."""
        return self._keep(self.session.tick(now))

    def choose(self, choice: str, now: int | None = None) -> tuple[Event, ...]:
        """Makes a choice; see `Session.choose`."""
        events = self.session.choose(choice, now)
        self._keep(events)
        return events

    def time_out(self) -> None:
        """Lets the silence of this node happen."""
        self._keep(self.session.time_out())

    def go_on(self) -> None:
        """Lets the story go on from a node without replies."""
        self._keep(self.session.go_on())

    def abandon(self) -> None:
        """Gives up; the attempt is scored as it then stands."""
        self._keep(self.session.abandon())

    def sheet(self) -> ScoreSheet:
        """The score sheet of the play so far; once the play has ended, scored only once."""
        if self._final is not None:
            return self._final
        program = self.session.program
        sheet = score(program.scenario, program.rubric, self.session.log)
        if self.ended:
            self._final = sheet
        return sheet

    @property
    def unkept(self) -> int:
        """How many replies are not kept yet."""
        rest = self.session.log[self._kept :]
        replies = sum(isinstance(x, Chosen | Looked | TimedOut) for x in rest)
        return replies or int(bool(rest))  # Giving up is one too.

    def keep(self) -> StoreError | None:
        """Tries again to keep what could not be kept; returns why it still cannot."""
        self._keep(())
        return self.unsaved

    def debrief(self) -> Debrief:
        """What the trainee is shown afterwards."""
        return build_debrief(self.session.program, self.session.log, self.sheet())

    def _keep(self, events: tuple[Event, ...]) -> bool:
        log = self.session.log
        try:
            if len(log) > self._kept:
                self._store.append(self.attempt.id, self._kept, log[self._kept :])
                self._kept = len(log)
            if self.ended and not self._finished:
                self._finish()
            self.unsaved = None
        except StoreError as error:
            self.unsaved = error
        return bool(events)

    def _finish(self) -> None:
        self._store.finish(self.attempt.id, self._clock.date(), self.sheet().summary())
        self._finished = True
