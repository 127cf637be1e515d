"""A field to type one line of text in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame
from msgspec import Struct
from pygame import Rect

from simulator.gui import theme
from simulator.gui.panels import PanelLook
from simulator.gui.widgets.base import Widget
from simulator.presentation.safe_text import displayable_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style


class TextEntry(Struct):
    """The text of a field and its caret.

    Attributes:
        value: The text.
        caret: The number of characters before the caret.
    """

    value: str = ""
    caret: int = 0

    def insert(self, text: str, max_length: int) -> None:
        """Inserts a text at the caret.

        Args:
            text: The text; line ends, and characters that do not fit, are dropped. All others are
                kept, even if they are invisible: who uses the text says whether they are allowed.
            max_length: The most characters that the whole text may have.
        """
        clean = text.replace("\n", "").replace("\r", "")[: max(0, max_length - len(self.value))]
        self.value = self.value[: self.caret] + clean + self.value[self.caret :]
        self.caret += len(clean)

    def delete_before(self) -> None:
        """Deletes the character before the caret, if there is one."""
        if self.caret:
            self.move(-1)
            self.delete_after()

    def delete_after(self) -> None:
        """Deletes the character after the caret, if there is one."""
        self.value = self.value[: self.caret] + self.value[self.caret + 1 :]

    def move(self, by: int) -> None:
        """Moves the caret by some characters to the right, or left if `by` is negative."""
        self.caret = max(0, min(len(self.value), self.caret + by))

    def move_to_start(self) -> None:
        """Moves the caret before the first character."""
        self.caret = 0

    def move_to_end(self) -> None:
        """Moves the caret after the last character."""
        self.caret = len(self.value)


_EDITS: Final[dict[int, Callable[[TextEntry], None]]] = {
    pygame.K_BACKSPACE: TextEntry.delete_before,
    pygame.K_DELETE: TextEntry.delete_after,
    pygame.K_LEFT: lambda entry: entry.move(-1),
    pygame.K_RIGHT: lambda entry: entry.move(1),
    pygame.K_HOME: TextEntry.move_to_start,
    pygame.K_END: TextEntry.move_to_end,
}


class Field(Widget):
    """A field to type one line of text in.

    Args:
        entry: The text; it is kept when the widget is replaced.
        key: The key of the widget.
        hint: Shown while there is no text.
        max_length: The most characters that the text may have.
        changed: Called after each change of text or caret.
        enter: Called when Enter is pressed in the field.
    """

    def __init__(
        self,
        entry: TextEntry,
        *,
        key: str,
        hint: str,
        max_length: int,
        changed: Callable[[], None],
        enter: Callable[[], None],
    ) -> None:
        super().__init__(key=key, press=enter)
        self.entry = entry
        self._hint = hint
        self._max_length = max_length
        self._changed = changed

    def typed(self, text: str) -> None:
        """Inserts typed text at the caret."""
        self.entry.insert(text, self._max_length)
        self._changed()

    def edit(self, key: int) -> bool:
        """Applies an editing key.

        Args:
            key: The key code of pygame.

        Returns:
            Whether it is the code of an editing key.
        """
        edit = _EDITS.get(key)
        if edit is None:
            return False
        edit(self.entry)
        self._changed()
        return True

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.leading("line") + 2 * style.metrics.gap("tight")

    def _draw(self, canvas: Canvas) -> None:
        style, c = canvas.style, canvas.style.colours
        focused = canvas.focus == self.key
        width = (theme.RING if focused else theme.EDGE) * style.metrics.unit
        edge = c.accent if focused or canvas.hover == self.key else c.card_edge
        canvas.panel(self.rect, PanelLook(style.metrics.radius("card"), c.card, edge, width))
        inner = self.rect.inflate(-2 * style.metrics.gap("usual"), -2 * style.metrics.gap("tight"))
        font = style.font("line")
        before = displayable_line(self.entry.value[: self.entry.caret])
        to_caret = style.fonts.measure(before, font)
        # A text wider than the field is moved to the left until the caret can be seen.
        x = inner.x - max(0, to_caret - inner.width + style.metrics.px(theme.RING))
        clip = canvas.surface.get_clip()
        canvas.surface.set_clip(inner.clip(clip))
        value = displayable_line(self.entry.value)
        text, ink = (value, c.ink) if self.entry.value else (self._hint, c.soft)
        if text:
            style.fonts.draw(canvas.surface, (x, inner.y), text, font, ink)
        canvas.surface.set_clip(clip)
        if focused:
            caret = Rect(x + to_caret, inner.y, style.metrics.px(theme.CARET), inner.height)
            canvas.surface.fill(c.accent, caret.inflate(0, -inner.height // 4))
