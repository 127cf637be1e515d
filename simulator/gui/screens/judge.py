"""Asks the trainee how some replies were for the customer, before a score is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from simulator.errors import StoreError
from simulator.gui import theme
from simulator.gui.screens.base import Screen, leave_play
from simulator.gui.screens.parts import options, page
from simulator.gui.widgets.label import Chip, Label, Panel
from simulator.gui.widgets.layout import Column, Flow, Grid
from simulator.gui.widgets.press import Button
from simulator.presentation.errors import store_text
from simulator.presentation.own_view import judge_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.debrief.own_view import Level
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.own_view import JudgedTurn, JudgeModel


class JudgeScreen(Screen):
    """Key turns to judge; once they are judged, the scores stand beside the judgements.

    Args:
        host: The window.
        play: The play, which has ended.
        edition: The scenario as it is now, for the next attempt.
    """

    arrows_scroll = True

    def __init__(self, host: Host, play: Play, edition: Edition) -> None:
        super().__init__(host)
        self._play = play
        self._edition = edition
        self._found = play.debrief()
        self._judged: dict[int, Level] = {}
        self._compared = False

    def tree(self) -> Widget:
        """The turns beside each other, and the buttons to go on."""
        model = judge_model(
            self._found,
            self._play.session.program.rubric,
            self._judged,
            self.host.messages,
            self.host.translator,
        )
        head = (
            Column(
                [Label(model.title, "title", bold=True), Label(model.ask, "body", colour="soft")],
                gap=None,
                grow=1,
            ),
        )
        turns = Grid(
            [self._turn(x) for x in model.turns], min_width=theme.WIDTH["judged"], max_columns=3
        )
        return page(head, turns, self._buttons(model))

    def first_focus(self) -> str | None:
        """The button to go on."""
        return "on" if self._compared else "skip"

    def back(self) -> None:
        """Shows the result without judgements."""
        self._on()

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves if the play can be stored; asks the trainee if not."""
        leave_play(self, self._play, then, closing=closing)

    def _turn(self, turn: JudgedTurn) -> Widget:
        parts: list[Widget] = [Label(turn.title, "label", bold=True, colour="accent")]
        if turn.line is not None:
            parts.append(Label(turn.line, "label", colour="soft"))
        parts.append(Label(turn.reply, "body", bold=True))
        if self._compared:
            chips = [] if turn.yours is None else [Chip(turn.yours)]
            chips.append(Chip(turn.found, tone=turn.tone))
            parts += [Flow(chips), Label(turn.figures, "label")]
        else:
            judge = partial(self._judge, turn.number)
            parts.append(options(f"judge-{turn.number}", turn.options, judge))
        return Panel(Column(parts, gap="near"), ground="card", edge="card_edge", radius="card")

    def _buttons(self, model: JudgeModel) -> list[Widget]:
        if self._compared:
            return [Button(model.on, self._on, key="on", look="main", icon="play")]
        skip = Button(model.skip, self._on, key="skip")
        if len(self._judged) < len(model.turns):
            return [skip]
        return [Button(model.compare, self._compare, key="compare", look="main"), skip]

    def _judge(self, number: int, level: str) -> None:
        self._judged[number] = cast("Level", level)
        self.host.refresh()

    def _compare(self) -> None:
        self._compared = True
        host = self.host
        try:
            host.context.store().reflections.save_judged(self._play.attempt.id, self._judged)
        except StoreError as error:
            host.router.notice(partial(store_text, error, host.messages), self)
        else:
            host.refresh()

    def _on(self) -> None:
        self.host.router.debrief(self._play, self._edition)
