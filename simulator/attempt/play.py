"""A play: one attempt from its start to its score. Every event is saved before the next scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.attempt.edition import edition_played, playable
from simulator.attempt.record import Attempt
from simulator.debrief.lesson import lesson_of, replay_with_lesson
from simulator.debrief.review import Debrief, build_debrief
from simulator.errors import HeaderError, StoreError
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Looked, TimedOut
from simulator.session.session import Session

if TYPE_CHECKING:
    from simulator.attempt.context import PlayRequest
    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, PlayStore
    from simulator.debrief.lesson import Lesson
    from simulator.session.event import Event
    from simulator.session.state import State


class Play:
    """An attempt that is being played, and saves its events to a store.

    If the store fails, the play continues: `unsaved` holds the error, and the next command or call
    of `save` tries to save all unsaved events again.

    Attributes:
        attempt: The header of the attempt.
        session: The session that runs the scenario.
        factor: The time to reply in per cent of the usual time; None: no time limit. It is never
            stored.
        lesson: The lesson of the last turn, if the trainee practises; None before the first turn,
            and after the story went on by itself.
        unsaved: The error that prevented saving the last events; None if all events are saved.
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
        self.lesson: Lesson | None = None
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
        known: frozenset[str] = frozenset(),
        number: int | None = None,
    ) -> Play:
        """A play of a new attempt, which is saved immediately.

        Args:
            edition: The edition to play; the edition of the request is not used.
            request: The request, for trainee, language, factor, measured, mode and group.
            id_: A new UUID as 32 hexadecimal digits.
            seed: The seed for the order of choices on the screen; 0 keeps the order of the file.
            store: The store to save the attempt in.
            clock: The clock that gives the dates of the start and the end.
            known: Ids of the nodes that the trainee has read in earlier attempts at this edition.
            number: The number of the attempt; see `Attempt`.

        Raises:
            StoreError: The attempt cannot be saved.
        """
        session = Session(edition.program, known=known)
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
            measured=request.measured,
            mode="tutorial" if scenario.tutorial else request.mode or "practice",
            number=number,
            cohort=request.group.cohort,
            team=request.group.team,
            site=request.group.site,
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
        measured: bool = True,
        known: frozenset[str] = frozenset(),
    ) -> Play:
        """A play of a waiting attempt, on its own edition and at the node that it reached.

        The reply time at this node starts again from zero when its scene is shown.

        Args:
            edition: The edition in the current file of the scenario; see `edition_played`.
            attempt: The header of the waiting attempt.
            store: The store of the attempt.
            clock: The clock that gives the date of the end.
            factor: The time to reply in per cent of the usual time; None: no time limit.
            measured: Whether a person replies in real time, and no script.
            known: Ids of the nodes that the trainee has read in earlier attempts at this edition.

        Raises:
            LogError: The log does not fit the edition.
            HeaderError: The header was changed.
            EditionError: The edition of the attempt is changed or unreadable.
            StoreError: The attempt cannot be read.
        """
        changed = store.changed(attempt)
        if changed:
            raise HeaderError(attempt.id, changed)
        program = edition_played(store, attempt, edition).program
        log = store.events(attempt.id)
        with playable(attempt.digest):
            session, lesson = replay_with_lesson(program, log, known=known)
        if attempt.measured and not measured:
            store.unmeasure(attempt.id)
            attempt = replace(attempt, measured=False)
        play = cls(attempt, session, store, clock, factor=factor)
        play.lesson = lesson if attempt.mode == "practice" else None
        # If the program was killed after the ending was saved, the scores are not saved yet.
        play.save()
        return play

    @property
    def ended(self) -> bool:
        """Whether the play has reached an ending."""
        return self.session.ended

    def show(self, now: int, *, reading: int) -> None:
        """Starts the reply time of a turn, when its scene was shown or read out.

        In a tutorial the clock is off.

        Args:
            now: The time of the reply clock, in milliseconds.
            reading: The time to read everything in the scene, in milliseconds.
        """
        tutorial = self.session.program.scenario.tutorial
        self.session.show(now, reading=reading, factor=None if tutorial else self.factor)

    def tick(self, now: int) -> bool:
        """Lets the silence of the current node happen if the deadline has passed.

        Args:
            now: The time of the reply clock, in milliseconds.

        Returns:
            Whether the silence happened.
        """
        before = self.session.state
        events = self.session.tick(now)
        self._learn(before, events)
        self._save()
        return bool(events)

    def choose(self, choice: str, now: int | None = None) -> tuple[Event, ...]:
        """Makes a choice, and saves the events that follow from it.

        Args:
            choice: The id of the choice.
            now: The time of the reply clock at the input, in milliseconds; None: not measured.

        Returns:
            The new events.

        Raises:
            NotAvailableError: The current node does not offer the choice.
            EndedError: The play has ended.
        """
        before = self.session.state
        events = self.session.choose(choice, now)
        self._learn(before, events)
        self._save()
        return events

    def time_out(self) -> None:
        """Lets the silence of the current node happen.

        Raises:
            NotAvailableError: The node has no deadline.
            EndedError: The play has ended.
        """
        before = self.session.state
        self._learn(before, self.session.time_out())
        self._save()

    def go_on(self) -> None:
        """Continues the story from a node without replies.

        Raises:
            NotAvailableError: The story does not continue from this node by itself.
            EndedError: The play has ended.
            EndlessWalkError: The story would go on for ever; nothing is saved.
        """
        self.session.go_on()
        self.lesson = None
        self._save()

    def abandon(self) -> None:
        """Gives up: the attempt ends, and its score counts the play so far.

        Raises:
            EndedError: The play has ended.
        """
        self.session.abandon()
        self._save()

    def sheet(self) -> ScoreSheet:
        """The score sheet of the play so far; after the ending it is computed only once."""
        if self._final is not None:
            return self._final
        program = self.session.program
        sheet = score(program.scenario, program.rubric, self.session.log)
        if self.ended:
            self._final = sheet
        return sheet

    @property
    def unsaved_replies(self) -> int:
        """The number of replies and look-ups that are not saved.

        It is 1 if no reply but another event is unsaved, such as the decision to give up.
        """
        rest = self.session.log[self._saved :]
        replies = sum(isinstance(x, Chosen | Looked | TimedOut) for x in rest)
        return replies or int(bool(rest))

    def save(self) -> StoreError | None:
        """Tries once to save all unsaved events.

        Returns:
            The error that prevented saving them; None if all events are saved.
        """
        self._save()
        return self.unsaved

    def debrief(self) -> Debrief:
        """The debrief of the play so far."""
        return build_debrief(self.session.program, self.session.log, self.sheet())

    def _learn(self, before: State, events: tuple[Event, ...]) -> None:
        """Notes the lesson of a turn.

        Args:
            before: The state before the turn.
            events: The events of the turn; a look-up has no lesson.
        """
        turn = events[0] if events else None
        if self.attempt.mode == "practice" and isinstance(turn, Chosen | TimedOut):
            self.lesson = lesson_of(self.session.program, turn, before)

    def _save(self) -> None:
        """Saves all unsaved events, and after an ending the scores; sets `unsaved`."""
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

    def _finish(self) -> None:
        """Saves the date of the end and the scores.

        Raises:
            StoreError: The store cannot be written.
        """
        # A clock that was set back does not make the attempt end before it started.
        ended = max(self._clock.date(), self.attempt.started)
        self._store.finish(self.attempt.id, ended, self.sheet().summary())
        self._finished = True
