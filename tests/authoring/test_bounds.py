"""Single steps of reading that a hostile file could make slow, with the results they had before."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING

import pytest

from simulator.authoring.load import kind_of
from simulator.authoring.read.ids import slug
from simulator.authoring.read.texts import unwrap
from simulator.authoring.write_ids import missing_ids, with_ids
from simulator.authoring.yaml.fast_blocks import read_simple
from simulator.authoring.yaml.values import MAX_TEXT
from tests.authoring.cases import codes, load, scenario, whole
from tests.authoring.test_fast import agree

if TYPE_CHECKING:
    from pathlib import Path


def by_expressions(text: str) -> str:
    """The meaning of `unwrap`, written shortly; it is quadratic in the number of spaces."""
    if "\n" not in text:
        return text.strip()
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.strip())
    return "\n\n".join(re.sub(r"[ \t]*\n[ \t]*", " ", x) for x in paragraphs)


@pytest.mark.parametrize("seed", range(200))
def test_lines_are_joined_as_two_expressions_say(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    text = "".join(rng.choice("ab \t\n\n\u3000\r") for _ in range(rng.randint(0, 30)))
    assert unwrap(text) == by_expressions(text), repr(text)


def test_many_spaces_before_a_word_are_no_work() -> None:
    started = time.process_time()
    assert unwrap(f"a\n{' ' * 60_000}b{' ' * 60_000}c").startswith("a b")
    assert time.process_time() - started < 0.5


def test_an_id_gets_the_first_free_number() -> None:
    taken = {"yes"}
    for number in range(2, 200):
        assert slug("Yes!", "choice", taken) == f"yes-{number}"
        taken.add(f"yes-{number}")


def test_thousands_of_equal_words_get_ids_at_once() -> None:
    choices = "    - {say: Yes, to: z}\n" * 5000
    started = time.process_time()
    text = whole(f"nodes:\n  a:\n    choices:\n{choices}  z: {{ending: lost}}")
    written = with_ids(text)
    assert missing_ids(text) == 5000
    assert "- {id: yes-5000, say: Yes, to: z}" in written
    assert missing_ids(written) == 0
    assert time.process_time() - started < 4


@pytest.mark.parametrize("head", ["", "- ", "a: "])
def test_a_line_of_spaces_is_no_work(head: str) -> None:
    started = time.process_time()
    assert read_simple(head + " " * 1_000_000 + "x" * 20_000) is None
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "text", ["a: |\n" + "  0123456789\n" * 6000, "a: >\n" + "  1234567\n" * 9000]
)
def test_a_block_that_is_too_long_is_refused(text: str) -> None:
    assert len(text) > MAX_TEXT
    assert not agree(text)
    assert "text-too-long" in codes(load(text))


def test_a_bad_scenario_id_makes_no_ids_of_texts() -> None:
    loaded = load(whole(f"scenario: {'a' * 60_000}\ntitle: x"))
    assert codes(loaded) == ["bad-id"]


def test_a_byte_order_mark_inside_a_file_is_refused() -> None:
    (found,) = load(whole("title: A\ufeffB")).findings
    assert (found.name, found.args["character"]) == ("not-text", "U+FEFF")
    assert scenario("\ufeff" + whole("title: AB")).title.source == "AB"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("rubric: a\n", "rubric"),
        ("rubric: a\nnodes:\n", "scenario"),
        ("nodes:\nrubric: a\n", "rubric"),
        ("part: a\nrubric: a\n", "part"),
        ("rubric: a\n" * 3 + "nodes:\n" + "rubric: a\n", "rubric"),
        ("title: a\n", "scenario"),
        (" rubric: a\n", "scenario"),
        ("rubric:\n" * 8000 + "nodes:\n", "scenario"),
    ],
)
def test_the_kind_of_a_file(head: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(head, encoding="utf-8")
    started = time.process_time()
    assert kind_of(file) == kind
    assert time.process_time() - started < 0.5
