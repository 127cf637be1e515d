"""A small writer of the SVG that pygame reads.

Knows only paths, ellipses, groups and linear gradients, with attributes on the
element itself. Everything else that SVG has (text, filters, clips, masks,
``<use>``, style sheets) is left out because pygame draws it wrongly or not at
all; what has to be clipped is computed here instead.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Point = tuple[float, float]
Points = Sequence[Point]

LONG_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def element(name: str, attributes: Mapping[str, str | float], content: str = "") -> str:
    """One element; ``_`` in an attribute's name stands for ``-``."""
    pairs = (
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    head = f"<{name}{''.join(pairs)}"
    return f"{head}>{content}</{name}>" if content else f"{head}/>"


def path(outline: str, fill: str = "none", **attributes: str | float) -> str:
    """A path, not filled unless told; its numbers are shortened."""
    tidy = LONG_NUMBER.sub(lambda found: number(float(found[0])), outline)
    return element("path", {"d": tidy, "fill": fill, **attributes})


def line(outline: str, colour: str, width: float, **attributes: str | float) -> str:
    """A stroke with round ends and joins."""
    return path(
        outline,
        "none",
        stroke=colour,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
        **attributes,
    )


def ellipse(
    centre: Point, radius_x: float, radius_y: float, fill: str, **attributes: str | float
) -> str:
    """A filled ellipse."""
    place = {"cx": centre[0], "cy": centre[1], "rx": radius_x, "ry": radius_y}
    return element("ellipse", {**place, "fill": fill, **attributes})


def circle(centre: Point, radius: float, fill: str, **attributes: str | float) -> str:
    """A filled circle."""
    return element(
        "circle", {"cx": centre[0], "cy": centre[1], "r": radius, "fill": fill, **attributes}
    )


def box(corner: Point, size: Point, fill: str, radius: float = 0, **attributes: str | float) -> str:
    """A filled rectangle, with round corners if told."""
    place: dict[str, str | float] = {
        "x": corner[0],
        "y": corner[1],
        "width": size[0],
        "height": size[1],
    }
    if radius:
        place["rx"] = radius
    return element("rect", {**place, "fill": fill, **attributes})


def group(content: Iterable[str], transform: str = "") -> str:
    """A group with a transform; without one, just the content."""
    inner = "".join(content)
    return element("g", {"transform": transform}, inner) if transform and inner else inner


def vertical_gradient(name: str, stops: Sequence[tuple[int, str]]) -> str:
    """A top-to-bottom gradient from ``(per cent, colour)`` stops, filled with ``url(#name)``."""
    marks = "".join(
        element("stop", {"offset": f"{at}%", "stop_color": colour}) for at, colour in stops
    )
    ends = {"id": name, "x1": "0%", "y1": "0%", "x2": "0%", "y2": "100%"}
    return element("linearGradient", ends, marks)


def document(size: tuple[int, int], content: Iterable[str], definitions: str = "") -> str:
    """A whole SVG file; the size is also its view box."""
    width, height = size
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": str(width),
        "height": str(height),
        "viewBox": f"0 0 {width} {height}",
    }
    inner = (f"<defs>{definitions}</defs>\n" if definitions else "") + "\n".join(
        filter(None, content)
    )
    return element("svg", attributes, f"\n{inner}\n") + "\n"


def points(text: str) -> list[Point]:
    """Points from text: ``"0,92 50,98"``."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def polyline(points: Points) -> str:
    """An open outline of straight pieces."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def smooth(points: Points, *, closed: bool = True, tension: float = 1.0) -> str:
    """An outline that passes smoothly through points (a Catmull-Rom spline).

    Args:
        points: At least two points.
        closed: Whether the last point leads back to the first.
        tension: 0 for straight pieces, 1 for the usual roundness.
    """
    count = len(points)
    pieces = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(count if closed else count - 1):
        around = [_neighbour(points, index + step, closed=closed) for step in (-1, 0, 1, 2)]
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = around
        share = tension / 6
        handles = (
            x1 + (x2 - x0) * share,
            y1 + (y2 - y0) * share,
            x2 - (x3 - x1) * share,
            y2 - (y3 - y1) * share,
        )
        pieces.append("C" + " ".join(map(number, (*handles, x2, y2))))
    return "".join(pieces) + ("Z" if closed else "")


def _neighbour(points: Points, index: int, *, closed: bool) -> Point:
    if closed:
        return points[index % len(points)]
    return points[max(0, min(index, len(points) - 1))]


def sampled(points: Points, steps: int = 8) -> list[Point]:
    """Points along the closed outline that ``smooth`` draws, to cut shapes that fit into it."""
    samples = []
    for index in range(len(points)):
        p0, p1, p2, p3 = (points[(index + step) % len(points)] for step in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            weights = (
                -t + 2 * t**2 - t**3,
                2 - 5 * t**2 + 3 * t**3,
                t + 4 * t**2 - 3 * t**3,
                t**3 - t**2,
            )
            x, y = (
                sum(w * p[axis] for w, p in zip(weights, (p0, p1, p2, p3), strict=True)) / 2
                for axis in (0, 1)
            )
            samples.append((x, y))
    return samples


def mirrored(half: Points) -> list[Point]:
    """A whole outline about x = 0 from its right half, given top to bottom."""
    left = [(-x, y) for x, y in reversed(half) if x > 0]
    return [*half, *left]


def both_sides(draw: Callable[[int], str]) -> str:
    """What a function draws for the left side (-1) and for the right side (1)."""
    return draw(-1) + draw(1)


def mix(colour: str, other: str, share: float) -> str:
    """A colour moved towards another by a share from 0 to 1; both ``#rrggbb``."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def write(files: Mapping[Path, str]) -> None:
    """Writes each file that changed, and says how many did."""
    changed = 0
    for target, text in files.items():
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
            changed += 1
    sys.stdout.write(f"{changed} of {len(files)} files changed\n")
