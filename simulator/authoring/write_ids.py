"""Writes the ids that authors left out into the text of their file, and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring.choices import RESERVED_FOR_CHOICES, first_words
from simulator.authoring.report import Report
from simulator.authoring.slug import slug
from simulator.authoring.source import read_source
from simulator.authoring.texts import RESERVED_FOR_ARMS
from simulator.authoring.values import MOST_BYTES, Mapping, Scalar, Sequence, Source, YamlValue
from simulator.files import open_atomic
from simulator.scenario.model import CHOICE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEXTS = ("line", "narration", "signal", "debrief", "answer", "feedback", "text", *CHOICE_KINDS)


def write_ids(path: Path) -> int:
    """Writes the missing ids into a file, at once or not at all.

    Returns:
        How many; 0 also for a file that cannot be read or made out, which a load reports.

    Raises:
        OSError: The file cannot be written.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        old = data.decode("utf-8")
    except (OSError, ValueError):
        return 0
    new = with_ids(old)
    count = missing_ids(old)
    if not count:
        return 0
    with open_atomic(path, sync=True) as file:
        file.write(new.encode("utf-8"))
    return count


def missing_ids(text: str) -> int:
    """How many ids `with_ids` would write."""
    root = read_source("", text.encode("utf-8", "replace"), Report()).root
    return len(list(_missing(root))) if root is not None else 0


def with_ids(text: str) -> str:
    """The text of a scenario's or part's file with an id for every choice, silence and arm.

    Args:
        text: The file's; a byte order mark and its line ends are kept.

    Returns:
        The same text if nothing is missing, or if the file cannot be made out.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    source = read_source("", text.encode("utf-8", "replace"), Report())
    if source.root is None:
        return text
    written = source.text
    for where, id_ in sorted(_missing(source.root), key=_place, reverse=True):
        written = _insert(source, written, where, id_)
    return mark + written


def _place(one: tuple[Mapping, str]) -> tuple[int, int]:
    line, column, _ = next(iter(one[0].marks.values()))
    return line, column


def _insert(source: Source, text: str, where: Mapping, id_: str) -> str:
    """Puts the id before the map's first key, in the map's own style."""
    line, column = _place((where, id_))
    at = source.starts[line] + column
    if where.flow:
        return f"{text[:at]}id: {id_}, {text[at:]}"
    end = "\r\n" if "\r\n" in source.text else "\n"
    return f"{text[:at]}id: {id_}{end}{' ' * column}{text[at:]}"


def _missing(root: YamlValue) -> Iterator[tuple[Mapping, str]]:
    nodes = _get(root, "nodes")
    if isinstance(nodes, Mapping):
        for node in nodes.entries.values():
            yield from _of_choices(node)
            yield from _of_arms(node)
    for section in ("records", "events"):
        declared = _get(root, section)
        if isinstance(declared, Mapping):
            for one in declared.entries.values():
                yield from _of_arms(one)


def _of_choices(node: YamlValue) -> Iterator[tuple[Mapping, str]]:
    choices = _get(node, "choices")
    found = list(choices.items) if isinstance(choices, Sequence) else []
    silence = _get(node, "silence")
    maps = [one for one in [*found, silence] if isinstance(one, Mapping) and one.entries]
    taken = set(RESERVED_FOR_CHOICES)
    for one in maps:
        own = _get(one, "id")
        if isinstance(own, Scalar):
            taken.add(own.text)
    for one in maps:
        if "id" not in one.entries:
            id_ = slug("silence" if one is silence else _words(one), "choice", taken)
            taken.add(id_)
            yield one, id_
        yield from _of_arms(one)


def _words(choice: Mapping) -> str:
    return first_words(choice)


def _of_arms(of: YamlValue) -> Iterator[tuple[Mapping, str]]:
    for key in _TEXTS:
        value = _get(of, key)
        arms = value.items if isinstance(value, Sequence) else [value]
        maps = [one for one in arms if isinstance(one, Mapping) and "text" in one.entries]
        taken = set(RESERVED_FOR_ARMS)
        for one in maps:
            own = _get(one, "id")
            if isinstance(own, Scalar):
                taken.add(own.text)
        for one in maps:
            guard = _get(one, "when")
            if "id" not in one.entries and isinstance(guard, Scalar):
                id_ = slug(guard.text, "arm", taken)
                taken.add(id_)
                yield one, id_


def _get(value: YamlValue | None, key: str) -> YamlValue | None:
    return value.entries.get(key) if isinstance(value, Mapping) else None
