"""Speech that appears bit by bit, and the room of the replies until it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from simulator.gui.widgets.base import Widget
from simulator.gui.widgets.label import Label
from simulator.presentation.rhythm import spoken

if TYPE_CHECKING:
    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style
    from simulator.gui.theme import TextStyle


class Speech:
    """How much of a text has appeared.

    Attributes:
        text: What is said.
        label: The widget that drew the text last; None: no widget did yet.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.label: SpeechLabel | None = None
        self._start: int | None = None
        self._count = 0

    @property
    def complete(self) -> bool:
        """Whether the whole text has appeared."""
        return self._count >= len(self.text)

    @property
    def part(self) -> float:
        """The part of the text that has appeared, 0 to 1."""
        return self._count / len(self.text) if self.text else 1.0

    def start(self, now: int) -> None:
        """Starts the speech, unless it runs already; `now` in milliseconds."""
        if self._start is None:
            self._start = now

    def advance(self, now: int) -> bool:
        """Lets the text appear that is due at `now` (milliseconds); gives whether any was due."""
        if self._start is None:
            return False
        before, self._count = self._count, spoken(self.text, now - self._start)
        return self._count != before


class SpeechLabel(Label):
    """A text of which only the part is drawn that has appeared; it has its full size at once."""

    def __init__(self, speech: Speech, text_style: TextStyle) -> None:
        super().__init__(speech.text, text_style)
        self._speech = speech

    def _draw(self, canvas: Canvas) -> None:
        self._speech.label = self
        surface, clip = canvas.surface, canvas.surface.get_clip()
        block = self._block(canvas.style, self.rect.width)
        left = round(self._speech.part * sum(len(x) for x in block.lines))
        for index, line in enumerate(block.lines):
            shown, left = line[:left], max(0, left - len(line))
            width = canvas.style.fonts.measure(shown, block.style) if shown else 0
            top = self.rect.y + index * block.style.leading
            room = Rect(self.rect.x, top, width, block.style.leading).clip(clip)
            if room.size != (0, 0):
                surface.set_clip(room)
                super()._draw(canvas)
        surface.set_clip(clip)


class Reserved(Widget):
    """The empty room of a widget, with another widget at its top."""

    def __init__(self, absent: Widget, instead: Widget) -> None:
        super().__init__()
        self._absent = absent
        self.children = (instead,)

    def _width(self, style: Style, available: int) -> int:
        return self._absent.width(style, available)

    def _height(self, style: Style, width: int) -> int:
        instead = self.children[0].height(style, width)
        return max(instead, self._absent.height(style, width))

    def _place(self, style: Style, rect: Rect) -> None:
        child = self.children[0]
        height = child.height(style, rect.width)
        child.place(style, Rect(rect.topleft, (rect.width, height)))
