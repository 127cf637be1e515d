"""The base class of the screens, and what screens use of the window and the router."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from pygame import Rect

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.attempt.ports import Translator
    from simulator.attempt.settings import SettingsChange
    from simulator.errors import StoreError
    from simulator.gui.style import Style
    from simulator.gui.widgets.base import Widget


class Router(Protocol):
    """Shows other screens, so that a screen does not depend on the others."""

    def home(self) -> None:
        """Shows the first screen."""

    def library(self) -> None:
        """Shows all scenarios."""

    def tour(self, tutorial: Edition) -> None:
        """Offers the tutorial to a new trainee."""

    def briefing(self, edition: Edition, *, fresh: bool = False) -> None:
        """Shows the briefing of a scenario.

        Args:
            edition: The scenario.
            fresh: Whether an unfinished attempt at the scenario is ignored.
        """

    def play(self, play: Play, edition: Edition) -> None:
        """Shows a play.

        Args:
            play: The play, new or resumed.
            edition: The scenario as it is now, for the next attempt.
        """

    def retake(self, play: Play, turn: int, edition: Edition, origin: Screen) -> None:
        """Shows a new play that repeats a play up to a turn.

        Args:
            play: The play.
            turn: The number of the turn to take again, from 0.
            edition: The scenario as it is now, for the next attempt.
            origin: The screen to show again if the new play cannot be saved.
        """

    def judge(self, play: Play, edition: Edition) -> None:
        """Asks how some replies were for the customer, and shows the debrief afterwards.

        Args:
            play: The play, which has ended.
            edition: The scenario as it is now, for the next attempt.
        """

    def debrief(self, play: Play, edition: Edition) -> None:
        """Shows the debrief of a play.

        Args:
            play: The play, which has ended.
            edition: The scenario as it is now, for the next attempt.
        """

    def plan(self, play: Play, practise: str) -> None:
        """Asks for one plan, and shows all scenarios afterwards.

        Args:
            play: The play, which has ended.
            practise: One thing to practise, from the debrief; empty: nothing was missed.
        """

    def notice(self, words: Callable[[], str], origin: Screen) -> None:
        """Shows a message.

        Args:
            words: Gives the message in the present language.
            origin: The screen to show again when the message was read.
        """

    def settings(self, origin: Screen) -> None:
        """Shows the settings.

        Args:
            origin: The screen to show again afterwards.
        """

    def unsaved(
        self,
        play: Play,
        error: StoreError,
        origin: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        """Asks whether to leave a play whose last events could not be stored.

        Args:
            play: The play.
            error: The reason, as the store reported it.
            origin: The screen to show again if the trainee does not leave.
            then: Called to leave.
            closing: Whether `then` closes the window.
        """


class Host(Protocol):
    """What screens use of the window."""

    @property
    def context(self) -> AppContext:
        """Settings, store, clock and scenarios."""

    @property
    def router(self) -> Router:
        """Shows other screens."""

    @property
    def messages(self) -> Messages:
        """The words of the interface in the present language."""

    @property
    def translator(self) -> Translator:
        """Authored text in the present language."""

    @property
    def style(self) -> Style:
        """Theme, sizes, fonts and pictures."""

    @property
    def moment(self) -> int:
        """The time of the input that is being handled, in milliseconds."""

    def go(self, screen: Screen) -> None:
        """Shows a screen."""

    def refresh(self, *, fade: bool = False) -> None:
        """Makes new widgets for the present screen, because its content has changed.

        Args:
            fade: Whether the new picture fades in.
        """

    def repaint(self, rect: Rect | None = None) -> None:
        """Draws the present widgets again at the next frame.

        Args:
            rect: The part that changed, in pixels of the window; None: everything.
        """

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Applies and saves new values of some settings."""

    def quit(self) -> None:
        """Closes the window, unless the present screen has to ask something first."""


class Screen:
    """A screen of the window.

    Attributes:
        host: The window.
        arrows_scroll: Whether the up and down keys move the page instead of the focus.
    """

    arrows_scroll = False

    def __init__(self, host: Host) -> None:
        self.host = host

    @property
    def timed(self) -> bool:
        """Whether the reply clock runs, so that the screen needs frames often."""
        return False

    def tree(self) -> Widget:
        """Makes the widgets for the present content."""
        raise NotImplementedError

    def first_focus(self) -> str | None:
        """The key of the widget that gets the focus first; None: no widget."""
        return None

    def order(self, key: str) -> int:
        """The rank of a widget in the order of the Tab key; equal ranks keep the reading order."""
        del key
        return 0

    def digit(self, number: int) -> bool:
        """Handles a number key.

        Args:
            number: 1 to 9, or 10 for the key 0.

        Returns:
            Whether the key does anything on this screen.
        """
        del number
        return False

    def letter(self, letter: str) -> bool:
        """Handles a letter key, and gives whether it does anything on this screen."""
        del letter
        return False

    def back(self) -> None:
        """Handles Escape."""

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves the screen, or asks the trainee first if something would be lost.

        Args:
            then: Called to leave.
            closing: Whether `then` closes the window.
        """
        del closing
        then()

    def frame(self, now: int) -> None:
        """Handles the passing of time, once a frame; `now` in milliseconds."""

    def on_presented(self, now: int) -> None:
        """Called when the present widgets are on the display; `now` in milliseconds."""

    def on_focus(self, now: int, *, has: bool) -> None:
        """Called when the window got or lost the focus.

        Args:
            now: The time, in milliseconds.
            has: Whether the window has the focus now.
        """


def leave_play(
    screen: Screen, play: Play, then: Callable[[], None], *, closing: bool = False
) -> bool:
    """Leaves a screen if its play can be stored; asks the trainee if not.

    Args:
        screen: The screen to leave.
        play: The play that the screen shows.
        then: Called to leave.
        closing: Whether `then` closes the window.

    Returns:
        Whether the screen was left.
    """
    error = play.save()
    if error is None:
        then()
        return True
    screen.host.router.unsaved(play, error, screen, then, closing=closing)
    return False
