"""The window without its loop: shows a screen, handles input and draws frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from simulator.gui import theme
from simulator.gui.art import Art, surface_bytes
from simulator.gui.cache import ByteCache
from simulator.gui.canvas import Canvas
from simulator.gui.fade import Fade
from simulator.gui.focus import Focus, pressables
from simulator.gui.router import build_router
from simulator.gui.scrolling import Scrolling
from simulator.gui.style import Style
from simulator.gui.text.fonts import FontBook

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.ports import Translator
    from simulator.attempt.settings import SettingsChange
    from simulator.gui.focus import Pressable
    from simulator.gui.screens.base import Screen
    from simulator.gui.widgets.base import Widget

_PICTURES = 2
"""The bytes that pictures may take, as a multiple of the window's."""
_LINES = 0.5
"""The bytes that drawn lines of text may take, as a multiple of the window's."""


class Window:
    """Shows one screen; see `screens.base.Host` for what screens use of it.

    Args:
        context: Settings, store, clock and scenarios.
        assets: Holds fonts and pictures.
        surface: The surface to draw on.

    Attributes:
        moment: The time of the input that is being handled, in milliseconds.
        hidden: Whether the window is minimised.
        running: False once the window is to be closed.
        root: The present widgets.
        router: Shows other screens.
        focus: Which widgets the keyboard and the pointer are at.
        scrolling: Moves the scrolls.
    """

    def __init__(
        self,
        context: AppContext,
        assets: Path,
        surface: pygame.Surface,
    ) -> None:
        self.context = context
        self.surface = surface
        self.moment = context.clock.now()
        self.hidden = False
        self.running = True
        self.root: Widget | None = None
        self.router = build_router(self)
        self.focus = Focus()
        self.scrolling = Scrolling(self.repaint)
        self._fonts = FontBook(assets / "fonts")
        self._pictures = ByteCache[pygame.Surface](surface_bytes, limit=0)
        self._art = Art(assets, self._pictures)
        self._screen: Screen | None = None
        self._damage: list[pygame.Rect] = []
        self._drawn: tuple[str | None, str | None] = (None, None)
        self._unseen = True
        self._page = pygame.Surface(surface.get_size())
        self._fade: Fade | None = None
        self._settle()

    @property
    def messages(self) -> Messages:
        """The words of the interface in the present language."""
        return self._messages

    @property
    def translator(self) -> Translator:
        """Authored text in the present language."""
        return self._translator

    @property
    def style(self) -> Style:
        """Theme, sizes, fonts and pictures."""
        return self._style

    @property
    def screen(self) -> Screen:
        """The present screen."""
        if self._screen is None:
            raise LookupError
        return self._screen

    @property
    def fading(self) -> bool:
        """Whether a picture is fading in."""
        return self._fade is not None

    @property
    def moving(self) -> bool:
        """Whether the next frame has something to show: a picture fades, or is not shown yet."""
        return self.fading or self._unseen

    @property
    def not_yet_visible(self) -> bool:
        """Whether the present widgets are not on the display yet; presses are ignored then."""
        return self._unseen

    def go(self, screen: Screen) -> None:
        """Shows another screen."""
        shown = self._screen is not None
        self._screen = screen
        self.focus.key = None
        self._build(keep=False)
        if shown:
            self._start_fade()

    def refresh(self, *, fade: bool = False) -> None:
        """Makes new widgets for the present screen; `fade`: the new picture fades in."""
        self._build(keep=not fade)
        if fade:
            self._start_fade()

    def repaint(self, rect: pygame.Rect | None = None) -> None:
        """Draws a part of the window again at the next frame; None: all of it."""
        self._damage.append(self.surface.get_rect() if rect is None else pygame.Rect(rect))

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Applies and saves new values of some settings."""
        self.context.update_settings(**change)
        self._settle()
        self.refresh()

    def quit(self) -> None:
        """Ends the loop, unless the screen has to ask something first."""
        self.screen.leave(self._end, closing=True)

    def resize(self, surface: pygame.Surface) -> None:
        """Handles a new size of the window."""
        self.surface = surface
        self._page = pygame.Surface(surface.get_size())
        self._fade = None
        self._settle()
        self.refresh()

    def frame(self, now: int) -> tuple[pygame.Rect, ...]:
        """Handles the passing of time, and draws the parts that changed.

        Args:
            now: The time, in milliseconds.

        Returns:
            The parts of the window that were drawn; empty if nothing changed.
        """
        self.screen.frame(now)
        self._mark()
        if not (self._damage or self._fade):
            return ()
        return self._draw(now)

    def on_presented(self, now: int) -> None:
        """Tells the screen, after the flip, that its new widgets can be seen."""
        if self._unseen and not self._fade and not self._damage:
            self._unseen = False
            self.screen.on_presented(now)

    def press(self, found: Pressable | None) -> None:
        """Presses a widget, unless the present widgets are not on the display yet."""
        if found is not None and found.widget.press is not None and not self._unseen:
            found.widget.press()

    def step_focus(self, by: int, *, wrap: bool) -> None:
        """Moves the keyboard by some widgets, and scrolls until that widget can be seen."""
        found = self.focus.step(by, wrap=wrap)
        if found is not None:
            self.scrolling.reveal(self.style, found)

    def _end(self) -> None:
        self.running = False

    def _settle(self) -> None:
        """Sets language and sizes from the settings and the size of the window."""
        settings = self.context.settings
        self._messages = self.context.messages(settings.language)
        self._translator = self.context.translator(self._messages.language)
        width, height = self.surface.get_size()
        self._pictures.limit = _PICTURES * surface_bytes(self.surface)
        self._fonts.drawn.limit = round(_LINES * surface_bytes(self.surface))
        self._style = Style(
            colours=theme.THEMES[settings.theme],
            metrics=theme.Metrics(
                width=width, height=height, text_size=max(50, min(300, settings.text_size))
            ),
            fonts=self._fonts,
            art=self._art,
            language=self._messages.language,
        )

    def _build(self, *, keep: bool) -> None:
        screen = self.screen
        self.root = screen.tree()
        self.root.place(self.style, self.surface.get_rect())
        self.scrolling.take(self.root, keep=keep)
        found = tuple(pressables(self.root))
        self.focus.take(found, order=screen.order, first=screen.first_focus)
        self._damage = [self.surface.get_rect()]
        self._unseen = True

    def _start_fade(self) -> None:
        if self.context.settings.motion:
            self._fade = Fade(self.context.clock.now())

    def _mark(self) -> None:
        """Lets each widget be drawn again that gained or lost the focus or the pointer."""
        marks = (self.focus.shown, self.focus.hover)
        if marks != self._drawn:
            for key in {*marks, *self._drawn}:
                found = self.focus.find(key)
                if found is not None:
                    self.repaint(found.visible_rect)
            self._drawn = marks

    def _draw(self, now: int) -> tuple[pygame.Rect, ...]:
        whole = self.surface.get_rect()
        damage = [x.clip(whole) for x in self._damage]
        parts = (whole,) if whole in damage else tuple(x for x in damage if x.size != (0, 0))
        self._damage = []
        if self.root is not None:
            focus, hover = self._drawn
            canvas = Canvas(self._page, self.style, focus=focus, hover=hover)
            for part in parts:
                self._page.set_clip(part)
                self.root.draw(canvas)
            self._page.set_clip(None)
        if self._fade is None:
            for part in parts:
                self.surface.blit(self._page, part, part)
            return parts
        if self._fade.over(now):
            self._fade = None
            self.surface.blit(self._page, (0, 0))
        else:
            self._fade.draw(self.surface, self._page, now, changed=bool(parts))
        return (whole,)
