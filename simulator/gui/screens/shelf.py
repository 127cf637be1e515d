"""The shelf of scenarios, and the briefing before a play."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from simulator.attempt.context import PlayRequest
from simulator.attempt.open import open_play
from simulator.errors import EditionError, HeaderError, LogError, StoreError
from simulator.gui import theme
from simulator.gui.screens.base import Screen, heading, page
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.widgets.base import Column, Flow, Grid, Row
from simulator.gui.widgets.drawn import Banner, Portrait
from simulator.gui.widgets.press import Button, PressPanel
from simulator.gui.widgets.words import Chip, Icon, Panel
from simulator.gui.widgets.words import Words as Label
from simulator.presentation.errors import store_text
from simulator.presentation.library import (
    BriefingModel,
    Card,
    ShelfModel,
    briefing_model,
    shelf_model,
)

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.attempt.record import Attempt
    from simulator.gui.screens.base import Stage
    from simulator.gui.widgets.base import Widget


class ShelfScreen(Screen):
    """Every scenario as a card."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._waiting = self._find_waiting()
        self._model: ShelfModel | None = None

    def tree(self) -> Widget:
        """Head, and a grid of cards."""
        stage = self.stage
        model = shelf_model(stage.context, stage.messages, stage.translator, self._waiting)
        self._model = model
        back = Button(model.back, self.back, key="back", look="quiet", icon="back", role="label")
        title = Column(
            [
                Label(model.title, "title", bold=True),
                Label(model.greeting, "body", colour="soft"),
            ],
            gap=None,
            grow=1,
        )
        head = (title, back)
        body: Widget
        if model.empty:
            body = Panel(Label(model.empty))
        else:
            body = Grid([self._card(x) for x in model.cards], least=theme.WIDTH["card"], most=3)
        return page(head, body)

    def first_focus(self) -> str | None:
        """The first card."""
        cards = self._model.cards if self._model else ()
        return next((f"card:{x.id}" for x in cards if x.playable), None)

    def back(self) -> None:
        """Back to the first screen."""
        from simulator.gui.screens.home import HomeScreen  # noqa: PLC0415 - it leads here

        self.stage.go(HomeScreen(self.stage))

    def digit(self, number: int) -> bool:
        """Picks a card by its place."""
        cards = self._model.cards if self._model else ()
        if number > len(cards) or not cards[number - 1].playable:
            return False
        self._open(cards[number - 1].id)
        return True

    def _card(self, card: Card) -> Widget:
        if not card.playable:
            return Panel(
                Column(
                    [
                        Row([Icon("warning", "heading", "bad"), heading(card.title)], gap="tight"),
                        Label(card.summary, "body"),
                        Label(card.note or "", "small", colour="soft"),
                    ],
                    gap="tight",
                ),
                ground="bad_ground",
                edge="bad",
                radius="card",
            )
        chips: list[Widget] = [
            Chip(card.setting, icon="table"),
            Chip(card.channel, icon=card.channel_icon),
            Chip(card.difficulty, icon="star"),
        ]
        parts: list[Widget] = [
            Banner(
                card.portrait,
                "calm",
                card.initials,
                setting=card.setting_id,
                side=theme.WIDTH["banner"],
            ),
            heading(card.title),
            Label(card.summary, "body", colour="soft"),
            Flow(chips),
        ]
        notes: list[Widget] = []
        if card.waits:
            notes.append(Chip(card.waits, icon="play", tone="good"))
        if card.note:
            notes.append(Chip(card.note, icon="globe", tone="warn"))
        if notes:
            parts.append(Flow(notes))
        return PressPanel(
            Column(parts, gap="near"), lambda: self._open(card.id), key=f"card:{card.id}"
        )

    def _open(self, id_: str) -> None:
        found = next(x for x in self.stage.context.library() if x.id == id_)
        if found.edition is not None:
            self.stage.go(BriefingScreen(self.stage, found.edition))

    def _find_waiting(self) -> frozenset[str]:
        context = self.stage.context
        try:
            store = context.store()
            return frozenset(
                item.id
                for item in context.library()
                if item.edition
                and store.waiting(context.settings.trainee, item.edition.program.scenario.id)
            )
        except StoreError:
            return frozenset()


class BriefingScreen(Screen):
    """What is to be known before a play."""

    arrows_scroll = True

    def __init__(self, stage: Stage, edition: Edition, *, fresh: bool = False) -> None:
        super().__init__(stage)
        self._edition = edition
        self._scenario = edition.program.scenario
        self._waiting: Attempt | None = None
        # A store that fails is told where something is to be kept: at the start.
        with suppress(StoreError):
            if not fresh:
                self._waiting = stage.context.store().waiting(self._trainee, self._scenario.id)

    def tree(self) -> Widget:
        """The story, the customer, and what counts."""
        stage = self.stage
        model = briefing_model(
            stage.context,
            self._scenario,
            stage.messages,
            stage.translator,
            waits=self._waiting is not None,
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
        left = Column([story, self._counts(model)], gap="usual", grow=5)
        parts: list[Widget] = [left, self._customer(model)]
        narrow = stage.kit.metrics.narrow
        body = Column([self._customer(model), left]) if narrow else Row(parts, align="start")
        if narrow:
            left.grow = 0
        head = (Label(model.title, "title", bold=True, grow=1),)
        return page(head, body, self._buttons(model))

    def first_focus(self) -> str | None:
        """To go on, or to start."""
        return "go-on" if self._waiting else "start"

    def back(self) -> None:
        """Back to the shelf."""
        self.stage.go(ShelfScreen(self.stage))

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
        if self.stage.kit.metrics.narrow:
            words.grow = 1
            return Panel(Row([portrait, words]), radius="card", pad="usual")
        return Panel(
            Column([portrait, words], gap="near", align="start"), radius="card", pad="usual"
        )

    def _counts(self, model: BriefingModel) -> Widget:
        rows = [
            Column([Label(name, "body", bold=True), Label(note, "body", colour="soft")], gap=None)
            for name, note in model.counts
        ]
        grid = Grid(rows, least=theme.WIDTH["note"], most=3, gap="near")
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
        return self.stage.context.settings.trainee or self.stage.messages("text.guest")

    def _start(self) -> None:
        self._open(fresh=True)

    def _go_on(self) -> None:
        self._open(fresh=False)

    def _open(self, *, fresh: bool) -> None:
        stage, context = self.stage, self.stage.context
        try:
            request = PlayRequest(
                edition=self._edition,
                trainee=self._trainee,
                language=stage.messages.language,
                fresh=fresh,
                factor=context.settings.factor,
            )
            play, _ = open_play(context, request)
        except StoreError as error:
            stage.go(NoticeScreen(stage, partial(store_text, error, stage.messages), self))
        except (EditionError, HeaderError, LogError):
            self._waiting = None
            stage.go(NoticeScreen(stage, lambda: stage.messages("briefing.changed"), self))
        else:
            self._play(play)

    def _play(self, play: Play) -> None:
        from simulator.gui.screens.play import PlayScreen  # noqa: PLC0415 - it leads back here

        self.stage.go(PlayScreen(self.stage, play, self._edition))
