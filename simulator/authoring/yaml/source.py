"""Files as located values: strict YAML with the place of every key and value.

YAML 1.1 reads `no` as false and `12:30` as 750, keeps the last of two equal keys, and lets one
short file grow without bound through aliases. None of that happens here: a plain scalar is
text, and what could surprise an author or hang the loader is a finding.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring.yaml.fast_blocks import read_blocks
from simulator.authoring.yaml.values import MOST_BYTES, Scalar, Source

if TYPE_CHECKING:
    from simulator.authoring.report import Report

_UNPRINTABLE = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_PRINTABLE_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))


def read_source(file: str, data: bytes, report: Report) -> Source:
    """The values of a file with their places; what is wrong with it goes to the report.

    Args:
        file: Its name, for findings.
        data: Its bytes, at most `MOST_BYTES`.
        report: Where findings go.
    """
    text = _decode(file, data, report)
    if text is None:
        return Source(file, "")
    source = Source(file, text)
    # Most files are ASCII, where looking at bytes is a hundred times as fast.
    plain = text.isascii() and not data.translate(None, _PRINTABLE_ASCII)
    bad = None if plain else re.search(_UNPRINTABLE, text)
    if bad:
        character = f"U+{ord(bad[0]):04X}"
        report.at(f.NOT_TEXT, source, *source.place(bad.start()), 1, character=character)
        return source
    source.root = read_blocks(text)
    if source.root is None:
        _judge(source, report)
    return source


def _judge(source: Source, report: Report) -> None:
    """Reads all of YAML, and words what is wrong."""
    from simulator.authoring.yaml.libyaml import read_events  # noqa: PLC0415 - everyday files spare PyYAML

    if not read_events(source, report):
        return
    if source.root is None or (isinstance(source.root, Scalar) and source.root.empty):
        source.root = None
        report.at(f.EMPTY_FILE, Source(source.file, source.text[:200]), 0, 0, 1)


def _decode(file: str, data: bytes, report: Report) -> str | None:
    nowhere = Source(file, "")
    if len(data) > MOST_BYTES:
        report.at(f.TOO_BIG, nowhere, 0, 0, 1, most=MOST_BYTES // (1024 * 1024))
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.at(f.NOT_UTF8, nowhere, 0, 0, 1)
        return None
    zero = data.find(0)
    if zero >= 0:
        before = Source(file, data[:zero].decode("utf-8", "replace"))
        report.at(f.NOT_TEXT, before, *before.place(len(before.text)), 1, character="U+0000")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = Source(file, data[: error.start].decode("utf-8", "replace"))
        report.at(f.NOT_UTF8, before, *before.place(len(before.text)), 1)
        return None
