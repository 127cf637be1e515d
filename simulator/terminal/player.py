"""Plays an attempt in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.clock import OpenClock
from simulator.attempt.open import open_play
from simulator.errors import UnsavedError
from simulator.presentation.debrief import debrief_model
from simulator.presentation.errors import store_text
from simulator.presentation.scene import build_scene
from simulator.terminal.command import parse_command
from simulator.terminal.debrief import debrief_lines

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, PlayRequest
    from simulator.attempt.play import Play
    from simulator.errors import StoreError, StoreReason
    from simulator.presentation.scene import Reply, Scene
    from simulator.terminal.command import Command

_ECHOED = 40
"""Characters of an unknown line that are printed back."""


class TextPlayer:
    """One attempt, from its briefing to its debrief, on two streams.

    Args:
        context: The program.
        request: What is to be played; edition and trainee have been picked.
        lines: The input.
        out: The output.
        measured: Whether a person types. Then replies are timed and the choices are shuffled; in
            a script a line may name the time of its reply.

    Raises:
        StoreError: The attempt cannot be read or begun.
        LogError: The attempt that waits does not fit its edition; or HeaderError, EditionError.
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
        self._printed_pages: set[str] = set()
        self._printed_signals: set[str] = set()
        self._reported: StoreReason | None = None
        self._play, self._resumed = self._open()

    def run(self) -> None:
        """Plays until the ending, or until the trainee leaves and the attempt waits.

        Raises:
            UnsavedError: The last events could not be saved.
            KeyboardInterrupt: The trainee stopped the program; all events are saved.
        """
        try:
            self._run()
        except KeyboardInterrupt:
            # The interrupt may have come before the last event was saved.
            why = self._play.save()
            if why is not None:
                raise self._unsaved_error(why) from None
            if not self._play.ended:
                self._print("")
                self._say("text.waits", scenario=self._title)
            raise

    @property
    def _title(self) -> str:
        return self._translator.text(self._play.session.program.scenario.title)

    def _open(self) -> tuple[Play, bool]:
        """The play, and whether it resumes an attempt; a script keeps the order of the file."""
        request = self._request
        if request.seed is None and not self._measured:
            request = replace(request, seed=0)
        return open_play(self._context, request)

    def _run(self) -> None:
        self._print_briefing()
        scene = self._next_scene()
        while not self._play.ended:
            if scene.view.goes_on and not (scene.lookups and self._measured):
                self._play.go_on()
            elif not self._take_turn(scene):
                self._save_rest()
                self._say("text.waits", scenario=scene.title)
                return
            self._report_unsaved()
            scene = self._next_scene()
        self._print_debrief()
        self._save_rest()

    def _next_scene(self) -> Scene:
        """The scene of this moment, which is printed."""
        scene = build_scene(self._play.session, self._translator, self._messages)
        self._print_scene(scene)
        return scene

    def _report_unsaved(self) -> None:
        """Says that the last reply is not saved; the reason is said once until it changes."""
        error = self._play.unsaved
        if error is not None:
            if error.reason != self._reported:
                self._print(store_text(error, self._messages))
            self._say("store.unsaved", place=error.place)
        self._reported = None if error is None else error.reason

    def _save_rest(self) -> None:
        """Saves what is not saved yet, as often as a person at the keyboard tries again.

        Raises:
            UnsavedError: It cannot be saved.
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
        """Whether a reply was taken; False: the trainee leaves, or the input has ended."""
        self._play.show(self._clock.frame(self._context.clock.now()), reading=scene.reading)
        self._print_prompt(scene)
        while line := self._lines.readline():
            command = parse_command(line, scene, self._play.session.allowance)
            match command.kind:
                case "leave":
                    return False
                case "repeat" if scene.view.goes_on:
                    self._play.go_on()
                    return True
                case "repeat":
                    self._print_scene(scene)
                case "help":
                    self._say("text.help")
                case "unknown":
                    self._say("text.unknown", line=line.strip()[:_ECHOED])
                case "wait" if not scene.view.limited:
                    self._say("text.no-limit")
                case _:
                    self._apply(command)
                    return True
        return False

    def _apply(self, command: Command) -> None:
        if command.kind == "give-up":
            self._play.abandon()
        elif command.kind == "wait":
            self._play.time_out()
        else:
            self._choose(command)

    def _choose(self, command: Command) -> None:
        """Makes a choice, unless its time is after the deadline: then the silence happens."""
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
        if not self._context.covers(request.language, scenario):
            self._say("text.only-source")
        self._print(self._translator.text(scenario.briefing).strip())
        self._say("text.goes-on" if self._resumed else "text.how")
        edition = request.edition
        if edition is not None and self._play.attempt.digest != edition.digest:
            self._say("text.older-edition")
        if not self._measured:
            self._say("text.unmeasured")

    def _print_prompt(self, scene: Scene) -> None:
        """Says how the story goes on from here, and how much time there is."""
        if scene.view.goes_on:
            self._say("text.press-enter")
        if scene.stuck:
            self._say("text.stuck", node=scene.view.node)
        allowance = self._play.session.allowance
        if allowance is not None and allowance.deadline is not None:
            seconds = -(-allowance.deadline // 1000)
            self._say("text.limited", time=self._messages.duration(seconds))

    def _print_scene(self, scene: Scene) -> None:
        self._print("")
        if scene.answer:
            self._print(f"  — {scene.answer}")
        self._print_desk(scene)
        if scene.clock is not None:
            self._print(f"[{scene.clock}]")
        if scene.narration:
            self._print(scene.narration)
        if scene.line:
            self._print(self._speech(scene, scene.line))
        for offered in (*scene.replies, *scene.lookups):
            self._print(f"  {offered.number}. {self._choice_words(offered)}")

    def _print_desk(self, scene: Scene) -> None:
        """Prints records and signals that were not printed before."""
        for page in scene.pages:
            if page.id not in self._printed_pages:
                self._printed_pages.add(page.id)
                self._print(f"[{page.title}] {page.words.strip()}")
        for signal in scene.signals:
            if signal not in self._printed_signals:
                self._printed_signals.add(signal)
                self._print(f"! {signal}")

    def _print_debrief(self) -> None:
        model = debrief_model(
            self._play.debrief(),
            self._play.session.program.scenario,
            self._context.concepts(),
            self._messages,
            self._translator,
        )
        self._out.writelines(line + "\n" for line in debrief_lines(model))
        self._out.flush()

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
