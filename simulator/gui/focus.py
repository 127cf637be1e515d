"""What can be pressed, and which of it the pointer and the keyboard are at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.gui.widgets.field import Field
from simulator.gui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pygame import Rect

    from simulator.gui.widgets.base import Widget


class Pressable(Struct, frozen=True):
    """A widget that can be pressed, and the scrolls that it is seen through."""

    widget: Widget
    through: tuple[Scroll, ...]

    @property
    def seen(self) -> Rect:
        """The part of the window where the widget can be seen."""
        rect = self.widget.rect
        for scroll in self.through:
            rect = rect.clip(scroll.rect)
        return rect

    def under(self, place: tuple[int, int]) -> bool:
        """Whether the widget can be seen at a place."""
        return self.widget.rect.collidepoint(place) and all(
            x.rect.collidepoint(place) for x in self.through
        )


def pressables(widget: Widget, through: tuple[Scroll, ...] = ()) -> Iterator[Pressable]:
    """All that can be pressed in a tree of widgets, in reading order."""
    if widget.key and widget.press is not None:
        yield Pressable(widget, through)
    if isinstance(widget, Scroll):
        through = (*through, widget)
    for child in widget.children:
        yield from pressables(child, through)


class Focus:
    """The widget with the keyboard, the one under the pointer, and the one held down.

    Attributes:
        key: The key of the widget with the keyboard; None: no widget has it.
        hover: The key of the widget under the pointer; None: no widget is there.
        pressables: All that can be pressed, in the order of the keyboard.
    """

    def __init__(self) -> None:
        self.key: str | None = None
        self.hover: str | None = None
        self.pressables: tuple[Pressable, ...] = ()
        self._by_keyboard = False
        self._held: str | None = None

    def take(
        self,
        found: Sequence[Pressable],
        *,
        order: Callable[[str], int],
        first: Callable[[], str | None],
    ) -> None:
        """Takes in the widgets of a new tree.

        Args:
            found: All that can be pressed, in reading order.
            order: The rank of a key in the order of the keyboard.
            first: Gives the key that the keyboard starts at if the focused widget is gone.
        """
        self.pressables = tuple(sorted(found, key=lambda x: order(x.widget.key)))
        if self.find(self.key) is None:
            self.key = first()
        self.hover = None

    def find(self, key: str | None) -> Pressable | None:
        """The widget of a key."""
        return next((x for x in self.pressables if x.widget.key == key), None)

    @property
    def field(self) -> Field | None:
        """The field that is written in, if any."""
        found = self.find(self.key)
        return found.widget if found and isinstance(found.widget, Field) else None

    @property
    def shown(self) -> str | None:
        """The key of the widget to mark as focused; None while the mouse leads."""
        return self.key if self._by_keyboard or self.field else None

    def point(self, place: tuple[int, int]) -> None:
        """Takes in that the pointer moved."""
        self._by_keyboard = False
        under = (x.widget.key for x in reversed(self.pressables) if x.under(place))
        self.hover = next(under, None)

    def hold(self, place: tuple[int, int]) -> None:
        """Takes in that the pointer went down."""
        self.point(place)
        self._held = self.hover
        found = self.find(self.hover)
        self.key = self.hover if found and isinstance(found.widget, Field) else None

    def release(self, place: tuple[int, int]) -> Pressable | None:
        """Takes in that the pointer came up; the widget pressed, if it is the one held down."""
        self.point(place)
        held, self._held = self._held, None
        found = self.find(held)
        if found is None or held != self.hover or isinstance(found.widget, Field):
            return None
        return found

    def use_keyboard(self) -> Pressable | None:
        """Takes in that a key was used; the widget with the keyboard."""
        self._by_keyboard = True
        return self.find(self.key)

    def step(self, by: int, *, wrap: bool) -> Pressable | None:
        """Moves the keyboard on by some widgets, or back; the widget that has it then.

        Args:
            by: How many widgets; negative: back.
            wrap: Whether the first widget follows the last.
        """
        self._by_keyboard = True
        if not self.pressables:
            return None
        keys = [x.widget.key for x in self.pressables]
        if self.key not in keys:
            place = 0 if by > 0 else len(keys) - 1
        else:
            place = keys.index(self.key) + by
            place = place % len(keys) if wrap else max(0, min(place, len(keys) - 1))
        self.key = keys[place]
        return self.pressables[place]
