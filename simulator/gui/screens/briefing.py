"""The briefing before a play."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from simulator.attempt.context import PlayRequest
from simulator.attempt.open import open_play
from simulator.attempt.trainee import waiting_attempt
from simulator.errors import EditionError, HeaderError, LogError, StoreError
from simulator.gui import theme
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import heading, options, page
from simulator.gui.widgets.drawn import Portrait
from simulator.gui.widgets.label import Chip, Label, Panel
from simulator.gui.widgets.layout import Column, Flow, Grid, Row
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.presentation.errors import store_text
from simulator.presentation.library import (
    BriefingModel,
    briefing_model,
)
from simulator.presentation.settings import mode_model

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.record import Attempt, Mode
    from simulator.attempt.reflection import Plan
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class BriefingScreen(Screen):
    """Shows the briefing of a scenario, and starts the play."""

    arrows_scroll = True

    def __init__(self, host: Host, edition: Edition, *, fresh: bool = False) -> None:
        super().__init__(host)
        self._edition = edition
        self._scenario = edition.program.scenario
        self._mode: Mode = host.context.mode
        self._waiting: Attempt | None = None
        self._plan: Plan | None = None
        # A store that fails is reported when the play starts.
        with suppress(StoreError):
            self._plan = host.context.store().reflections.newest_plan(self._trainee)
            if not fresh:
                self._waiting = waiting_attempt(
                    host.context.store(), self._trainee, self._scenario.id
                )

    def tree(self) -> Widget:
        """The briefing, the customer, and what is scored."""
        host = self.host
        model = briefing_model(
            host.context,
            self._scenario,
            host.messages,
            host.translator,
            waits=self._waiting is not None,
            plan=self._plan,
        )
        chips: list[Widget] = [
            Chip(model.setting, icon="table"),
            Chip(model.channel, icon=model.channel_icon),
            Chip(model.difficulty, icon="star"),
        ]
        if model.clock:
            chips.append(Chip(model.clock, icon="clock"))
        if model.note:
            chips.append(Chip(model.note, icon="globe", tone="warn"))
        story = Panel(Column([Flow(chips), Label(model.text, "line")], gap="usual"), radius="card")
        told: list[Widget] = [story]
        if model.plan is not None:
            label = Label(model.plan_label, "label", bold=True, colour="accent")
            plan = Column([label, Label(model.plan, "body", bold=True)], gap="hair")
            told.append(Panel(plan, radius="card", pad="near", ground="hot"))
        if model.counts:
            told.append(self._counts(model))
        beside: list[Widget] = [self._customer(model)]
        if not self._scenario.tutorial:
            beside.append(self._modes())
        left = Column(told, grow=5)
        right = Column(beside, gap="usual", grow=2)
        parts: list[Widget] = [left, right]
        narrow = host.style.metrics.narrow
        body = Column([right, left]) if narrow else Row(parts, align="start")
        if narrow:
            left.grow = right.grow = 0
        head = (Scroll(Label(model.title, "title", bold=True), key="title", most=0.25, aside=True),)
        return page(head, body, self._buttons(model))

    def first_focus(self) -> str | None:
        """The button to go on with a waiting attempt, else the one to start."""
        return "go-on" if self._waiting else "start"

    def back(self) -> None:
        """Goes back to all scenarios."""
        self.host.router.library()

    def _customer(self, model: BriefingModel) -> Widget:
        portrait = Portrait(
            model.portrait,
            "calm",
            model.initials,
            setting=model.setting_id,
            side=theme.WIDTH["portrait"],
        )
        words = Column(
            [
                Label(model.customer_label, "small", colour="soft"),
                Label(model.customer, "heading", bold=True),
            ],
            gap=None,
        )
        if self.host.style.metrics.narrow:
            words.grow = 1
            return Panel(Row([portrait, words]), radius="card", pad="usual")
        return Panel(
            Column([portrait, words], gap="near", align="start"), radius="card", pad="usual"
        )

    def _modes(self) -> Widget:
        model = mode_model(self._mode, self.host.messages)
        parts = [
            heading(model.label),
            options("mode", model.options, self._pick),
            Label(model.note, "body", colour="soft"),
        ]
        return Panel(Column(parts, gap="near"), radius="card")

    def _counts(self, model: BriefingModel) -> Widget:
        rows = [
            Column([Label(name, "body", bold=True), Label(note, "body", colour="soft")], gap=None)
            for name, note in model.counts
        ]
        grid = Grid(rows, min_width=theme.WIDTH["note"], max_columns=3, gap="near")
        return Panel(Column([heading(model.counts_title), grid], gap="near"), radius="card")

    def _buttons(self, model: BriefingModel) -> list[Widget]:
        found: list[Widget] = []
        if model.go_on and model.afresh:
            found += [
                Button(model.go_on, self._go_on, key="go-on", look="main", icon="play"),
                Button(model.afresh, self._start, key="start"),
            ]
        else:
            found.append(Button(model.start, self._start, key="start", look="main", icon="play"))
        found.append(Button(model.back, self.back, key="back", look="quiet", icon="back"))
        return found

    @property
    def _trainee(self) -> str:
        return self.host.context.settings.trainee or self.host.messages("text.guest")

    def _pick(self, mode: str) -> None:
        self._mode = "assessment" if mode == "assessment" else "practice"
        self.host.refresh()

    def _start(self) -> None:
        self._open(fresh=True)

    def _go_on(self) -> None:
        self._open(fresh=False)

    def _open(self, *, fresh: bool) -> None:
        host, context = self.host, self.host.context
        try:
            request = PlayRequest(
                edition=self._edition,
                trainee=self._trainee,
                language=host.messages.language,
                fresh=fresh,
                factor=context.settings.factor,
                mode=self._mode if fresh else None,
                group=context.group,
            )
            play, _ = open_play(context, request)
        except StoreError as error:
            host.router.notice(partial(store_text, error, host.messages), self)
        except (EditionError, HeaderError, LogError):
            self._waiting = None
            host.router.notice(lambda: host.messages("briefing.changed"), self)
        else:
            host.router.play(play, self._edition)
