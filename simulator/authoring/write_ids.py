"""Writes missing ids into the text of a file, and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring.format.choices import RESERVED_FOR_CHOICES, first_words
from simulator.authoring.read.ids import slug
from simulator.authoring.read.texts import RESERVED_FOR_ARMS
from simulator.authoring.yaml.source import read_document
from simulator.authoring.yaml.values import MAX_BYTES, YamlMapping, YamlScalar, YamlSequence
from simulator.files.reading import read_whole
from simulator.files.writing import open_atomic
from simulator.findings.collector import Collector
from simulator.scenario.vocabulary import CHOICE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.authoring.yaml.values import Document, YamlValue

# The keys of texts that can have arms.
_TEXTS = (
    "line",
    "narration",
    "signal",
    "debrief",
    "hint",
    "answer",
    "feedback",
    "text",
    *CHOICE_KINDS,
)


def write_missing_ids(path: Path) -> int:
    """Writes the missing ids into a file; the file is replaced as a whole or not at all.

    Returns:
        How many ids were written; 0 for a file that cannot be read. `load` reports such a file.

    Raises:
        OSError: The file cannot be written.
    """
    try:
        old = read_whole(path, MAX_BYTES).decode("utf-8")
    except (OSError, ValueError):
        return 0
    new, count = _with_ids(old)
    if not count:
        return 0
    with open_atomic(path, sync=True) as file:
        file.write(new.encode("utf-8"))
    return count


def missing_ids(text: str) -> int:
    """How many ids `with_ids` would write."""
    return _with_ids(text)[1]


def with_ids(text: str) -> str:
    """The text of a scenario or part with an id for each choice, silence and arm with a guard.

    Args:
        text: The text of the file; its byte order mark and line ends are not changed.

    Returns:
        The same text if no id is missing, or if the text cannot be read.
    """
    return _with_ids(text)[0]


def _with_ids(text: str) -> tuple[str, int]:
    """The text with its missing ids, and how many they are."""
    document = _read(text)
    if document.root is None:
        return text, 0
    source = document.source
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    missing = sorted(_missing(document.root), key=_position)
    parts = ["\ufeff" if text.startswith("\ufeff") else ""]
    done = 0
    for where, id_ in missing:
        line, column = _position((where, id_))
        at = source.starts[line] + column
        # In braces, the id is written on the same line; otherwise it gets a line of its own.
        after = ", " if where.flow else f"{line_end}{' ' * column}"
        parts += [source.text[done:at], f"id: {id_}{after}"]
        done = at
    return "".join([*parts, source.text[done:]]), len(missing)


def _read(text: str) -> Document:
    return read_document("", text.encode("utf-8", "replace"), Collector())


def _position(missing: tuple[YamlMapping, str]) -> tuple[int, int]:
    """The line and column of the first key of a map."""
    line, column, _ = next(iter(missing[0].marks.values()))
    return line, column


def _missing(root: YamlValue) -> Iterator[tuple[YamlMapping, str]]:
    """Each map of a file that lacks an id, with the id that it should get."""
    nodes = _get(root, "nodes")
    if isinstance(nodes, YamlMapping):
        for node in nodes.entries.values():
            yield from _missing_in_choices(node)
            yield from _missing_in_arms(node)
    for section in ("records", "events"):
        declared = _get(root, section)
        if isinstance(declared, YamlMapping):
            for one in declared.entries.values():
                yield from _missing_in_arms(one)


def _missing_in_choices(node: YamlValue) -> Iterator[tuple[YamlMapping, str]]:
    """The missing ids of a node's choices, of its silence and of their arms."""
    choices = _get(node, "choices")
    found = list(choices.items) if isinstance(choices, YamlSequence) else []
    silence = _get(node, "silence")
    maps = [one for one in [*found, silence] if isinstance(one, YamlMapping) and one.entries]
    taken = set(RESERVED_FOR_CHOICES)
    for one in maps:
        own = _get(one, "id")
        if isinstance(own, YamlScalar):
            taken.add(own.text)
    for one in maps:
        if "id" not in one.entries:
            id_ = slug("silence" if one is silence else first_words(one), "choice", taken)
            taken.add(id_)
            yield one, id_
        yield from _missing_in_arms(one)


def _missing_in_arms(owner: YamlValue) -> Iterator[tuple[YamlMapping, str]]:
    """The missing ids of the arms of all texts of a node, choice or declaration."""
    for key in _TEXTS:
        value = _get(owner, key)
        arms = value.items if isinstance(value, YamlSequence) else [value]
        maps = [one for one in arms if isinstance(one, YamlMapping) and "text" in one.entries]
        taken = set(RESERVED_FOR_ARMS)
        for one in maps:
            own = _get(one, "id")
            if isinstance(own, YamlScalar):
                taken.add(own.text)
        for one in maps:
            guard = _get(one, "when")
            if "id" not in one.entries and isinstance(guard, YamlScalar):
                id_ = slug(guard.text, "arm", taken)
                taken.add(id_)
                yield one, id_


def _get(value: YamlValue | None, key: str) -> YamlValue | None:
    """The value of a key; None if `value` is no map or has no such key."""
    return value.entries.get(key) if isinstance(value, YamlMapping) else None
