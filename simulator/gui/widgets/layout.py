"""Widgets that place other widgets: columns, rows, grids, margins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.gui.canvas import Align
    from simulator.gui.style import Style


class Space(Widget):
    """An empty space."""

    def __init__(self, gap: str = "usual", *, grow: int = 0) -> None:
        super().__init__(grow=grow)
        self._gap = gap

    def _width(self, style: Style, available: int) -> int:
        return min(available, style.metrics.gap(self._gap))

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.gap(self._gap)


class Column(Widget):
    """Children below each other; those that grow share the height that is left."""

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

    def _width(self, style: Style, available: int) -> int:
        return max((x.width(style, available) for x in self.children), default=0)

    def _height(self, style: Style, width: int) -> int:
        return sum(x.height(style, self._of(style, x, width)) for x in self.children) + self._gaps(
            style
        )

    def _place(self, style: Style, rect: Rect) -> None:
        widths = [self._of(style, x, rect.width) for x in self.children]
        heights = [
            0 if x.grow else x.height(style, w) for x, w in zip(self.children, widths, strict=True)
        ]
        left = max(0, rect.height - sum(heights) - self._gaps(style))
        parts = sum(x.grow for x in self.children)
        y = rect.y
        for child, width, natural in zip(self.children, widths, heights, strict=True):
            height = left * child.grow // parts if child.grow else natural
            free = rect.width - width
            shift = {"middle": free // 2, "end": free}.get(self._align, 0)
            child.place(style, Rect(rect.x + shift, y, width, height))
            y += height + self._space(style)

    def _of(self, style: Style, child: Widget, width: int) -> int:
        return width if self._align == "fill" else child.width(style, width)

    def _space(self, style: Style) -> int:
        return style.metrics.gap(self._gap) if self._gap else 0

    def _gaps(self, style: Style) -> int:
        return self._space(style) * max(0, len(self.children) - 1)


class Row(Widget):
    """Children side by side; those that grow share the width that is left."""

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

    def _width(self, style: Style, available: int) -> int:
        if any(x.grow for x in self.children):
            return available
        return min(available, sum(self._child_widths(style, available)) + self._gaps(style))

    def _height(self, style: Style, width: int) -> int:
        widths = self._child_widths(style, width)
        return max(
            (x.height(style, w) for x, w in zip(self.children, widths, strict=True)), default=0
        )

    def _place(self, style: Style, rect: Rect) -> None:
        x = rect.x
        for child, width in zip(self.children, self._child_widths(style, rect.width), strict=True):
            fill = self._align == "fill"
            height = rect.height if fill else min(rect.height, child.height(style, width))
            free = rect.height - height
            shift = {"middle": free // 2, "end": free}.get(self._align, 0)
            child.place(style, Rect(x, rect.y + shift, width, height))
            x += width + style.metrics.gap(self._gap)

    def _gaps(self, style: Style) -> int:
        return style.metrics.gap(self._gap) * max(0, len(self.children) - 1)

    def _child_widths(self, style: Style, width: int) -> list[int]:
        room = max(0, width - self._gaps(style))
        parts = sum(x.grow for x in self.children)
        natural = [0 if x.grow else x.width(style, room) for x in self.children]
        left = room - sum(natural)
        if parts:
            left = max(left, self._share(natural, room))
            return [
                max(0, left) * x.grow // parts if x.grow else w
                for x, w in zip(self.children, natural, strict=True)
            ]
        if left >= 0 or not natural:
            return natural
        widest = natural.index(max(natural))
        natural[widest] = max(0, natural[widest] + left)
        return natural

    def _share(self, natural: list[int], room: int) -> int:
        """The least width for children that grow: a quarter, taken from a child of over a half."""
        least = room // 4
        over = max(0, sum(natural) + least - room)
        widest = max(range(len(natural)), key=natural.__getitem__)
        if natural[widest] <= room // 2 or not over:
            return 0
        natural[widest] -= over
        return least


class _Lines(Widget):
    """Children in lines, from left to right and from top to bottom."""

    def _height(self, style: Style, width: int) -> int:
        return max((r.bottom for _, r in self._boxes(style, Rect(0, 0, width, 0))), default=0)

    def _place(self, style: Style, rect: Rect) -> None:
        for child, box in self._boxes(style, rect):
            child.place(style, box)

    def _boxes(self, style: Style, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        raise NotImplementedError


class Flow(_Lines):
    """Children side by side, with as many in each line as fit."""

    def __init__(self, children: Sequence[Widget], *, gap: str = "tight") -> None:
        super().__init__()
        self.children = tuple(children)
        self._gap = gap

    def _width(self, style: Style, available: int) -> int:
        gap = style.metrics.gap(self._gap)
        found = sum(x.width(style, available) + gap for x in self.children)
        return min(available, max(0, found - gap))

    def _boxes(self, style: Style, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        gap = style.metrics.gap(self._gap)
        x, y, line = rect.x, rect.y, 0
        for child in self.children:
            width = child.width(style, rect.width)
            height = child.height(style, width)
            if x > rect.x and x + width > rect.right:
                x, y, line = rect.x, y + line + gap, 0
            yield child, Rect(x, y, width, height)
            x, line = x + width + gap, max(line, height)


class Grid(_Lines):
    """Children in as many equal columns as fit; a row is as high as its highest child.

    Args:
        children: The children, row by row.
        min_width: The least width of a column, in units of the design at normal text size.
        max_columns: The greatest number of columns.
        gap: The name of the space between columns and between rows.
    """

    def __init__(
        self,
        children: Sequence[Widget],
        *,
        min_width: int,
        max_columns: int = 4,
        gap: str = "usual",
    ) -> None:
        super().__init__()
        self.children = tuple(children)
        self._min_width = min_width
        self._max_columns = max_columns
        self._gap = gap

    def _boxes(self, style: Style, rect: Rect) -> Iterator[tuple[Widget, Rect]]:
        gap = style.metrics.gap(self._gap)
        min_width = style.metrics.px(self._min_width) * style.metrics.text_size // 100
        fitting = max(1, (rect.width + gap) // (min_width + gap))
        columns = max(1, min(fitting, self._max_columns, len(self.children)))
        width = (rect.width - gap * (columns - 1)) // columns
        y = rect.y
        for start in range(0, len(self.children), columns):
            row = self.children[start : start + columns]
            height = max(x.height(style, width) for x in row)
            for column, child in enumerate(row):
                yield child, Rect(rect.x + column * (width + gap), y, width, height)
            y += height + gap


class Stack(Widget):
    """Children on top of each other, each as large as the stack."""

    overlaps = True

    def __init__(self, children: Sequence[Widget], *, grow: int = 0) -> None:
        super().__init__(grow=grow)
        self.children = tuple(children)

    def _width(self, style: Style, available: int) -> int:
        return max((x.width(style, available) for x in self.children), default=0)

    def _height(self, style: Style, width: int) -> int:
        return max((x.height(style, width) for x in self.children), default=0)

    def _place(self, style: Style, rect: Rect) -> None:
        for child in self.children:
            child.place(style, rect)


class Pad(Widget):
    """A child with a margin around it.

    Args:
        child: The child, in the middle of the width.
        sides: The name of the space at the left and the right; None: no space.
        ends: The name of the space above and below; None: no space.
        max_width: The greatest width of the child, in units of the design; None: no limit.
        centre: Whether the child is in the middle of the height and no higher than it needs to
            be; else it takes the whole height.
        grow: The widget's share of the room that is left over.
    """

    def __init__(
        self,
        child: Widget,
        *,
        sides: str | None = "wide",
        ends: str | None = "wide",
        max_width: int | None = None,
        centre: bool = False,
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.children = (child,)
        self._sides = sides
        self._ends = ends
        self._max_width = max_width
        self._centre = centre

    def _width(self, style: Style, available: int) -> int:
        sides = 2 * self._side(style)
        return min(available, self.children[0].width(style, max(0, available - sides)) + sides)

    def _height(self, style: Style, width: int) -> int:
        return self.children[0].height(style, self._inner(style, width)) + 2 * self._end(style)

    def _place(self, style: Style, rect: Rect) -> None:
        width, end = self._inner(style, rect.width), self._end(style)
        room = max(0, rect.height - 2 * end)
        height = room
        if self._centre:
            height = min(room, self.children[0].height(style, width))
        x = rect.x + (rect.width - width) // 2
        self.children[0].place(style, Rect(x, rect.y + end + (room - height) // 2, width, height))

    def _inner(self, style: Style, width: int) -> int:
        inner = max(0, width - 2 * self._side(style))
        return inner if self._max_width is None else min(inner, style.metrics.px(self._max_width))

    def _side(self, style: Style) -> int:
        return style.metrics.gap(self._sides) if self._sides else 0

    def _end(self, style: Style) -> int:
        return style.metrics.gap(self._ends) if self._ends else 0


class Fixed(Column):
    """A column of a fixed width; if it is too high, its first child becomes lower, then its last.

    Args:
        side: The width, in units of the design.
    """

    def __init__(self, children: Sequence[Widget], side: int, *, gap: str = "near") -> None:
        super().__init__(children, gap=gap)
        self._side = side

    def _width(self, style: Style, available: int) -> int:
        return min(available, style.metrics.px(self._side))

    def _place(self, style: Style, rect: Rect) -> None:
        short = self.height(style, rect.width) - rect.height
        super()._place(style, rect)
        if short <= 0 or not self.children:
            return
        first, *others = self.children
        lower = min(short, first.rect.height) if others else 0
        first.place(style, Rect(rect.topleft, (rect.width, first.rect.height - lower)))
        for child in others:
            child.shift(-lower)
        last = self.children[-1]
        last.place(style, last.rect.clip(rect))


class Fit(Widget):
    """A child of a fixed width, no higher than it needs to be, at the top of the rectangle.

    Args:
        side: The width, in units of the design.
    """

    def __init__(self, child: Widget, *, side: int) -> None:
        super().__init__()
        self.children = (child,)
        self._side = side

    def _width(self, style: Style, available: int) -> int:
        return min(available, style.metrics.px(self._side))

    def _height(self, style: Style, width: int) -> int:
        return self.children[0].height(style, width)

    def _place(self, style: Style, rect: Rect) -> None:
        child = self.children[0]
        height = min(rect.height, child.height(style, rect.width))
        child.place(style, Rect(rect.topleft, (rect.width, height)))


class FirstThatFits(Widget):
    """The first of some variants that fits into the height of the rectangle, else the last.

    Args:
        variants: Functions that make the variants, the highest first; a variant is made only if
            all before it are too high.
    """

    def __init__(self, variants: Sequence[Callable[[], Widget]], *, grow: int = 0) -> None:
        super().__init__(grow=grow)
        self._variants = variants

    def _height(self, style: Style, width: int) -> int:
        return self._variants[0]().height(style, width)

    def _place(self, style: Style, rect: Rect) -> None:
        for make in self._variants:
            child = make()
            if child.height(style, rect.width) <= rect.height:
                break
        child.place(style, rect)
        self.children = (child,)
