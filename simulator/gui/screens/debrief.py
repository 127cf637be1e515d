"""The debrief: scores, how it went with the customer, and every turn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulator.gui.screens.base import Screen, leave_play
from simulator.gui.screens.debrief_parts import (
    beside_panel,
    cards_panel,
    curve_panel,
    front_panel,
    overall_panel,
    turn_panel,
    verdict_panel,
    verdicts_panel,
)
from simulator.gui.screens.parts import heading, page
from simulator.gui.widgets.label import Label
from simulator.gui.widgets.layout import Column, Row
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.presentation.debrief import debrief_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.debrief import DebriefModel


class DebriefScreen(Screen):
    """Shows the debrief of an attempt on one long page."""

    arrows_scroll = True

    def __init__(self, host: Host, play: Play, edition: Edition) -> None:
        super().__init__(host)
        self._play = play
        self._found = play.debrief()
        self._edition = edition
        # An attempt that waited is played on the edition that it began with, not on `edition`.
        self._scenario = play.session.program.scenario

    def tree(self) -> Widget:
        """A fixed head above a page that scrolls."""
        host = self.host
        model = debrief_model(
            self._found, self._scenario, host.context.concepts(), host.messages, host.translator
        )
        scenario = Label(model.scenario, "body", colour="soft")
        head = (
            Column(
                [
                    Label(model.title, "title", bold=True),
                    Scroll(scenario, key="scenario", grow=0, most=0.25, aside=True),
                ],
                gap=None,
                grow=1,
            ),
            Button(model.again, self._again, key="again"),
            Button(model.done, self.back, key="done", look="main", icon="check"),
        )
        return page(head, self._body(model))

    def first_focus(self) -> str | None:
        """The button that leaves the debrief."""
        return "done"

    def back(self) -> None:
        """Goes back to all scenarios."""
        self.leave(self.host.router.library)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves if the play can be stored; asks the trainee if not."""
        leave_play(self, self._play, then, closing=closing)

    def _again(self) -> None:
        self.leave(lambda: self.host.router.briefing(self._edition))

    def _retake(self, turn: int) -> None:
        self.leave(partial(self.host.router.retake, self._play, turn, self._edition, self))

    def _body(self, model: DebriefModel) -> Widget:
        narrow = self.host.style.metrics.narrow
        parts: list[Widget] = [verdict_panel(model, narrow=narrow), front_panel(model)]
        if narrow:
            parts += [beside_panel(model), curve_panel(model)]
        else:
            beside, curve = beside_panel(model), curve_panel(model)
            beside.grow, curve.grow = 2, 3
            parts.append(Row([beside, curve], align="fill"))
        if model.verdicts:
            parts.append(verdicts_panel(model))
        if model.turns:
            parts.append(heading(model.turns_title))
            parts += [
                turn_panel(x, model.retake, partial(self._retake, number))
                for number, x in enumerate(model.turns)
            ]
        if model.overall:
            parts.append(overall_panel(model))
        if model.cards:
            parts += [heading(model.cards_title), cards_panel(model)]
        return Column(parts)
