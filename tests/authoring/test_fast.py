"""The fast reader gives the same values and places as libyaml, or refuses the text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generated import scenario_text
from simulator.authoring.yaml import libyaml
from simulator.authoring.yaml.fast_blocks import read_simple
from simulator.authoring.yaml.values import (
    Invalid,
    YamlMapping,
    YamlScalar,
    YamlSequence,
)
from simulator.findings.collector import Collector
from simulator.findings.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.authoring.yaml.values import YamlValue

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = sorted(SCENARIOS.rglob("*.yaml"))
LINES = [line for file in FILES for line in file.read_text("utf-8").splitlines()]

# Pieces of text that a typing mistake could leave in a line.
SLIPS = [
    *(": ", ", :", " ", "  ", "#", " #", "# x", "-", "- ", "- - ", "[", "]", "{", "}", "'", '"'),
    *("|", ">", "|\n", ">-\n", "&a ", "*a", "!t ", "%", "@", "`", ",", ", ", "?", "? ", "\\"),
    *("\\n", '\\"', "---", "...", "<<: ", "~", "key: ", "a: b: c", "\u00a0", "\u2028", "\t"),
    *("{a: 1}", '{a: "x", b: [c, d]}', "[a, b]", "[a,b]", "[]", "{}", "{a}", "'it''s'", '"a\\"b"'),
    *("\n", "\n\n", "\n  key: v\n", "\n    - x\n", "\n # c\n", "\n      deep text\n", "\n: x\n"),
    *("\r", "\ufeff", "\u00e9", "\u4e2d"),
]


def flat(value: YamlValue | None) -> object:
    """A value as plain tuples, with all its parts and places."""
    match value:
        case YamlScalar():
            return value.text, value.line, value.column, value.length, value.quoted
        case YamlSequence():
            return value.line, value.column, [flat(x) for x in value.items]
        case YamlMapping():
            entries = [(k, value.marks[k], flat(x)) for k, x in value.entries.items()]
            return value.line, value.column, value.flow, entries
        case Invalid() | None:
            return None


def by_libyaml(text: str) -> YamlValue | None:
    """The value that libyaml reads from a text; None if the text has findings."""
    collector = Collector()
    document = libyaml.read_events(Source("x.yaml", text), len(text), collector)
    return document.root if document and not collector.findings() else None


def agree(text: str) -> bool:
    """Whether the fast reader accepts a text; fails if its value differs from that of libyaml."""
    read = read_simple(text)
    if read is not None:
        assert flat(read) == flat(by_libyaml(text))
    return read is not None


@pytest.mark.parametrize("file", FILES, ids=lambda x: x.stem)
def test_shipped_files_are_simple(file: Path) -> None:
    text = file.read_text("utf-8")
    assert agree(text)
    assert agree(text.replace("\n", "\r\n"))


QUOTED = re.compile(r"^( *(?:- )?)([a-z][a-z0-9-]*): ", re.MULTILINE)
VARIANTS = {
    "as written": lambda text: text,
    "with a mark at the start": lambda text: f"# A comment.\n\n---\n{text}",
    "with a quoted key": lambda text: text.replace("title:", '"title":', 1),
    "with all keys in double quotes": lambda text: QUOTED.sub(r'\1"\2": ', text),
    "with all keys in single quotes": lambda text: QUOTED.sub(r"\1'\2': ", text),
    "with quoted keys in braces": lambda text: re.sub(r"([{,] ?)([a-z-]+): ", r'\1"\2": ', text),
}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))
def test_a_plain_file_needs_no_libyaml(
    variant: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libyaml, "read_fragment", None)
    assert agree(variant(scenario_text(20)))


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))
@pytest.mark.parametrize("file", FILES, ids=lambda x: x.stem)
def test_a_shipped_file_with_other_keys_is_still_simple(
    file: Path, variant: Callable[[str], str]
) -> None:
    text = variant(file.read_text("utf-8"))
    assert by_libyaml(text) is None or agree(text)


@pytest.mark.parametrize("file", FILES, ids=lambda x: x.stem)
def test_a_shipped_file_needs_no_c_library(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_simple(file.read_text("utf-8"))
    monkeypatch.setattr(libyaml, "_LOADER", yaml.SafeLoader)
    assert flat(read_simple(file.read_text("utf-8"))) == flat(fast)
    assert fast is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "a: b # c",
        "a:",
        "a:\n\n# c\nb: c\n",
        "a: it is\n  not over # yet\n",
        "a: it is\n  not\n  over\nb: c\n",
        "a: 'it is\n  not ''over'''\n",
        'a: "it is \\"not\\"\n\n  over"\n',
        "a:\n  it is\n  below\n",
        "a: |\n  one\n    two\n\n\nb: >-\n  one\n  two\n",
        "a: |\n  # no comment\n # one\nb: c\n",
        "a:\n- b\n- c: d\n  e: f\n-\n  - g\n-\nh: i\n",
        "a:\n  - b\n  -\n  - c\n",
        "...",
        "a: [b, [c, {d: e}], 'f', \"g\"]\nh: {i: j, k: -1}\n",
        "a: {b: 1, b: 2}\n",
        "a: 1\na: 2\n",
        "a: - b\n",
        "a: b: c\n",
        "a: [b\n",
        "a: [b]: c\n",
        "'a': b\n",
        "  a: b\n  c: d\n",
        "  a: b\n c: d\n",
        "a: b\n  c: d\n",
        "a: -b\nc: --- d\ne: (f)\ng: \u20ac5\n",
        "a: b\n---\nc: d\n",
        "",
        "# nothing\n",
    ],
)
def test_both_readers_agree_on_each_form_of_yaml(text: str) -> None:
    agree(text)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A few lines of a shipped scenario, some with a typing mistake."""
    start = draw(st.integers(0, len(LINES) - 12))
    lines = LINES[start : start + draw(st.integers(1, 12))]
    indent = min((len(x) - len(x.lstrip()) for x in lines if x.strip()), default=0)
    lines = [x[indent:] for x in lines]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        colon = line.find(":") + 2
        place = draw(st.sampled_from([0, len(line), min(colon, len(line)), len(line) // 2]))
        slip = draw(st.sampled_from([*SLIPS, " ", "  "]))
        lines[at] = line[:place] + slip + line[place + draw(st.integers(0, 2)) :]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


@given(spoiled())
def test_a_typing_mistake_is_read_as_libyaml_reads_it_or_not_at_all(text: str) -> None:
    agree(text)


KEYS = ("key: ", "k2: ", "- ", "- id: ", "  ", "a: ", "b: ")
QUOTED_KEYS = (
    *('"key": ', "'key': ", '"a b": ', "'a: b': ", '"#": ', "'<<': ", "k: ", "- 'id': ", "- a: "),
    *("'it''s': ", '"a\\"b": ', '"a":', "'b' : ", '"": '),
)
STARTS = (
    *("---\n", "# c\n---\n", "\n# c\n\n--- # c\n", "---  \n", "--- a\n", " ---\n", "---\n---\n"),
    *("%YAML 1.1\n---\n", "----\n", "...\n", "--- |\n", "---#c\n", "- ---\n"),
)
HEADS = (
    *("|", "|-", ">", ">-", ">+", "|+", "|2", ">-1", "> # c", "|#", "", "'", '"', "one", "one two"),
    *("[a,", "[a, b] # c", "'a' # c", '"a" #c', "a # c", "'a'#c", "{a: b} # c", "[{a: b}, c]"),
    *("{a: 'it''s', b: [c, \"d\"]}", "[ a ]", "[a ,b]", "{a: b c , d: e}", "{a: b?}", "{a: }"),
    *(
        "{'a': b, \"c d\": 'e'}",
        '{"a":b}',
        "{'a': {'b': c}}",
        '{"a" : b}',
        '{"a": b, a: c}',
        "{'': b}",
    ),
    *("{a: b? c}", "[a?, b]", "{a: b ?}", "{a: ?b}", "{a?: b}", "[a ? b]", "[?]", "'a': b"),
    *("-5", "-", "- -", "?x", ":x", "a:b", "{a: -b}", "x'y", "a b # c: d", "a: b # c", "{a: b,}"),
)
LATER = (
    *("one", "two three", "# no", "a: b", "- x", "'q'", '"', "end.", "x #c", "\u00e9", "[a]"),
    *("{b: c}", "|", ">", "key:", "\\", "it's", "\u4e2d", "'k': v", '"k": v', "---", "what? no"),
)


@st.composite
def built(draw: st.DrawFn) -> str:
    """Values of every form, followed by lines that may or may not belong to them."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        indent = draw(st.sampled_from([0, 0, 2, 4]))
        key, head = draw(st.sampled_from(KEYS)), draw(st.sampled_from(HEADS))
        lines.append(" " * indent + key + head + draw(st.sampled_from(["", "", " "])))
        further = indent + draw(st.sampled_from([0, 1, 2, 2, 4]))
        for _ in range(draw(st.integers(0, 4))):
            words = draw(st.sampled_from(["", " ", *LATER]))
            inner = max(0, further + draw(st.sampled_from([0, 0, 0, 0, 1, -1])))
            lines.append(
                " " * inner * bool(words) + words + draw(st.sampled_from(["", "", " ", "'"]))
            )
    start = draw(st.sampled_from(["", "", "", *STARTS]))
    return start + "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n", "\n\n"]))


@given(built(), st.sampled_from(["\n", "\n", "\r\n"]))
def test_every_form_of_a_value_is_read_as_libyaml_reads_it_or_not_at_all(
    text: str, end: str
) -> None:
    agree(text.replace("\n", end))


SIMPLE_STARTS = ("", "---\n", "# c\n---\n", "\n# c\n\n--- # c\n", "---  \n")
SIMPLE_KEYS = ('"key": ', "'key': ", '"a b": ', "'a: b': ", '"#": ', "'<<': ", "k: ", "'k': ")
SIMPLE_VALUES = ("one", "'q'", "{'a': b? c, \"d e\": [f, 'g']}", "|\n        x", "[a?, b]", "")


@st.composite
def with_quoted_keys(draw: st.DrawFn) -> str:
    """Maps with keys in quotes, some after a `---`, with at most one typing mistake."""
    lines: list[str] = []
    indent = 0
    slip = draw(st.integers(0, 12))
    for at in range(draw(st.integers(1, 5))):
        key = draw(st.sampled_from(QUOTED_KEYS if at == slip else SIMPLE_KEYS))
        value = draw(st.sampled_from(HEADS if at == slip - 5 else SIMPLE_VALUES))
        lines.append(" " * indent + key + value)
        indent += 0 if value else 2
    start = draw(st.sampled_from(STARTS if slip == 11 else SIMPLE_STARTS))
    return start + "\n".join(lines) + "\n"


@given(with_quoted_keys(), st.sampled_from(["\n", "\r\n"]))
def test_keys_in_quotes_are_read_as_libyaml_reads_them_or_not_at_all(text: str, end: str) -> None:
    agree(text.replace("\n", end))
