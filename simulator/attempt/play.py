"""A play: one attempt from its start to its score; every event is saved before the next scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.edition import edition_played, playable
from simulator.attempt.record import Attempt
from simulator.debrief.review import Debrief, build_debrief
from simulator.errors import HeaderError, StoreError
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Looked, TimedOut
from simulator.session.replay import replay_log
from simulator.session.session import Session

if TYPE_CHECKING:
    from simulator.attempt.context import PlayRequest
    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, PlayStore
    from simulator.session.event import Event


class Play:
    """An attempt that is being played, and its record in the store.

    A store that fails does not stop a play: `unsaved` holds the error, and the next command or
    `save` tries again to save all events that are missing.

    Attributes:
        attempt: The header of the attempt.
        session: The live run.
        factor: Time to reply, in per cent of the usual time; None: no clock. Never stored.
        unsaved: Why the last events could not be saved; None: all events are saved.
    """

    def __init__(
        self,
        attempt: Attempt,
        session: Session,
        store: PlayStore,
        clock: Clock,
        *,
        factor: int | None = 100,
    ) -> None:
        self.attempt = attempt
        self.session = session
        self.factor = factor
        self.unsaved: StoreError | None = None
        self._store = store
        self._clock = clock
        self._saved = len(session.log)
        self._finished = False
        self._final: ScoreSheet | None = None

    @classmethod
    def begin(
        cls,
        edition: Edition,
        request: PlayRequest,
        *,
        id_: str,
        seed: int,
        store: PlayStore,
        clock: Clock,
    ) -> Play:
        """A play of a new attempt, which is saved at once.

        Args:
            edition: The scenario that is played.
            request: Trainee, language and factor.
            id_: A fresh UUID in hexadecimal digits.
            seed: Orders the choices on the screen; 0 keeps the order of the file.
            store: Keeps the attempt.
            clock: Tells the date for the header.

        Raises:
            StoreError: The attempt cannot be saved.
        """
        session = Session(edition.program)
        session.start(seed=seed)
        scenario, rubric = edition.program.scenario, edition.program.rubric
        attempt = Attempt(
            id=id_,
            trainee=request.trainee,
            scenario=scenario.id,
            edition=scenario.edition,
            digest=edition.digest,
            rubric=rubric.id,
            rubric_edition=rubric.edition,
            language=request.language,
            started=clock.date(),
        )
        store.save_edition(edition.digest, edition.body)
        store.begin(attempt, session.log)
        return cls(attempt, session, store, clock, factor=request.factor)

    @classmethod
    def resume(
        cls,
        edition: Edition,
        attempt: Attempt,
        *,
        store: PlayStore,
        clock: Clock,
        factor: int | None = 100,
    ) -> Play:
        """A play of a stored attempt, at the node where it was left and on its own edition.

        The reply clock of that node starts again from zero when its scene is shown.

        Args:
            edition: The scenario as it is in its file now; see `edition_played`.
            attempt: An attempt that waits.
            store: Keeps the attempt.
            clock: Tells the date of the ending.
            factor: Time to reply, in per cent of the usual time; None: no clock.

        Raises:
            LogError: The log does not fit the edition.
            HeaderError: The header is not as it was written.
            EditionError: The edition of the attempt cannot be read.
            StoreError: The attempt cannot be read.
        """
        changed = store.changed(attempt)
        if changed:
            raise HeaderError(attempt.id, changed)
        program = edition_played(store, attempt, edition).program
        log = store.events(attempt.id)
        with playable(attempt.digest):
            session = replay_log(program, log)
        play = cls(attempt, session, store, clock, factor=factor)
        # A power cut after the last event and before the score leaves a score to be saved.
        play.save()
        return play

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return self.session.ended

    def show(self, now: int, *, reading: int) -> None:
        """Starts the reply time of this turn: its scene is on the screen, or was read out.

        Args:
            now: Reply clock, milliseconds.
            reading: Reading time of all that is shown, milliseconds.
        """
        self.session.show(now, reading=reading, factor=self.factor)

    def tick(self, now: int) -> bool:
        """Whether a deadline has passed by this time of the reply clock; then it takes effect."""
        return self._save(self.session.tick(now))

    def choose(self, choice: str, now: int | None = None) -> tuple[Event, ...]:
        """The events that a choice gives; see `Session.choose`."""
        events = self.session.choose(choice, now)
        self._save(events)
        return events

    def time_out(self) -> None:
        """Lets the silence of this node happen."""
        self._save(self.session.time_out())

    def go_on(self) -> None:
        """Lets the story go on from a node without replies."""
        self._save(self.session.go_on())

    def abandon(self) -> None:
        """Gives up: the attempt ends and is scored as it is now."""
        self._save(self.session.abandon())

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
    def unsaved_replies(self) -> int:
        """The number of replies that are not saved; an unsaved decision to give up counts as 1."""
        rest = self.session.log[self._saved :]
        replies = sum(isinstance(x, Chosen | Looked | TimedOut) for x in rest)
        return replies or int(bool(rest))

    def save(self) -> StoreError | None:
        """Why events still cannot be saved after one more try; None: all are saved."""
        self._save(())
        return self.unsaved

    def debrief(self) -> Debrief:
        """The look back at the play for its trainee."""
        return build_debrief(self.session.program, self.session.log, self.sheet())

    def _save(self, events: tuple[Event, ...]) -> bool:
        """Saves what is missing in the store; whether there are new events."""
        log = self.session.log
        try:
            if len(log) > self._saved:
                self._store.append(self.attempt.id, self._saved, log[self._saved :])
                self._saved = len(log)
            if self.ended and not self._finished:
                self._finish()
            self.unsaved = None
        except StoreError as error:
            self.unsaved = error
        return bool(events)

    def _finish(self) -> None:
        self._store.finish(self.attempt.id, self._clock.date(), self.sheet().summary())
        self._finished = True
