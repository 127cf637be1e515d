"""The widget, and those that place others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pygame import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.gui.kit import Brush, Kit

Align: TypeAlias = Literal["start", "middle", "end", "fill"]


class Widget:
    """A rectangle that draws itself.

    Attributes:
        rect: Where it is, in pixels of the window; set by `place`.
        key: Its name for focus and pointer; empty: neither.
        press: What happens when it is pressed; None: it cannot be.
        grow: Its part of the room that is left over.
        overlaps: Whether its children may lie over each other.
    """

    overlaps = False

    def __init__(
        self, *, key: str = "", press: Callable[[], None] | None = None, grow: int = 0
    ) -> None:
        self.rect = Rect(0, 0, 0, 0)
        self.key = key
        self.press = press
        self.grow = grow
        self.children: Sequence[Widget] = ()

    def width(self, kit: Kit, most: int) -> int:
        """The width that it would like, up to `most`."""
        del kit
        return most

    def height(self, kit: Kit, width: int) -> int:
        """The height that it needs at a width."""
        raise NotImplementedError

    def place(self, kit: Kit, rect: Rect) -> None:
        """Takes its place."""
        del kit
        self.rect = Rect(rect)

    def draw(self, brush: Brush) -> None:
        """Draws itself and those of its children that can be seen."""
        clip = brush.surface.get_clip()
        for child in self.children:
            if child.rect.colliderect(clip):
                child.draw(brush)

    def walk(self) -> Iterator[Widget]:
        """Itself and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self, kit: Kit) -> Iterator[tuple[str, Rect, Rect]]:
        """Each text that it draws itself: words, where they are, and where they may be."""
        del kit
        yield from ()


class Space(Widget):
    """Nothing, of a height."""

    def __init__(self, gap: str = "usual", *, grow: int = 0) -> None:
        super().__init__(grow=grow)
        self._gap = gap

    def width(self, kit: Kit, most: int) -> int:
        """Its gap."""
        return min(most, kit.metrics.gap(self._gap))

    def height(self, kit: Kit, width: int) -> int:
        """Its gap."""
        del width
        return kit.metrics.gap(self._gap)


class Column(Widget):
    """Children under each other; one that grows takes the height that is left."""

    def __init__(
        self,
        children: Sequence[Widget],
        *,
        gap: str | None = "usual",
        align: Align = "fill",
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.children = tuple(children)
        self._gap = gap
        self._align = align

    def width(self, kit: Kit, most: int) -> int:
        """That of its widest child."""
        return max((x.width(kit, most) for x in self.children), default=0)

    def height(self, kit: Kit, width: int) -> int:
        """All children and the gaps between."""
        return sum(x.height(kit, self._of(kit, x, width)) for x in self.children) + self._gaps(kit)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Gives each its height, and what is left to those that grow."""
        super().place(kit, rect)
        widths = [self._of(kit, x, rect.width) for x in self.children]
        heights = [
            0 if x.grow else x.height(kit, w) for x, w in zip(self.children, widths, strict=True)
        ]
        left = max(0, rect.height - sum(heights) - self._gaps(kit))
        parts = sum(x.grow for x in self.children)
        y = rect.y
        for child, width, natural in zip(self.children, widths, heights, strict=True):
            height = left * child.grow // parts if child.grow else natural
            spare = rect.width - width
            shift = {"middle": spare // 2, "end": spare}.get(self._align, 0)
            child.place(kit, Rect(rect.x + shift, y, width, height))
            y += height + self._space(kit)

    def _of(self, kit: Kit, child: Widget, width: int) -> int:
        return width if self._align == "fill" else child.width(kit, width)

    def _space(self, kit: Kit) -> int:
        return kit.metrics.gap(self._gap) if self._gap else 0

    def _gaps(self, kit: Kit) -> int:
        return self._space(kit) * max(0, len(self.children) - 1)


class Row(Widget):
    """Children beside each other; one that grows takes the width that is left."""

    def __init__(
        self,
        children: Sequence[Widget],
        *,
        gap: str = "usual",
        align: Align = "middle",
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.children = tuple(children)
        self._gap = gap
        self._align = align

    def width(self, kit: Kit, most: int) -> int:
        """All children and the gaps between, or all there is if one grows."""
        if any(x.grow for x in self.children):
            return most
        return min(most, sum(self._widths(kit, most)) + self._gaps(kit))

    def height(self, kit: Kit, width: int) -> int:
        """That of its highest child."""
        widths = self._widths(kit, width)
        return max(
            (x.height(kit, w) for x, w in zip(self.children, widths, strict=True)), default=0
        )

    def place(self, kit: Kit, rect: Rect) -> None:
        """Gives each its width, and what is left to those that grow."""
        super().place(kit, rect)
        x = rect.x
        for child, width in zip(self.children, self._widths(kit, rect.width), strict=True):
            fill = self._align == "fill"
            height = rect.height if fill else min(rect.height, child.height(kit, width))
            spare = rect.height - height
            shift = {"middle": spare // 2, "end": spare}.get(self._align, 0)
            child.place(kit, Rect(x, rect.y + shift, width, height))
            x += width + kit.metrics.gap(self._gap)

    def _gaps(self, kit: Kit) -> int:
        return kit.metrics.gap(self._gap) * max(0, len(self.children) - 1)

    def _widths(self, kit: Kit, width: int) -> list[int]:
        room = max(0, width - self._gaps(kit))
        parts = sum(x.grow for x in self.children)
        natural = [0 if x.grow else x.width(kit, room) for x in self.children]
        left = room - sum(natural)
        if parts:
            return [
                max(0, left) * x.grow // parts if x.grow else w
                for x, w in zip(self.children, natural, strict=True)
            ]
        if left >= 0 or not natural:
            return natural
        widest = natural.index(max(natural))
        natural[widest] = max(0, natural[widest] + left)
        return natural


class _Lines(Widget):
    """Children in one line after the other."""

    def height(self, kit: Kit, width: int) -> int:
        """All its lines."""
        return max((r.bottom for _, r in self._boxes(kit, Rect(0, 0, width, 0))), default=0)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Fills line after line."""
        super().place(kit, rect)
        for child, box in self._boxes(kit, rect):
            child.place(kit, box)

    def _boxes(self, kit: Kit, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        raise NotImplementedError


class Flow(_Lines):
    """Children beside each other, going on in the next line."""

    def __init__(self, children: Sequence[Widget], *, gap: str = "tight") -> None:
        super().__init__()
        self.children = tuple(children)
        self._gap = gap

    def width(self, kit: Kit, most: int) -> int:
        """All in one line, up to `most`."""
        gap = kit.metrics.gap(self._gap)
        found = sum(x.width(kit, most) + gap for x in self.children)
        return min(most, max(0, found - gap))

    def _boxes(self, kit: Kit, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        gap = kit.metrics.gap(self._gap)
        x, y, line = rect.x, rect.y, 0
        for child in self.children:
            width = child.width(kit, rect.width)
            height = child.height(kit, width)
            if x > rect.x and x + width > rect.right:
                x, y, line = rect.x, y + line + gap, 0
            yield child, Rect(x, y, width, height)
            x, line = x + width + gap, max(line, height)


class Grid(_Lines):
    """Children in as many equal columns as fit; each row is as high as its highest."""

    def __init__(
        self, children: Sequence[Widget], *, least: int, most: int = 4, gap: str = "usual"
    ) -> None:
        super().__init__()
        self.children = tuple(children)
        self._least = least
        self._most = most
        self._gap = gap

    def _boxes(self, kit: Kit, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        gap = kit.metrics.gap(self._gap)
        least = kit.metrics.px(self._least) * kit.metrics.text_size // 100
        fitting = max(1, (rect.width + gap) // (least + gap))
        columns = max(1, min(fitting, self._most, len(self.children)))
        width = (rect.width - gap * (columns - 1)) // columns
        y = rect.y
        for start in range(0, len(self.children), columns):
            row = self.children[start : start + columns]
            height = max(x.height(kit, width) for x in row)
            for place, child in enumerate(row):
                yield child, Rect(rect.x + place * (width + gap), y, width, height)
            y += height + gap


class Stack(Widget):
    """Children over each other, each in the whole rectangle."""

    overlaps = True

    def __init__(self, children: Sequence[Widget], *, grow: int = 0) -> None:
        super().__init__(grow=grow)
        self.children = tuple(children)

    def width(self, kit: Kit, most: int) -> int:
        """That of its widest child."""
        return max((x.width(kit, most) for x in self.children), default=0)

    def height(self, kit: Kit, width: int) -> int:
        """That of its highest child."""
        return max((x.height(kit, width) for x in self.children), default=0)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Gives each the whole."""
        super().place(kit, rect)
        for child in self.children:
            child.place(kit, rect)


class Pad(Widget):
    """A child with room around it, at most so wide, in the middle of what there is."""

    def __init__(
        self,
        child: Widget,
        *,
        sides: str | None = "wide",
        ends: str | None = "wide",
        most: int | None = None,
        centre: bool = False,
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.children = (child,)
        self._sides = sides
        self._ends = ends
        self._most = most
        self._centre = centre

    def width(self, kit: Kit, most: int) -> int:
        """That of the child and its room."""
        sides = 2 * self._side(kit)
        return min(most, self.children[0].width(kit, max(0, most - sides)) + sides)

    def height(self, kit: Kit, width: int) -> int:
        """That of the child and its room."""
        return self.children[0].height(kit, self._inner(kit, width)) + 2 * self._end(kit)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Sets the child in the middle."""
        super().place(kit, rect)
        width, end = self._inner(kit, rect.width), self._end(kit)
        room = max(0, rect.height - 2 * end)
        height = room
        if self._centre:
            height = min(room, self.children[0].height(kit, width))
        x = rect.x + (rect.width - width) // 2
        self.children[0].place(kit, Rect(x, rect.y + end + (room - height) // 2, width, height))

    def _inner(self, kit: Kit, width: int) -> int:
        inner = max(0, width - 2 * self._side(kit))
        return inner if self._most is None else min(inner, kit.metrics.px(self._most))

    def _side(self, kit: Kit) -> int:
        return kit.metrics.gap(self._sides) if self._sides else 0

    def _end(self, kit: Kit) -> int:
        return kit.metrics.gap(self._ends) if self._ends else 0
