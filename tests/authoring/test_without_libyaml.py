"""With and without libyaml, a file has the same values, places and findings."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.generated import scenario_text
from simulator.authoring.yaml import libyaml
from simulator.authoring.yaml.source import read_document
from simulator.findings.collector import MOST_SHOWN, Collector
from simulator.findings.source import Source
from tests.authoring.cases import ROOT, load, whole
from tests.authoring.conftest import LOADERS
from tests.authoring.test_broken import BROKEN
from tests.authoring.test_fast import FILES, SLIPS, flat
from tests.authoring.test_finding_pages import EXAMPLE, PAGES
from tests.authoring.test_parse import KITCHEN
from tests.chance import SEED
from tests.chance import chance as seeded

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.findings.finding import Finding

MUTATIONS = 400


@pytest.fixture(autouse=True)
def _once(loader: str) -> None:
    if loader != "libyaml":
        pytest.skip("each test of this file uses both parsers")


def both(text: str | bytes) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings about a text with libyaml and without it; the scenarios must be equal."""
    found = []
    for parser in LOADERS.values():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(libyaml, "_LOADER", parser)
            found.append(load(text))
    assert found[0].value == found[1].value
    return found[0].findings, found[1].findings


def events(text: str) -> list[tuple[object, tuple[Finding, ...]]]:
    """What each parser reads from a text, and its findings; the fast reader is not used."""
    found: list[tuple[object, tuple[Finding, ...]]] = []
    for parser in LOADERS.values():
        collector = Collector()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(libyaml, "_LOADER", parser)
            document = libyaml.read_events(Source("x.yaml", text), len(text), collector)
        found.append((flat(document.root) if document else None, collector.findings()))
    return found


def test_the_suite_runs_as_without_libyaml() -> None:
    """The parser that is used where PyYAML has no C classes is the one of these tests."""
    code = (
        "import yaml; del yaml.CSafeLoader\n"
        "from simulator.authoring.yaml import libyaml; print(libyaml._LOADER.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == LOADERS["pure"].__name__


@pytest.mark.parametrize("file", FILES, ids=lambda x: x.stem)
def test_a_shipped_file_is_read_alike(file: Path) -> None:
    text = file.read_text("utf-8")
    with_c, without = events(text)
    assert with_c == without
    assert with_c[1] == ()
    # Every map in braces on several lines: the fast reader leaves such lines to the parser.
    spread = re.sub(r"(\{[^{}\n]*), ", r"\1,\n            ", text)
    with_c, without = events(spread)
    assert spread != text or "{" not in text
    assert with_c == without


def test_a_question_mark_may_end_a_text_in_braces() -> None:
    text = KITCHEN + "# {\n"
    assert both(text)[0] == both(text)[1]
    for line in ("{say: What now?}", "{say: What?, to: end}", "[really?, what? no]", "{say: a?b}"):
        with_c, without = events(f"a: {line}\n")
        assert with_c == without
        assert with_c[1] == ()


PAGE_EXAMPLES = [EXAMPLE.search(page.read_text("utf-8")) for page in sorted(PAGES.glob("*.md"))]
BAD = [
    *(whole(found[1]) for found in PAGE_EXAMPLES if found),
    *(found[1] for found in PAGE_EXAMPLES if found),
    *(whole(fragment) for fragment, _ in BROKEN),
]


@pytest.mark.parametrize("number", range(len(BAD)))
def test_a_bad_example_has_the_same_findings(number: int) -> None:
    with_c, without = both(BAD[number])
    assert with_c == without
    read_with_c, read_without = events(BAD[number])
    assert read_with_c == read_without


# Features and corner cases of YAML 1.1, in words of our own. The first ones mean the same to both
# parsers; the others are refused by both, with a finding each.
READ = [
    "a: b\n",
    "- a\n- - b\n  - c\n",
    "a:\n- b\n-\n  c: d\n",
    "a: 'it''s'\nb: \"tab\\tand\\u00e9\\x41\"\n",
    "a: |\n  one\n\n   two\n  three\n\nb: |+\n  x\n\nc: |-\n  x\n\n",
    "a: >\n  one\n  two\n\n  three\n   four\n  five\n",
    "a: >2\n    deep\n   less\n",
    "a: |#\n  x\n",
    "a: |\t# c\n  x\n",
    "a: |-1\n  x\n",
    "a: |1-\n  x\n",
    "a: plain text\n  on two lines\n\n  and a paragraph\n",
    "a: one\ttwo\n",
    "a: one \t# comment\n",
    "a:\tone\n",
    "a: [b,\tc]\n",
    "a: [b, [c, {d: e}], f]\n",
    "a: {b: c, d: [e],}\n",
    "a: {b, d: e}\n",
    "a: {'b':c, \"d\":e}\n",
    "a: [b: c, d]\n",
    "a: [? b : c]\n",
    "? a\n: b\n",
    "'a b' : c\n",
    "a: b#c\nd: 'x' # y\n",
    "a: -1\nb: ?x\nc: :y\n",
    "a: http://x.y/z?q=1&r=2\n",
    "a: 12:30\nb: 0o7\nc: ~\nd: no\n",
    "---\na: b\n...\n",
    "%YAML 1.1\n---\na: b\n",
    "# only\na: b\n# comments\n",
    "a: b\r\nc: d\r\n",
    "a: b\rc: d\r",
    "a: b\x85c: d\n",
    "a: 'one\n  two'\nb: \"one\\\n  two\"\n",
    'a: "one\n\n  two"\n',
    "\ufeffa: b\n",
    "a: 😀 b\nc: {😀: d}\n",
    "a:\n  b:\n    c:\n   # less\n    d: e\n",
    'a: "\\N\\_"\n',
    "a:   \n\nb:\n",
    "a: '---'\nb: ---x\n",
    "a: x - y ? z\n",
]
REFUSED = [
    "a: &x b\nc: *x\n",
    "a: !!str b\n",
    "<<: {a: b}\n",
    "a: b\na: c\n",
    "[a]: b\n",
    "{a: b}: c\n",
    "a: b\n---\nc: d\n",
    "%FOO\n---\na: b\n",
    "%YAML 2.0\n---\na: b\n",
    "a:\n\tb: c\n",
    "\ta: b\n",
    "-\ta\n",
    "a: [b\n",
    "a: {b: c]\n",
    "a: ]\n",
    "a: {b:}\n",
    "a: [b:]\n",
    "a: {b: ?c}\n",
    "a: {b: :c}\n",
    "a: [- b]\n",
    "a: 'b\n",
    'a: "b\n',
    'a: "\\q"\n',
    'a: "\\u12"\n',
    "a: 'b' c\n",
    "a: b: c\n",
    "a: @b\n",
    "a: `b\n",
    "a: %b\n",
    "a: |x\n  b\n",
    "a: |0\n  b\n",
    "a: > b\n",
    "a: b\nc\n",
    "a: b\n c: d\n",
    "a:\n  - b\n - c\n",
    "a: 'x\n---\ny'\n",
    "a: *\n",
    "a: &\n",
    "a: b\n...\nc: d\n",
    "a: b\ufeff\n",
    "a: b\u0007\n",
    "? " + "[" * 60 + "\n",
]


@pytest.mark.parametrize("text", READ)
def test_a_corner_case_of_yaml_is_read_alike(text: str) -> None:
    with_c, without = events(text.removeprefix("\ufeff"))
    assert with_c == without
    assert with_c[1] == ()


@pytest.mark.parametrize("text", ["a: !t\tb\n", "a: [?]\n", "a: [? , b]\n"])
def test_a_few_things_are_refused_for_other_reasons(text: str) -> None:
    with_c, without = events(text)
    assert with_c[1]
    assert without[1]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_yaml_or_not_allowed_is_refused_alike(text: str) -> None:
    names = []
    for parser in LOADERS.values():
        collector = Collector()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(libyaml, "_LOADER", parser)
            read_document("x.yaml", text.encode(), collector)
        names.append([(x.name, x.place.line if x.place else 0) for x in collector.findings()])
    assert names[0]
    assert names[1]
    assert names[0] == names[1]


def mutated(rng: random.Random, text: str) -> bytes:
    """A scenario with a few mistakes of all sorts."""
    lines = text.splitlines()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(7):
            case 0:
                lines[at] = re.sub(
                    r"\w+:", rng.choice(("tto:", "Say:", "x y:", "7:")), line, count=1
                )
            case 1:
                values = ("[]", "{}", "~", "'", "12:30", "[a, b]", "{a: b}", "9" * 400, "x" * 500)
                lines[at] = re.sub(r": .*", f": {rng.choice(values)}", line)
            case 2:
                del lines[at]
            case 3:
                lines.insert(at, line)
            case 4:
                lines[at] = rng.choice(("", " ", "  ", "\t")) + line.removeprefix(
                    rng.choice(("", " "))
                )
            case 5:
                place = rng.randint(0, len(line))
                lines[at] = line[:place] + rng.choice(SLIPS) + line[place:]
            case _:
                place = rng.randint(0, len(line))
                lines[at] = (
                    line[:place] + chr(rng.choice((0, 7, 27, 0x202E, 0x1F600))) + line[place:]
                )
        if not lines:
            lines = ["a"]
    data = "\n".join(lines).encode()
    if not rng.randrange(8):
        place = rng.randrange(len(data))
        data = data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]
    return data


def in_order(findings: tuple[Finding, ...], lines: int) -> None:
    """Fails if a finding has no place in the file, or if they are not sorted."""
    places = [(x.place.line, x.place.column) for x in findings if x.place]
    shown = places[:MOST_SHOWN]
    assert shown == sorted(shown)
    assert len(places) == len(findings)
    assert all(1 <= line <= lines for line, _ in places)


def test_a_generated_scenario_with_mistakes_is_judged_alike() -> None:
    rng = seeded()
    texts = [scenario_text(4, seed) for seed in range(5)] + [
        KITCHEN.replace("use: {part: closing, as: shut}\n", "")
    ]
    for number in range(MUTATIONS):
        data = mutated(rng, rng.choice(texts))
        where = f"mistake {number} of SIMULATOR_TEST_SEED={SEED}: {data!r}"
        try:
            with_c, without = both(data)
            lines = len(data.decode("utf-8", "replace").splitlines()) + 1
            in_order(with_c, lines)
            in_order(without, lines)
        except Exception as error:
            raise AssertionError(where) from error
        assert {x.severity for x in with_c} == {x.severity for x in without}, where
        if "error" not in {x.severity for x in with_c}:
            assert with_c == without, where


def test_the_example_file_of_the_format_page_is_read_alike() -> None:
    page = (ROOT / "docs" / "scenario-format.md").read_text("utf-8")
    for example in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        with_c, without = events(example)
        assert with_c == without
