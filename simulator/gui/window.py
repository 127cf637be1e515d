"""The window without a loop: events in, pictures out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame
from msgspec import Struct

from simulator.gui import theme
from simulator.gui.art import Art
from simulator.gui.kit import Brush, Kit
from simulator.gui.text.fonts import FontBook
from simulator.gui.widgets.press import Field
from simulator.gui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.ports import Translator
    from simulator.attempt.settings import SettingsChange
    from simulator.gui.screens.base import Screen
    from simulator.gui.theme import Colours
    from simulator.gui.widgets.base import Widget


class Target(Struct, frozen=True):
    """A widget that can be pressed, and the scrolling windows that it is seen through."""

    widget: Widget
    through: tuple[Scroll, ...]

    def under(self, place: tuple[int, int]) -> bool:
        """Whether it is seen at a place."""
        return self.widget.rect.collidepoint(place) and all(
            x.rect.collidepoint(place) for x in self.through
        )


class Window:
    """What is on the screen, and what the keyboard and the pointer are at; see `Stage`.

    Args:
        house: The world.
        assets: Fonts and pictures.
        surface: To draw on.
        colours: The theme.
        motion: Whether one picture fades into the next.
    """

    def __init__(
        self,
        context: AppContext,
        assets: Path,
        surface: pygame.Surface,
        *,
        colours: Colours = theme.LIGHT,
        motion: bool = True,
    ) -> None:
        self.context = context
        self.surface = surface
        self.moment = context.clock.now()
        self.running = True
        self.root: Widget | None = None
        self.focus: str | None = None
        self.hover: str | None = None
        self._colours = colours
        self._motion = motion
        self._fonts = FontBook(assets / "fonts")
        self._art = Art(assets)
        self._screen: Screen | None = None
        self._targets: tuple[Target, ...] = ()
        self._scrolls: tuple[Scroll, ...] = ()
        self._keyboard = False
        self._pressed: str | None = None
        self._dirty = True
        self._unseen = True
        self._page: pygame.Surface | None = None
        self._old: pygame.Surface | None = None
        self._fade_start = 0
        self._settle()

    @property
    def messages(self) -> Messages:
        """The interface in the present language."""
        return self._messages

    @property
    def translator(self) -> Translator:
        """Authored text in the present language."""
        return self._translator

    @property
    def kit(self) -> Kit:
        """Theme, sizes, fonts and pictures."""
        return self._kit

    @property
    def screen(self) -> Screen:
        """The present screen."""
        if self._screen is None:
            raise LookupError
        return self._screen

    @property
    def fading(self) -> bool:
        """Whether a picture is fading in."""
        return self._old is not None

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that can be pressed, in the order of the keyboard."""
        return self._targets

    @property
    def scrolls(self) -> tuple[Scroll, ...]:
        """All windows that scroll."""
        return self._scrolls

    def go(self, screen: Screen) -> None:
        """Shows another screen."""
        self._screen = screen
        self.focus = None
        self._build(keep=False)
        self._start_fade()

    def refresh(self, *, fade: bool = False) -> None:
        """Makes the tree anew."""
        self._build(keep=not fade)
        if fade:
            self._start_fade()

    def repaint(self) -> None:
        """Draws again at the next frame."""
        self._dirty = True

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Puts new values of some settings in force and saves them."""
        self.context.update_settings(**change)
        self._settle()
        self.refresh()

    def quit(self) -> None:
        """Ends the loop, unless the screen has to ask something first."""
        self.screen.leave(self._end, closing=True)

    def resize(self, surface: pygame.Surface) -> None:
        """Takes in another size of the window."""
        self.surface = surface
        self._old = self._page = None
        self._settle()
        self.refresh()

    def frame(self, now: int) -> bool:
        """Lets time pass and draws if anything changed; whether it drew."""
        self.screen.frame(now)
        if not (self._dirty or self.fading):
            return False
        self._draw(now)
        return True

    def shown(self, now: int) -> None:
        """Tells the screen, after the flip, that its new tree can be seen."""
        if self._unseen and not self.fading and not self._dirty:
            self._unseen = False
            self.screen.shown(now)

    @property
    def blind(self) -> bool:
        """Whether the present tree was not on the screen yet; presses do not count then."""
        return self._unseen

    def point(self, place: tuple[int, int]) -> None:
        """Takes in that the pointer moved."""
        self._keyboard = False
        found = self._at(place)
        if found != self.hover:
            self.hover = found
            self._dirty = True

    def press_down(self, place: tuple[int, int]) -> None:
        """Takes in that the pointer was pressed."""
        self.point(place)
        self._pressed = self.hover
        widget = self._widget(self.hover)
        self._set_focus(self.hover if isinstance(widget, Field) else None)

    def press_up(self, place: tuple[int, int]) -> None:
        """Takes in that the pointer was let go: a press if it still is where it went down."""
        self.point(place)
        pressed, self._pressed = self._pressed, None
        widget = self._widget(pressed)
        if (
            widget is not None
            and pressed == self.hover
            and widget.press is not None
            and not self._unseen
            and not isinstance(widget, Field)
        ):
            widget.press()

    def wheel(self, place: tuple[int, int], lines: float) -> None:
        """Takes in the wheel."""
        for scroll in reversed(self._scrolls):
            if scroll.rect.collidepoint(place) and scroll.most:
                self._move(scroll, -round(lines * self.kit.metrics.px(theme.WHEEL)))
                return

    def step_focus(self, by: int, *, wrap: bool) -> None:
        """Moves the focus on or back."""
        self._keyboard = True
        keys = [x.widget.key for x in self._targets]
        if not keys:
            return
        if self.focus not in keys:
            place = 0 if by > 0 else len(keys) - 1
        else:
            place = keys.index(self.focus) + by
            place = place % len(keys) if wrap else max(0, min(place, len(keys) - 1))
        self._set_focus(keys[place])
        self.reveal_focus()

    def press_focus(self) -> None:
        """Presses what has the focus."""
        self._keyboard = True
        self._dirty = True
        widget = self._widget(self.focus)
        if widget is not None and widget.press is not None and not self._unseen:
            widget.press()

    def field(self) -> Field | None:
        """The field that is written in, if any."""
        widget = self._widget(self.focus)
        return widget if isinstance(widget, Field) else None

    def scroll_page(self, by: float) -> bool:
        """Moves the page by a part of its height; whether there was anything to move."""
        for scroll in self._scrolls:
            if scroll.most:
                self._move(scroll, round(by * scroll.rect.height))
                return True
        return False

    def reveal_focus(self) -> None:
        """Scrolls so that the focus can be seen."""
        for target in self._targets:
            if target.widget.key == self.focus:
                for scroll in target.through:
                    if scroll.reveal(self.kit, target.widget.rect):
                        self._dirty = True

    def _end(self) -> None:
        self.running = False

    def _settle(self) -> None:
        """Works out language and sizes from settings and window."""
        settings = self.context.settings
        self._messages = self.context.messages(settings.language)
        self._translator = self.context.translator(self._messages.language)
        size = self.surface.get_size()
        self._kit = Kit(
            colours=self._colours,
            metrics=theme.Metrics(
                width=size[0], height=size[1], text_size=max(50, min(300, settings.text_size))
            ),
            fonts=self._fonts,
            art=self._art,
            language=self._messages.language,
        )

    def _build(self, *, keep: bool) -> None:
        offsets = {x.name: x.offset for x in self._scrolls} if keep else {}
        self.root = self.screen.tree()
        found: list[Target] = []
        scrolls: list[Scroll] = []
        _collect(self.root, (), found, scrolls)
        for scroll in scrolls:
            scroll.offset = offsets.get(scroll.name, 0)
        self.root.place(self.kit, self.surface.get_rect())
        self._scrolls = tuple(scrolls)
        self._targets = tuple(sorted(found, key=lambda x: self.screen.order(x.widget.key)))
        if self.focus not in [x.widget.key for x in found]:
            self._set_focus(self.screen.first_focus())
        self.hover = None
        self._dirty = self._unseen = True

    def _start_fade(self) -> None:
        if self._motion and self._page is not None:
            self._old = self._page.copy()
            self._fade_start = self.context.clock.now()

    def _draw(self, now: int) -> None:
        if self.root is None:
            return
        if self._page is None or self._page.get_size() != self.surface.get_size():
            self._page = pygame.Surface(self.surface.get_size())
            self._dirty = True
        if self._dirty:
            focus = self.focus if self._keyboard or self.field() else None
            brush = Brush(surface=self._page, kit=self.kit, focus=focus, hover=self.hover)
            self.root.draw(brush)
            self._dirty = False
        self.surface.blit(self._page, (0, 0))
        if self._old is not None:
            part = (now - self._fade_start) / theme.FADE_MS
            if part >= 1:
                self._old = None
            else:
                self._old.set_alpha(round(255 * (1 - part) ** 2))
                self.surface.blit(self._old, (0, 0))

    def _at(self, place: tuple[int, int]) -> str | None:
        return next((x.widget.key for x in reversed(self._targets) if x.under(place)), None)

    def _widget(self, key: str | None) -> Widget | None:
        return next((x.widget for x in self._targets if x.widget.key == key), None)

    def _set_focus(self, key: str | None) -> None:
        if key != self.focus:
            self.focus = key
            self._dirty = True

    def _move(self, scroll: Scroll, by: int) -> None:
        if scroll.move(self.kit, by):
            self._dirty = True


def _collect(
    widget: Widget, through: tuple[Scroll, ...], found: list[Target], scrolls: list[Scroll]
) -> None:
    """All that can be pressed and all that scrolls, in reading order."""
    if widget.key and widget.press is not None:
        found.append(Target(widget, through))
    if isinstance(widget, Scroll):
        scrolls.append(widget)
        through = (*through, widget)
    for child in widget.children:
        _collect(child, through, found, scrolls)
