"""A file with any content causes findings, never an exception."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.authoring.write_ids import with_ids
from simulator.findings.code import BY_ID
from tests.authoring.cases import load, place_of
from tests.authoring.test_parse import KITCHEN

FEW = settings(max_examples=150, deadline=None)
SIGNS = st.sampled_from(list("{}[]:,-#&*!|>'\"%@`?\t\n \r\0\ufeff\u2028=<>()+aé你😀"))
WORDS = st.sampled_from(
    sorted({word.strip(":,{}[]") for word in KITCHEN.split()} | {"", "no", "12:30", "1h", "&a"})
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=40,
)
GUARD_WORDS = st.sampled_from(
    [
        "and",
        "or",
        "not",
        "(",
        ")",
        "==",
        "!=",
        "<",
        ">=",
        "+",
        "-",
        "true",
        "visits",
        "told",
        "vague",
        "verified",
        "clock",
        "elapsed",
        '"19:50"',
        "5m",
        "3",
        'visited("greet")',
        'chosen("greet/keep")',
        "patience",
        'trust("lin")',
        "=",
        "&",
        "“",
        "1x",
    ]
)


def check(text: str | bytes) -> None:
    loaded = load(text)
    errors = [one for one in loaded.findings if one.severity == "error"]
    assert (loaded.value is None) == bool(errors)
    for one in loaded.findings:
        place = place_of(one)
        assert place.line >= 1
        assert place.column >= 1
        assert place.length >= 1
        assert set(one.args) == set(BY_ID[one.code].args)
        assert place.column <= len(place.text) + 1


@FEW
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    check(data)


@FEW
@given(st.text(SIGNS, max_size=60) | st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))
    with_ids(text)


@FEW
@given(st.dictionaries(WORDS, TREES, max_size=12))
def test_any_tree_of_known_words(tree: object) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    check(text)
    with_ids(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_valid_scenario_with_a_few_changes(data: st.DataObject) -> None:
    text = KITCHEN.replace("use: {part: closing, as: shut}\n", "")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.text(SIGNS, max_size=4) | WORDS) + text[end:]
    check(text)
    again = with_ids(text)
    assert with_ids(again) == again


@settings(max_examples=300, deadline=None)
@given(st.lists(GUARD_WORDS, max_size=12))
def test_any_guard(parts: list[str]) -> None:
    guard = " ".join(parts).replace("'", "''")
    check(KITCHEN.replace("when: visits < 2", f"when: '{guard}'"))
