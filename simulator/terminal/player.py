"""Plays an attempt in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.clock import OpenClock
from simulator.attempt.open import open_play
from simulator.errors import UnsavedError
from simulator.presentation.scene import build_scene
from simulator.terminal.answer import Answer, understand
from simulator.terminal.debrief import tell_debrief

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.play import Play
    from simulator.errors import StoreError
    from simulator.presentation.scene import Reply, Scene


class TextPlayer:
    """One attempt, from its briefing to its debrief, on two streams."""

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
        self._measured = measured
        self._lines = lines
        self._out = out
        self._messages: Messages = context.messages(request.language)
        self._clock = OpenClock()
        self._pages: set[str] = set()
        self._signals: set[str] = set()
        self._told = ""
        self._translator = context.translator(request.language)
        self._play = self._open()

    def run(self) -> None:
        """Plays until the ending, or until the trainee leaves and the attempt waits.

        Raises:
            UnkeptError: Its last events could not be kept.
        """
        try:
            self._run()
        except KeyboardInterrupt:
            # It may have come before anything was tried.
            why = self._play.save()
            if why is not None:
                raise self._lost(why) from None
            if not self._play.ended:
                self._line("")
                self._say("text.waits", scenario=self._scene.title)
            raise

    @property
    def _scene(self) -> Scene:
        return build_scene(self._play.session, self._translator)

    def _run(self) -> None:
        self._brief()
        while not self._play.ended:
            scene = self._scene
            self._tell(scene)
            if scene.goes_on and not (scene.lookups and self._measured):
                self._play.go_on()
            elif not self._turn(scene):
                self._settle()
                self._say("text.waits", scenario=scene.title)
                return
            self._tell_unsaved()
        self._tell(self._scene)
        tell_debrief(self._context, self._play, self._messages, self._translator, self._out)
        self._settle()

    def _open(self) -> Play:
        request, context = self._request, self._context
        seed = 0 if request.seed is None and not self._measured else request.seed
        play, self._resumed = open_play(context, replace(request, seed=seed))
        return play

    def _tell_unsaved(self) -> None:
        """Says that the last reply was not kept; why, once for each reason."""
        error = self._play.unsaved
        if error is not None:
            if error.reason != self._told:
                self._say(f"store.{error.reason}", place=error.place, detail=error.detail)
            self._say("store.unsaved", place=error.place)
        self._told = error.reason if error else ""

    def _settle(self) -> None:
        """Leaves nothing unkept behind, as long as somebody is there who can help."""
        if self._play.unsaved is None:
            return
        while (error := self._play.save()) is not None:
            if not self._measured:
                raise self._lost(error)
            self._say(f"store.{error.reason}", place=error.place, detail=error.detail)
            self._say("text.keep-again")
            line = self._lines.readline()
            if not line or line.strip() == "q":
                raise self._lost(error)
        self._say("text.kept")

    def _lost(self, why: StoreError) -> UnsavedError:
        return UnsavedError(why, self._play.unsaved_replies, self._scene.title)

    def _brief(self) -> None:
        scenario = self._play.session.program.scenario
        text = self._translator.text
        self._line(f"# {text(scenario.title)}")
        if not self._context.covers(self._request.language, scenario):
            self._say("text.only-source")
        self._line(text(scenario.briefing).strip())
        self._say("text.goes-on" if self._resumed else "text.how")
        if self._request.edition and self._play.attempt.digest != self._request.edition.digest:
            self._say("text.older-edition")
        if not self._measured:
            self._say("text.unmeasured")

    def _turn(self, scene: Scene) -> bool:
        """One reply; False when the trainee leaves."""
        self._play.show(self._clock.frame(self._context.clock.now()), reading=scene.reading)
        self._announce(scene)
        while line := self._lines.readline():
            answer = understand(line, scene, self._play.session.allowance)
            match answer.command:
                case "leave":
                    return False
                case "repeat" if scene.goes_on:
                    self._play.go_on()
                    return True
                case "repeat":
                    self._tell(scene)
                case "help":
                    self._say("text.help")
                case "unknown":
                    self._say("text.unknown", line=line.strip()[:40])
                case "wait" if not scene.limited:
                    self._say("text.no-limit")
                case _:
                    self._act(answer)
                    return True
        return False

    def _announce(self, scene: Scene) -> None:
        if scene.goes_on:
            self._say("text.press-enter")
        if scene.stuck:
            self._say("text.stuck", node=scene.node)
        allowance = self._play.session.allowance
        if allowance is not None and allowance.deadline is not None:
            seconds = -(-allowance.deadline // 1000)
            self._say("text.limited", time=self._messages.duration(seconds))

    def _act(self, answer: Answer) -> None:
        if answer.command == "give-up":
            self._play.abandon()
        elif answer.command == "wait":
            self._play.time_out()
        else:
            self._choose(answer.choice, answer.reply)

    def _choose(self, choice: str, told: int | None) -> None:
        play, shown = self._play, self._play.session.shown or 0
        now: int | None = None
        if told is not None:
            now = shown + told
        elif self._measured:
            now = self._clock.frame(self._context.clock.now())
        if now is not None and play.tick(now):
            self._say("text.too-late")
            return
        play.choose(choice, now)

    def _tell(self, scene: Scene) -> None:
        self._line("")
        if scene.answer:
            self._line(f"  — {scene.answer}")
        self._tell_desk(scene)
        if scene.clock is not None:
            self._line(f"[{self._messages.clock(scene.clock)}]")
        if scene.narration:
            self._line(scene.narration)
        if scene.line:
            self._line(self._speech(scene))
        for offer in (*scene.replies, *scene.lookups):
            self._line(f"  {offer.number}. {self._offer(offer)}")

    def _tell_desk(self, scene: Scene) -> None:
        for page in scene.pages:
            if page.id not in self._pages:
                self._pages.add(page.id)
                self._line(f"[{page.title}] {page.words.strip()}")
        for signal in scene.desk:
            if signal not in self._signals:
                self._signals.add(signal)
                self._line(f"! {signal}")

    def _speech(self, scene: Scene) -> str:
        if scene.speaker is None:
            return scene.line or ""
        if scene.mood is None:
            return self._messages("text.says", name=scene.speaker, line=scene.line or "")
        return self._messages(
            "text.says-feeling",
            name=scene.speaker,
            mood=self._messages(f"mood.{scene.mood}"),
            line=scene.line or "",
        )

    def _offer(self, offer: Reply) -> str:
        return (
            offer.words
            if offer.kind == "say"
            else self._messages(f"text.{offer.kind}", words=offer.words)
        )

    def _say(self, id_: str, **fields: str | int) -> None:
        self._line(self._messages(id_, **fields))

    def _line(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()
