"""Reads the content of a file into values with places, and allows only part of YAML.

YAML 1.1 reads `no` as false and `12:30` as 750. It keeps the last of two equal keys, and a short
file with aliases can fill the memory. Here each plain scalar is a text, and everything that could
surprise an author or fill the memory is a finding.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from simulator.authoring.yaml.fast_blocks import read_simple
from simulator.authoring.yaml.values import (
    MAX_BYTES,
    MAX_LINES,
    Document,
    YamlScalar,
    count_values,
    excerpt,
    most_values,
)
from simulator.findings import code as codes
from simulator.findings.source import Source, Span

if TYPE_CHECKING:
    from simulator.findings.code import Argument, Code
    from simulator.findings.collector import Collector

# A byte order mark inside a file is refused, too: it is invisible, and parsers disagree about it.
_UNPRINTABLE = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_LINE_ENDS = tuple(end.encode() for end in ("\n", "\r", "\x85", "\u2028", "\u2029"))
_PRINTABLE_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))
# By how much `_values_at_most` may exceed the limit in a file that is worth counting.
_TOLERANCE = 1.1
# How much of an empty file is kept for the finding, in characters.
_EMPTY_EXCERPT = 200


def read_document(file: str, data: bytes, collector: Collector) -> Document:
    """The values of a file with their places.

    Args:
        file: The file's name, for findings.
        data: The file's bytes.
        collector: Gets a finding for everything that is wrong with the file.

    Returns:
        A document whose root is None if the file could not be read.
    """
    text = _decode(file, data, collector)
    if text is None:
        return Document(Source(file, ""))
    if not text or text.isspace():
        collector.report(codes.EMPTY_FILE, Span(Source(file, ""), 0, 0, 1))
        return Document(Source(file, ""))
    source = Source(file, text)
    # Most files are ASCII. For them, a test of the bytes is 100 times faster than `re.search`.
    printable = text.isascii() and not data.translate(None, _PRINTABLE_ASCII)
    bad = None if printable else re.search(_UNPRINTABLE, text)
    if bad:
        span = Span(source, *source.position(bad.start()), 1)
        collector.report(codes.NOT_TEXT, span, character=f"U+{ord(bad[0]):04X}")
        return Document(source)
    most, at_most = most_values(len(data)), _values_at_most(text)
    root = read_simple(text) if at_most <= most * _TOLERANCE else None
    if root is None:
        return _read_all(source, len(data), collector)
    if at_most > most and count_values(root) > most:
        collector.report(codes.TOO_MANY_VALUES, Span(source, 0, 0, 1), maximum=most)
        return Document(source)
    return Document(source, root, len(data))


def _values_at_most(text: str) -> int:
    """A number that is not smaller than the number of values, or of lines, in a simple text.

    It is close to the number of values, and quicker to find: commas and colons in an author's words
    are counted, too.
    """
    values = 2 * text.count(":") + sum(map(text.count, (",", "[", "- ", "-\n", "-\r"))) + 1
    return max(values, text.count("\n"))


def _read_all(source: Source, size: int, collector: Collector) -> Document:
    """The document that libyaml reads; reports a finding for every fault."""
    from simulator.authoring.yaml.libyaml import read_events  # noqa: PLC0415 - importing PyYAML is slow, and most files do not need it

    found = read_events(source, size, collector)
    if found is None:
        return Document(source)
    if found.root is None or (isinstance(found.root, YamlScalar) and found.root.empty):
        start = Source(source.file, excerpt(source.text, _EMPTY_EXCERPT))
        collector.report(codes.EMPTY_FILE, Span(start, 0, 0, 1))
        return Document(source)
    return found


def _decode(file: str, data: bytes, collector: Collector) -> str | None:
    """The text of a file; None if it is too big or not UTF-8 text, which is reported."""

    def refuse(code: Code, before: bytes = b"", **args: Argument) -> None:
        """Reports a finding at the character after the bytes `before`."""
        start = Source(file, before.decode("utf-8", "replace"))
        collector.report(code, Span(start, *start.position(len(start.text)), 1), **args)

    if len(data) > MAX_BYTES:
        refuse(codes.TOO_BIG, maximum=MAX_BYTES // (1024 * 1024))
        return None
    ends = _LINE_ENDS[:2] if data.isascii() else _LINE_ENDS
    lines = sum(map(data.count, ends)) - (data.count(b"\r\n") if b"\r" in data else 0)
    if lines > MAX_LINES and not data.isspace():
        refuse(codes.TOO_MANY_LINES, maximum=MAX_LINES)
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        refuse(codes.NOT_UTF8)
        return None
    zero = data.find(0)
    if zero >= 0:
        refuse(codes.NOT_TEXT, data[:zero], character="U+0000")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(codes.NOT_UTF8, data[: error.start])
        return None
