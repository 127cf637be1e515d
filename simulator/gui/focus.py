"""Which widgets can be pressed, and which of them the pointer and the keyboard are at."""

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
    """A widget that can be pressed.

    Attributes:
        widget: The widget.
        through: The scrolls that the widget is in, the outermost first.
    """

    widget: Widget
    through: tuple[Scroll, ...]

    @property
    def visible_rect(self) -> Rect:
        """The part of the widget that its scrolls show, in pixels of the window."""
        rect = self.widget.rect
        for scroll in self.through:
            rect = rect.clip(scroll.rect)
        return rect

    def is_visible_at(self, point: tuple[int, int]) -> bool:
        """Whether a point of the window is on the visible part of the widget."""
        return self.visible_rect.collidepoint(point)


def pressables(widget: Widget, through: tuple[Scroll, ...] = ()) -> Iterator[Pressable]:
    """All widgets of a tree that can be pressed, in reading order.

    Args:
        widget: The root of the tree.
        through: The scrolls that the root is in, the outermost first.
    """
    if widget.key and widget.press is not None:
        yield Pressable(widget, through)
    if isinstance(widget, Scroll):
        through = (*through, widget)
    for child in widget.children:
        yield from pressables(child, through)


class Focus:
    """Which widget has the keyboard, which is under the pointer, and which is held down.

    Attributes:
        key: The key of the widget that has the keyboard; None: no widget has it.
        hover: The key of the widget under the pointer; None: no widget is there.
        pressables: All widgets that can be pressed, in the order of the Tab key.
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
        """Replaces the widgets by those of a new tree.

        The focus stays on a key that the new tree still has.

        Args:
            found: All widgets that can be pressed, in reading order.
            order: The rank of a key in the order of the Tab key.
            first: Gives the key that gets the focus if the focused widget is gone.
        """
        self.pressables = tuple(sorted(found, key=lambda x: order(x.widget.key)))
        if self.find(self.key) is None:
            self.key = first()
        self.hover = None

    def find(self, key: str | None) -> Pressable | None:
        """The widget with a key; None if there is none."""
        return next((x for x in self.pressables if x.widget.key == key), None)

    @property
    def field(self) -> Field | None:
        """The field that has the keyboard; None if another widget or no widget has it."""
        found = self.find(self.key)
        return found.widget if found and isinstance(found.widget, Field) else None

    @property
    def shown(self) -> str | None:
        """The key of the widget to mark as focused; None while the mouse is used."""
        return self.key if self._by_keyboard or self.field else None

    def move_pointer(self, point: tuple[int, int]) -> None:
        """Handles that the pointer moved to a point of the window."""
        self._by_keyboard = False
        found = (x.widget.key for x in reversed(self.pressables) if x.is_visible_at(point))
        self.hover = next(found, None)

    def hold(self, point: tuple[int, int]) -> None:
        """Handles that the mouse button went down at a point of the window."""
        self.move_pointer(point)
        self._held = self.hover
        found = self.find(self.hover)
        self.key = self.hover if found and isinstance(found.widget, Field) else None

    def release(self, point: tuple[int, int]) -> Pressable | None:
        """Handles that the mouse button came up at a point of the window.

        Returns:
            The widget that was pressed: the button went down and came up on it. None if there
            is no such widget, or if it is a field.
        """
        self.move_pointer(point)
        held, self._held = self._held, None
        found = self.find(held)
        if found is None or held != self.hover or isinstance(found.widget, Field):
            return None
        return found

    def use_keyboard(self) -> Pressable | None:
        """Handles that a key was used, and gives the widget that has the keyboard."""
        self._by_keyboard = True
        return self.find(self.key)

    def step(self, by: int, *, wrap: bool) -> Pressable | None:
        """Moves the keyboard to another widget, in the order of the Tab key.

        Args:
            by: How many widgets to move on; negative: back.
            wrap: Whether the first widget follows the last.

        Returns:
            The widget that has the keyboard then; None if nothing can be pressed.
        """
        self._by_keyboard = True
        if not self.pressables:
            return None
        keys = [x.widget.key for x in self.pressables]
        if self.key not in keys:
            index = 0 if by > 0 else len(keys) - 1
        else:
            index = keys.index(self.key) + by
            index = index % len(keys) if wrap else max(0, min(index, len(keys) - 1))
        self.key = keys[index]
        return self.pressables[index]
