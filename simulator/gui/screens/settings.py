"""The settings: language, text size, time, theme, motion, rhythm."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulator.gui import theme
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import page, setting_part
from simulator.gui.widgets.label import Label, Panel
from simulator.gui.widgets.layout import Grid
from simulator.gui.widgets.press import Button
from simulator.presentation.settings import setting_change, settings_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.settings import SettingId


class SettingsScreen(Screen):
    """Every setting with its values; each change takes effect at once.

    Args:
        host: The window.
        origin: The screen to show again afterwards.
    """

    arrows_scroll = True

    def __init__(self, host: Host, origin: Screen) -> None:
        super().__init__(host)
        self._origin = origin

    def tree(self) -> Widget:
        """A panel for each setting."""
        model = settings_model(self.host.context, self.host.messages)
        panels = [
            Panel(setting_part(x, partial(self._pick, x.id)), radius="card", pad="usual")
            for x in model.settings
        ]
        head = (Label(model.title, "title", bold=True, grow=1),)
        body = Grid(panels, min_width=theme.WIDTH["setting"], max_columns=2)
        back = Button(model.back, self.back, key="back", look="main", icon="back")
        return page(head, body, (back,))

    def first_focus(self) -> str | None:
        """The button that leads back."""
        return "back"

    def back(self) -> None:
        """Shows the screen again from which the settings were opened."""
        self.host.go(self._origin)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves as the other screen does, because a play may be behind the settings."""
        self._origin.leave(then, closing=closing)

    def _pick(self, setting: SettingId, option: str) -> None:
        self.host.update_settings(**setting_change(setting, option))
