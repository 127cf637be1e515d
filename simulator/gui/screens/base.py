"""What a screen is, and what it may ask of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.gui import theme
from simulator.gui.widgets.base import Column, Flow, Pad, Row, Stack, Widget
from simulator.gui.widgets.drawn import Backdrop
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.words import Words as Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.ports import Translator
    from simulator.attempt.settings import SettingsChange
    from simulator.gui.kit import Kit
    from simulator.presentation.settings import Option


class Stage(Protocol):
    """The window as a screen sees it."""

    @property
    def context(self) -> AppContext:
        """The world."""

    @property
    def messages(self) -> Messages:
        """The interface in the present language."""

    @property
    def translator(self) -> Translator:
        """Authored text in the present language."""

    @property
    def kit(self) -> Kit:
        """Theme, sizes, fonts and pictures."""

    @property
    def moment(self) -> int:
        """The time of the input that is being handled, in milliseconds."""

    def go(self, screen: Screen) -> None:
        """Shows another screen."""

    def refresh(self, *, fade: bool = False) -> None:
        """Makes the tree anew: what is shown has changed."""

    def repaint(self) -> None:
        """Draws the same tree again."""

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Puts new values of some settings in force and saves them."""

    def quit(self) -> None:
        """Closes the window."""


class Screen:
    """A screen of the window.

    Attributes:
        stage: The window.
        arrows_scroll: Whether up and down move the page, not the focus.
    """

    arrows_scroll = False

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def tree(self) -> Widget:
        """The widgets for what there is to show now."""
        raise NotImplementedError

    def first_focus(self) -> str | None:
        """The key of the widget that the keyboard starts at; None: the first."""
        return None

    def order(self, key: str) -> int:
        """Where a widget comes in the order of the keyboard; equal ones as they are read."""
        del key
        return 0

    def digit(self, number: int) -> bool:
        """Takes in a number key, 1 to 9 and 10 for 0; whether it meant anything."""
        del number
        return False

    def letter(self, letter: str) -> bool:
        """Takes in a letter key; whether it meant anything."""
        del letter
        return False

    def back(self) -> None:
        """Takes in Escape."""

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Is left for good: calls `then` at once, or asks first if something would be lost.

        Args:
            then: Leaves it.
            closing: Whether the whole window closes then.
        """
        del closing
        then()

    def frame(self, now: int) -> None:
        """Takes in the time, once a frame."""

    def shown(self, now: int) -> None:
        """Learns that its tree is really on the screen."""

    def focus(self, now: int, *, has: bool) -> None:
        """Learns that the window lost or got the focus."""


def options(group: str, found: Sequence[Option], pick: Callable[[str], None]) -> Widget:
    """Buttons of which one is chosen."""

    def button(option: Option) -> Button:
        return Button(
            option.words,
            lambda: pick(option.id),
            key=f"{group}:{option.id}",
            look="chosen" if option.chosen else "usual",
            role="label",
        )

    return Flow([button(x) for x in found])


def page(head: Sequence[Widget], body: Widget, foot: Sequence[Widget] = ()) -> Widget:
    """A page of reading: a head that stays, a body that scrolls, buttons at the foot."""
    parts: list[Widget] = [Row(head, gap="usual")] if head else []
    parts.append(Scroll(Pad(body, sides=None, ends="hair"), outside=True, soft=True))
    if foot:
        parts.append(Flow(foot, gap="near"))
    column = Column(parts, gap="usual")
    return Stack([Backdrop(None), Pad(column, sides="far", ends="wide", most=theme.PAGE)])


def heading(text: str) -> Label:
    """The heading of a part of a page."""
    return Label(text, "heading", bold=True)
