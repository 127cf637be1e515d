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
    iceberg_panel,
    key_panel,
    overall_panel,
    practise_panel,
    turn_panel,
    turning_panel,
    verdict_panel,
    verdicts_panel,
)
from simulator.gui.screens.parts import heading, options, page
from simulator.gui.widgets.label import Label
from simulator.gui.widgets.layout import Column, Row
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.presentation.debrief import debrief_model
from simulator.presentation.settings import Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.debrief import DebriefModel


class DebriefScreen(Screen):
    """Shows the debrief of an attempt in three layers; the first fits on one screen."""

    arrows_scroll = True

    def __init__(self, host: Host, play: Play, edition: Edition) -> None:
        super().__init__(host)
        self._play = play
        self._found = play.debrief()
        self._layer = 0
        self._practise = ""
        self._edition = edition
        # An attempt that waited is played on the edition that it began with, not on `edition`.
        self._scenario = play.session.program.scenario

    def tree(self) -> Widget:
        """A fixed head above a page that scrolls."""
        host = self.host
        model = debrief_model(
            self._found,
            self._scenario,
            self._play.session.program.rubric,
            host.context.concepts(),
            host.messages,
            host.translator,
        )
        self._practise = model.first.practise
        scenario = Label(model.scenario, "body", colour="soft")
        title = Column(
            [
                Label(model.title, "title", bold=True),
                Scroll(scenario, key="scenario", grow=0, most=0.25, aside=True),
            ],
            gap=None,
            grow=1,
        )
        buttons: list[Widget] = [
            Button(model.again, self._again, key="again"),
            Button(model.done, self._done, key="done", look="main", icon="check"),
        ]
        layers = self._layers(model)
        layer = (self._first, self._second, self._third)[self._layer](model)
        if host.style.metrics.narrow:
            return page((title, *buttons), Column([layers, *layer], gap="near"))
        gap = "near" if self._layer else "tight"
        return page((title, layers, *buttons), Column(layer, gap=gap))

    def first_focus(self) -> str | None:
        """The button that leaves the debrief."""
        return "done"

    def back(self) -> None:
        """Goes back to all scenarios."""
        self.leave(self.host.router.library)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves if the play can be stored; asks the trainee if not."""
        leave_play(self, self._play, then, closing=closing)

    def _done(self) -> None:
        """Asks for a plan."""
        self.leave(partial(self.host.router.plan, self._play, self._practise))

    def _again(self) -> None:
        self.leave(lambda: self.host.router.briefing(self._edition))

    def _retake(self, turn: int) -> None:
        self.leave(partial(self.host.router.retake, self._play, turn, self._edition, self))

    def _pick(self, layer: str) -> None:
        self._layer = int(layer)
        self.host.refresh()

    def _layers(self, model: DebriefModel) -> Widget:
        """The buttons to choose a layer."""
        found = [
            Option(id=str(number), words=words, chosen=number == self._layer)
            for number, words in enumerate(model.layers)
        ]
        return options("layer", found, self._pick)

    def _first(self, model: DebriefModel) -> list[Widget]:
        """What happened, the verdict, three figures, the turning point, one thing to practise."""
        narrow, first = self.host.style.metrics.narrow, model.first
        parts: list[Widget] = [verdict_panel(model, narrow=narrow), front_panel(model)]
        pair: list[Widget] = []
        if first.turning is not None:
            pair.append(turning_panel(first.turning))
        if first.practise:
            pair.append(practise_panel(first))
        if narrow or len(pair) < 2:
            return [*parts, *pair]
        pair[0].grow, pair[1].grow = 3, 2
        return [*parts, Row(pair, align="fill")]

    def _second(self, model: DebriefModel) -> list[Widget]:
        """The curve, the key turns with better replies, opportunities and concept cards."""
        narrow = self.host.style.metrics.narrow
        beside, curve = beside_panel(model), curve_panel(model)
        parts: list[Widget] = [beside, curve]
        if not narrow:
            beside.grow, curve.grow = 1, 3
            parts = [Row([beside, curve], align="fill")]
        if model.key:
            parts.append(heading(model.key_title))
            parts += [key_panel(model.turns[x]) for x in model.key]
        if model.verdicts:
            parts.append(verdicts_panel(model))
        if model.iceberg:
            parts.append(iceberg_panel(model))
        if model.first.cards:
            parts += [heading(model.first.cards_label), cards_panel(model.first)]
        return parts

    def _third(self, model: DebriefModel) -> list[Widget]:
        """Every turn, and every point."""
        parts: list[Widget] = [
            turn_panel(x, model.retake, partial(self._retake, number))
            for number, x in enumerate(model.turns)
        ]
        if model.overall:
            parts.append(overall_panel(model))
        return parts
