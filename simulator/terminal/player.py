"""Plays an attempt in text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.clock import OpenClock
from simulator.attempt.open import open_play
from simulator.attempt.retake import begin_retake, turns_in
from simulator.errors import EndlessWalkError, StoreError, StreamError, UnsavedError
from simulator.presentation.errors import error_text, store_text
from simulator.presentation.library import language_note
from simulator.presentation.own_view import plan_words
from simulator.presentation.scene import build_scene
from simulator.terminal.command import ECHOED, parse_command
from simulator.terminal.debriefing import Debriefing

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, PlayRequest
    from simulator.attempt.play import Play
    from simulator.presentation.scene import Reply, Scene
    from simulator.reasons import StoreReason
    from simulator.session.state import State
    from simulator.terminal.command import Command


class TextPlayer:
    """One attempt, from its briefing to its debrief, on two streams.

    Args:
        context: The library, the store, the settings and the languages.
        request: The options of the play; its edition and its trainee are set.
        lines: The input.
        out: The output.
        measured: Whether a person types the input. If so, replies are timed and choices are
            shuffled. If not, the input is a script, in which a line may state its response time.

    Raises:
        StoreError: The attempt cannot be read or begun.
        LogError: The log of the unfinished attempt does not fit its edition.
        HeaderError: The header of the unfinished attempt was changed.
        EditionError: The edition of the unfinished attempt is missing, changed or unreadable.
    """

    def __init__(
        self,
        context: AppContext,
        request: PlayRequest,
        lines: TextIO,
        out: TextIO,
        *,
        measured: bool,
    ) -> None:
        self._context = context
        self._request = request
        self._lines = lines
        self._out = out
        self._measured = measured
        self._messages = context.messages(request.language)
        self._translator = context.translator(request.language)
        self._clock = OpenClock()
        self._printed_pages: set[tuple[str, str]] = set()
        self._printed_signals: set[str] = set()
        self._passed: set[State] = set()
        self._reported: StoreReason | None = None
        self._play, self._resumed = self._open()

    def run(self) -> None:
        """Plays to the ending, or until the trainee leaves; the attempt can then be continued.

        Raises:
            UnsavedError: The last events could not be saved.
            StreamError: The output cannot be written, or the input cannot be read; all events are
                saved.
            KeyboardInterrupt: The trainee stopped the program; all events are saved.
        """
        try:
            self._run()
        except (KeyboardInterrupt, StreamError) as stop:
            # It may have come before the last event was saved.
            why = self._play.save()
            if why is not None:
                raise self._unsaved_error(why) from None
            if not self._play.ended and not isinstance(stop, StreamError):
                self._print("")
                self._say("text.waits", scenario=self._title)
            raise

    @property
    def _title(self) -> str:
        return self._translator.text(self._play.session.program.scenario.title)

    def _open(self) -> tuple[Play, bool]:
        """The play, and whether it continues an attempt; a script has the choices in file order."""
        request = self._request
        if request.seed is None and not self._measured:
            request = replace(request, seed=0)
        return open_play(self._context, request)

    def _run(self) -> None:
        self._print_briefing()
        scene = self._next_scene()
        while not self._play.ended:
            if not (self._goes_on_alone(scene) and self._continue()) and not self._take_turn(scene):
                self._save_rest()
                self._say("text.waits", scenario=scene.title)
                return
            self._report_unsaved()
            scene = self._next_scene()
        if not self._play.session.program.scenario.tutorial:
            debriefing = Debriefing(self._context, self._play, self._messages, self._translator)
            if self._measured and self._play.unsaved is None:
                debriefing.hold(self._lines, self._out)
            else:
                debriefing.print(self._out)
        self._save_rest()

    def _goes_on_alone(self, scene: Scene) -> bool:
        """Whether the story goes on without a line of the input.

        A person is asked before the story leaves a node with look-ups. A script is asked where it
        comes back to a node and nothing has changed; otherwise the play might never end.
        """
        if not scene.view.goes_on or (scene.lookups and self._measured):
            return False
        if scene.lookups or scene.view.limited:
            state = self._play.session.state
            if state in self._passed:
                return False
            self._passed.add(state)
        return True

    def _continue(self) -> bool:
        """Lets the story go on; False: it would never stop, which a person is told.

        Raises:
            EndlessWalkError: The story would never stop, and the input is a script.
        """
        try:
            self._play.go_on()
        except EndlessWalkError as error:
            if not self._measured:
                raise
            self._print(error_text(error, self._messages))
            return False
        return True

    def _next_scene(self) -> Scene:
        """Prints the scene of the present moment and returns it."""
        scene = build_scene(self._play.session, self._translator, self._messages, self._play.lesson)
        self._print_scene(scene)
        return scene

    def _report_unsaved(self) -> None:
        """Prints that the last reply is not saved; prints the reason only if it has changed."""
        error = self._play.unsaved
        if error is not None:
            if error.reason != self._reported:
                self._print(store_text(error, self._messages))
            self._say("store.unsaved", place=error.place)
        self._reported = None if error is None else error.reason

    def _save_rest(self) -> None:
        """Saves all events that are not saved yet; after a failure a person can try again.

        Raises:
            UnsavedError: The events cannot be saved, and the input is a script or the person quit.
        """
        if self._play.unsaved is None:
            return
        while (error := self._play.save()) is not None:
            if not self._measured:
                raise self._unsaved_error(error)
            self._print(store_text(error, self._messages))
            self._say("text.save-again")
            line = self._lines.readline()
            if not line or line.strip() == "q":
                raise self._unsaved_error(error)
        self._say("text.saved")

    def _unsaved_error(self, why: StoreError) -> UnsavedError:
        return UnsavedError(why, self._play.unsaved_replies, self._title)

    def _take_turn(self, scene: Scene) -> bool:
        """Reads lines until one is carried out; False: the trainee leaves, or the input ends."""
        self._play.show(self._clock.frame(self._context.clock.now()), reading=scene.reading)
        self._print_prompt(scene)
        while line := self._lines.readline():
            allowance = self._play.session.allowance
            command = parse_command(line, scene, allowance, scripted=not self._measured)
            match command.kind:
                case "leave":
                    return False
                case "repeat" if scene.view.goes_on:
                    if self._continue():
                        return True
                case "repeat":
                    self._print_scene(scene)
                case "help" | "timed":
                    self._say(f"text.{command.kind}")
                case "unknown":
                    self._say("text.unknown", line=line.strip()[:ECHOED])
                case "take-back" if not self._can_retake:
                    self._say("text.nothing-to-take-back")
                case "wait" if not scene.view.limited:
                    self._say("text.no-limit")
                case _:
                    self._apply(command)
                    return True
        return False

    @property
    def _can_retake(self) -> bool:
        """Whether a reply can be taken back: only in practice, and after the first reply."""
        practises = self._play.attempt.mode == "practice"
        return practises and bool(turns_in(self._play.session.log))

    def _apply(self, command: Command) -> None:
        if command.kind == "give-up":
            self._play.abandon()
        elif command.kind == "wait":
            self._play.time_out()
        elif command.kind == "take-back":
            self._take_back()
        else:
            self._choose(command)

    def _take_back(self) -> None:
        """Goes on before the last reply, as a retake; if it cannot be saved, nothing changes."""
        turn = turns_in(self._play.session.log) - 1
        try:
            self._play = begin_retake(self._context, self._play, turn, measured=self._measured)
        except StoreError as error:
            self._print(store_text(error, self._messages))
        else:
            self._say("text.taken-back")

    def _choose(self, command: Command) -> None:
        """Makes a choice; after the deadline, the silence of the node happens instead."""
        now: int | None = None
        if command.reply is not None:
            now = (self._play.session.shown or 0) + command.reply
        elif self._measured:
            now = self._clock.frame(self._context.clock.now())
        if now is not None and self._play.tick(now):
            self._say("text.too-late")
            return
        self._play.choose(command.choice, now)

    def _print_briefing(self) -> None:
        scenario, request = self._play.session.program.scenario, self._request
        self._print(f"# {self._title}")
        note = language_note(self._context, scenario, self._messages)
        if note is not None:
            self._print(f"[{note}]")
        self._print(self._translator.text(scenario.briefing).strip())
        self._say("text.goes-on" if self._resumed else "text.how")
        self._print_plan()
        edition = request.edition
        if edition is not None and self._play.attempt.digest != edition.digest:
            self._say("text.older-edition")
        if not self._measured:
            self._say("text.unmeasured")

    def _print_plan(self) -> None:
        """Reminds the trainee of the plan that the last debrief ended with."""
        plan = None
        with suppress(StoreError):  # It is reported when the play is saved.
            plan = self._context.store().reflections.newest_plan(self._play.attempt.trainee)
        if plan is not None:
            self._print(f"{self._messages('plan.yours')}: {plan_words(plan, self._messages)}")

    def _print_prompt(self, scene: Scene) -> None:
        """Prints how to continue, and how much time there is to reply."""
        if scene.view.goes_on:
            self._say("text.press-enter")
        if scene.stuck:
            self._say("text.stuck", node=scene.view.node)
        allowance = self._play.session.allowance
        if allowance is not None and allowance.silence_after is not None:
            seconds = -(-allowance.silence_after // 1000)
            self._say("text.limited", time=self._messages.duration(seconds))

    def _print_scene(self, scene: Scene) -> None:
        self._print("")
        if scene.answer:
            self._print(f"  — {scene.answer}")
        for passage in scene.passages:
            if passage.kind in ("feedback", "better"):
                self._print(f"  {passage.who}: {passage.words}")
        if scene.moved is not None:
            self._print(f"  ({scene.moved})")
        self._print_desk(scene)
        if scene.clock is not None:
            self._print(f"[{scene.clock}]")
        if scene.narration:
            self._print(scene.narration)
        if scene.line:
            self._print(self._speech(scene, scene.line))
        if scene.hint and scene.view.points_at != "pause":  # Its keys are those of the window.
            self._say("text.hint", words=scene.hint)
        for offered in (*scene.replies, *scene.lookups):
            self._print(f"  {offered.number}. {self._choice_words(offered)}")

    def _print_desk(self, scene: Scene) -> None:
        """Prints the records and signals that have not been printed yet."""
        for page in scene.pages:
            if (page.id, page.words) not in self._printed_pages:
                self._printed_pages.add((page.id, page.words))
                self._print(f"[{page.title}] {page.words.strip()}")
        for signal in scene.signals:
            if signal not in self._printed_signals:
                self._printed_signals.add(signal)
                self._print(f"! {signal}")

    def _speech(self, scene: Scene, line: str) -> str:
        if scene.speaker is None:
            return line
        mood = scene.mood_words
        if mood is None:
            return self._messages("text.says", name=scene.speaker, line=line)
        return self._messages("text.says-feeling", name=scene.speaker, mood=mood, line=line)

    def _choice_words(self, offered: Reply) -> str:
        if offered.kind == "say":
            return offered.words
        return self._messages(f"text.{offered.kind}", words=offered.words)

    def _say(self, id_: str, **fields: str | int) -> None:
        self._print(self._messages(id_, **fields))

    def _print(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()
