"""The conversation after a play: own judgements, the debrief in layers, and a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from simulator.attempt.reflection import plan_of
from simulator.debrief.own_view import LEVELS, turns_to_judge
from simulator.errors import StoreError
from simulator.presentation.debrief import debrief_model
from simulator.presentation.errors import store_text
from simulator.presentation.own_view import judge_model
from simulator.terminal.command import ECHOED
from simulator.terminal.debrief import layer_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.play import Play
    from simulator.attempt.ports import ReflectionStore, Translator
    from simulator.debrief.own_view import Level
    from simulator.presentation.own_view import JudgedTurn


class Debriefing:
    """The debrief of a play that has ended.

    Args:
        context: The concept cards and the store.
        play: The play.
        messages: The interface.
        translator: The authored text.
    """

    def __init__(
        self, context: AppContext, play: Play, messages: Messages, translator: Translator
    ) -> None:
        self._store = context.store
        self._play = play
        self._messages = messages
        self._translator = translator
        self._found = play.debrief()
        self._rubric = play.session.program.rubric
        self._model = debrief_model(
            self._found,
            play.session.program.scenario,
            self._rubric,
            context.concepts(),
            messages,
            translator,
        )

    def print(self, out: TextIO) -> None:
        """Prints all three layers, as a script needs them."""
        for layer in range(3):
            _print(out, layer_lines(self._model, layer))

    def hold(self, lines: TextIO, out: TextIO) -> None:
        """Talks to a person: three judgements, the first layer, more on request, and a plan.

        An empty line, or the end of the input, skips each of them.
        """
        self._judge(lines, out)
        _print(out, layer_lines(self._model, 0))
        while True:
            _print(out, ("", self._messages("debrief.text-more")))
            asked = lines.readline().strip()
            if not asked:
                break
            if asked in ("1", "2", "3"):
                _print(out, layer_lines(self._model, int(asked) - 1))
            else:
                _print(out, (self._messages("text.unknown", line=asked[:ECHOED]),))
        self._plan(lines, out)

    def _judge(self, lines: TextIO, out: TextIO) -> None:
        """Asks about the turns, one after the other, and then prints what the scores say."""
        judged: dict[int, Level] = {}
        if turns_to_judge(self._found, self._rubric):
            _print(out, ("", f"# {self._messages('judge.title')}"))
        for turn in self._turns(judged):
            said = () if turn.line is None else (turn.line,)
            _print(out, ("", f"{turn.title}", *said, f"   > {turn.reply}"))
            _print(out, (self._messages("judge.text-ask"),))
            answer = lines.readline().strip()
            if answer not in ("1", "2", "3"):
                break
            judged[turn.number] = LEVELS[int(answer) - 1]
        for turn in self._turns(judged):
            if turn.yours is not None:
                _print(out, ("", f"{turn.title}. {turn.yours}. {turn.found}.", turn.figures))
        if judged:
            self._save(out, lambda x: x.save_judged(self._play.attempt.id, judged))

    def _turns(self, judged: dict[int, Level]) -> tuple[JudgedTurn, ...]:
        found, rubric = self._found, self._rubric
        return judge_model(found, rubric, judged, self._messages, self._translator).turns

    def _plan(self, lines: TextIO, out: TextIO) -> None:
        _print(out, ("", self._messages("plan.text-when")))
        when = lines.readline()
        if not when.strip():
            return
        _print(out, (self._messages("plan.text-then"),))
        plan = plan_of(when, lines.readline())
        if plan is not None:
            self._save(out, lambda x: x.save_plan(self._play.attempt.id, plan))

    def _save(self, out: TextIO, save: Callable[[ReflectionStore], None]) -> None:
        """Saves what the trainee thinks; if that fails, says why, because a play is not lost."""
        try:
            save(self._store().reflections)
        except StoreError as error:
            _print(out, (store_text(error, self._messages),))


def _print(out: TextIO, found: Iterable[str]) -> None:
    out.writelines(line + "\n" for line in found)
    out.flush()
