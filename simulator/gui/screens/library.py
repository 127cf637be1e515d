"""All scenarios, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.trainee import waiting_attempt
from simulator.errors import StoreError
from simulator.gui import theme
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import heading, page
from simulator.gui.widgets.drawn import Banner
from simulator.gui.widgets.label import Chip, Icon, Label, Panel
from simulator.gui.widgets.layout import Column, Flow, Grid, Row
from simulator.gui.widgets.press import Button, PressPanel
from simulator.presentation.library import (
    Card,
    LibraryModel,
    library_model,
)

if TYPE_CHECKING:
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class LibraryScreen(Screen):
    """Every scenario as a card."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._waiting = self._find_waiting()
        self._model: LibraryModel | None = None

    def tree(self) -> Widget:
        """A heading over a grid of cards."""
        host = self.host
        model = library_model(host.context, host.messages, host.translator, self._waiting)
        self._model = model
        back = Button(
            model.back, self.back, key="back", look="quiet", icon="back", text_style="label"
        )
        title = Column(
            [
                Label(model.title, "title", bold=True),
                Label(model.greeting, "body", colour="soft"),
            ],
            gap=None,
            grow=1,
        )
        body: Widget
        if model.empty:
            body = Panel(Label(model.empty))
        else:
            body = Grid(
                [self._card(x) for x in model.cards], min_width=theme.WIDTH["card"], max_columns=3
            )
        return page((title, back), body)

    def first_focus(self) -> str | None:
        """The first card that can be played."""
        cards = self._model.cards if self._model else ()
        return next((f"card:{x.id}" for x in cards if x.playable), None)

    def back(self) -> None:
        """Goes back to the first screen."""
        self.host.router.home()

    def digit(self, number: int) -> bool:
        """Opens a card by its number in the grid."""
        cards = self._model.cards if self._model else ()
        if number > len(cards) or not cards[number - 1].playable:
            return False
        self._open(cards[number - 1].id)
        return True

    def _card(self, card: Card) -> Widget:
        if not card.playable:
            return _broken_card(card)
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
            Flow(
                [
                    Chip(card.setting, icon="table"),
                    Chip(card.channel, icon=card.channel_icon),
                    Chip(card.difficulty, icon="star"),
                ]
            ),
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
        found = next(x for x in self.host.context.library() if x.id == id_)
        if found.edition is not None:
            self.host.router.briefing(found.edition)

    def _find_waiting(self) -> frozenset[str]:
        context = self.host.context
        try:
            store = context.store()
            return frozenset(
                item.id
                for item in context.library()
                if item.edition
                and waiting_attempt(
                    store, context.settings.trainee, item.edition.program.scenario.id
                )
            )
        except StoreError:
            return frozenset()


def _broken_card(card: Card) -> Widget:
    """The card of a scenario that cannot be played because of findings."""
    parts = [
        Row([Icon("warning", "heading", "bad"), heading(card.title)], gap="tight"),
        Label(card.summary, "body"),
        Label(card.note or "", "small", colour="soft"),
    ]
    return Panel(Column(parts, gap="tight"), ground="bad_ground", edge="bad", radius="card")
