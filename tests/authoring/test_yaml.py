"""YAML with places: every value has its place, and plain scalars stay text."""

from __future__ import annotations

import pytest
import yaml

from simulator.authoring.yaml import libyaml as module
from simulator.authoring.yaml.source import read_document
from simulator.authoring.yaml.values import (
    Document,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    YamlValue,
    position_inside,
)
from simulator.findings.collector import Collector
from simulator.findings.source import Source
from tests.authoring.cases import at, place_of

TEXT = """\
title: "The wrong dish"
nodes:
  greet:
    line: >-
      A folded
      line
    choices:
      - {id: own-it, say: 'It''s mine', to: end}
      - id: wait
        when: visited("greet")
          and not clock
 # a comment
  end: {ending: lost}
"""


def read(text: str) -> tuple[Document, Collector]:
    collector = Collector()
    return read_document("x.yaml", text.encode(), collector), collector


def root(text: str) -> YamlValue:
    document, collector = read(text)
    assert collector.findings() == ()
    assert document.root is not None
    return document.root


def plain(value: YamlValue) -> object:
    if isinstance(value, YamlMapping):
        return {key: plain(inner) for key, inner in value.entries.items()}
    if isinstance(value, YamlSequence):
        return [plain(inner) for inner in value.items]
    assert isinstance(value, YamlScalar)
    return value.text


def keys(value: YamlValue) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    if isinstance(value, YamlMapping):
        for key, inner in value.entries.items():
            found += [(key, *value.marks[key][:2]), *keys(inner)]
    if isinstance(value, YamlSequence):
        for inner in value.items:
            found += keys(inner)
    return found


def scalar(text: str, *path: str) -> tuple[Source, YamlScalar]:
    document, _ = read(text)
    value = document.root
    for step in path:
        assert isinstance(value, YamlMapping)
        value = value.entries[step]
    assert isinstance(value, YamlScalar)
    return document.source, value


def test_every_key_knows_its_line_and_column() -> None:
    found = keys(root(TEXT))
    assert len(found) == 12
    lines = TEXT.splitlines()
    for key, line, column in found:
        assert lines[line][column:].startswith(key + ":")


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "12:30", "0123", "1e3", "~", "null", "true", "3.0", "2026-01-01", "0x1f", ".inf"],
)
def test_a_plain_scalar_is_text(text: str) -> None:
    assert plain(root(f"a: {text}")) == {"a": text}


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_both_loaders_read_the_same(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, loader))
    value = root(TEXT)
    assert plain(value) == yaml.load(TEXT, yaml.BaseLoader)  # noqa: S506 - builds only text
    assert len(keys(value)) == 12


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_no_place(end: str) -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", end).encode()
    document = read_document("x.yaml", data, Collector())
    assert document.root is not None
    assert keys(document.root) == keys(root(TEXT))
    assert document.source.line(1) == "nodes:"


def test_a_place_inside_quotes_and_folded_lines() -> None:
    guard = 'a: "one and two"\nb: one and\n   two\nc: >-\n  one\n  and two\nd: "x\\"y two"\n'
    for key, place in {"a": (0, 12), "b": (2, 3), "c": (5, 6), "d": (6, 9)}.items():
        source, value = scalar(guard, key)
        assert position_inside(source, value, value.text.index("two")) == place


def test_all_findings_of_a_file_come_at_once() -> None:
    _, collector = read("a: &x 1\na: 2\nb: *x\nc: !t 3\n? [k]\n: 4\n<<: {d: 5}\n")
    found = [(one.name, *at(one)) for one in collector.findings()]
    assert found == [
        ("anchor", 1, 4),
        ("duplicate-key", 2, 1),
        ("alias", 3, 4),
        ("tag", 4, 4),
        ("key-not-a-word", 5, 3),
        ("merge-key", 7, 1),
    ]


# A text, the name of its finding, and the words that the caret marks.
SYNTAX = [
    ("line: Well: no", "needs-quotes", "Well: no"),
    ("a: {text: Well: then}", "needs-quotes", "Well: then}"),
    ("a: @home", "needs-quotes", "@home"),
    ("a: *wow* that", "needs-quotes", "*wow* that"),
    ("a: & more", "needs-quotes", "& more"),
    ("a: > than that", "needs-quotes", "> than that"),
    ("a: - one", "needs-quotes", "- one"),
    ("a: ? hm", "needs-quotes", "? hm"),
    ("a: , then", "needs-quotes", ", then"),
    ("a: [one] two", "needs-quotes", "[one] two"),
    ("a: 50%\nb: %50", "needs-quotes", "%50"),
    ("a: 'it's'", "text-after-quote", "s'"),
    ("a: {b: 'x' y}", "text-after-quote", "y}"),
    ('a: "b', "unclosed-quote", '"b'),
    ("a: [1, 2\nb: c", "unclosed-bracket", "["),
    ("a: {x: y\nb: 1", "unclosed-bracket", "{"),
    ("a: {b: [c}", "unclosed-bracket", "["),
    ("a: {b: c}}", "unclosed-bracket", "}"),
    ("a:\n\tb: 1", "tab", "\t"),
    ("a: x\n  b: y", "bad-indentation", "b: y"),
    ("a:\n  b: 1\n c: 2", "bad-indentation", "c: 2"),
    ("a: x\nplain text\nc: d", "missing-colon", "plain text"),
    ('a: "\\q"', "bad-escape", "\\q"),
]


@pytest.mark.parametrize(("text", "name", "marked"), SYNTAX)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_slip_gets_its_likely_cause(
    loader: str, text: str, name: str, marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, loader))
    _, collector = read(text)
    (found,) = collector.findings()
    assert found.name == name
    if loader == "CSafeLoader":
        place = place_of(found)
        assert place.text[place.column - 1 :][: place.length] == marked
