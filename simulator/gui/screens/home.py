"""The first screen: a name and a language."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from simulator.attempt.tour import tutorial_for
from simulator.attempt.trainee import LONGEST_TYPED, trainee_name
from simulator.errors import TraineeNameError
from simulator.gui import theme
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import setting_part
from simulator.gui.widgets.drawn import Backdrop, Portrait
from simulator.gui.widgets.field import Field, TextEntry
from simulator.gui.widgets.label import Label
from simulator.gui.widgets.layout import Column, Flow, Pad, Row, Space, Stack
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.presentation.errors import error_text
from simulator.presentation.settings import HomeModel, home_model, setting_change

if TYPE_CHECKING:
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget

_CAST = (
    ("okafor", "happy", "telecom", "cast"),
    ("lin", "calm", "restaurant", "cast-middle"),
    ("sofia", "relieved", "e-commerce", "cast"),
)


class HomeScreen(Screen):
    """Asks for a name and a language."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        name = host.context.settings.trainee
        self._entry = TextEntry(name, len(name))

    def first_focus(self) -> str | None:
        """The field for the name; the start button once a name is there."""
        return "start" if self._entry.value.strip() else "name"

    def tree(self) -> Widget:
        """A form beside three of the customers."""
        model = home_model(self.host.context, self.host.messages)
        form = Pad(
            Scroll(self._form(model), centre=True, soft=True), sides="far", ends="wide", grow=1
        )
        parts: list[Widget] = [form]
        if not self.host.style.metrics.narrow:
            parts.append(Pad(self._cast(), sides="wide", ends="far", centre=True, grow=1))
        return Stack([Backdrop(None), Row(parts, align="fill", gap="hair")])

    def back(self) -> None:
        """Does nothing: a button closes the window."""

    def _form(self, model: HomeModel) -> Widget:
        field = Field(
            self._entry,
            key="name",
            hint=model.hint,
            max_length=LONGEST_TYPED,
            changed=self.host.repaint,
            enter=self._start,
        )
        return Column(
            [
                Label(model.title, "display", bold=True),
                Label(model.tagline, "body", colour="soft"),
                Space("hair"),
                Column([Label(model.name, "label", colour="soft"), field], gap="hair"),
                setting_part(model.language, self._language),
                Space("hair"),
                Flow(
                    [
                        Button(model.start, self._start, key="start", look="main", icon="play"),
                        Button(model.settings, self._settings, key="settings", icon="settings"),
                        Button(model.leave, self.host.quit, key="leave", look="quiet"),
                    ],
                    gap="near",
                ),
            ],
            gap="near",
        )

    def _cast(self) -> Widget:
        people = [
            Portrait(person, mood, "", setting=setting, side=theme.WIDTH[side])
            for person, mood, setting, side in _CAST
        ]
        return Row(people, gap="near")

    def _start(self) -> None:
        host = self.host
        try:
            name = trainee_name(self._entry.value.strip(" ") or host.messages("text.guest"))
        except TraineeNameError as error:
            host.router.notice(partial(error_text, error, host.messages), self)
            return
        host.update_settings(trainee=name)
        tutorial = tutorial_for(host.context, name)
        if tutorial is None:
            host.router.library()
        else:
            host.update_settings(guided=name)
            host.router.tour(tutorial)

    def _language(self, id_: str) -> None:
        change = setting_change("language", id_)
        with suppress(TraineeNameError):
            change["trainee"] = trainee_name(self._entry.value)
        self.host.update_settings(**change)

    def _settings(self) -> None:
        self.host.router.settings(self)
