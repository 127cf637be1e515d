"""Findings with and without a place, and the limits on their number."""

from __future__ import annotations

import pytest

from simulator.findings import code as codes
from simulator.findings.collector import (
    MAX_ARGUMENT,
    MOST_KEPT,
    MOST_SHOWN,
    Collector,
    StopReading,
)
from simulator.findings.finding import MAX_LINE, Place, place_of
from simulator.findings.source import Source, Span

STORY = Source("story.yaml", "title: Tea\nstart: tee\n")


def test_a_span_becomes_a_place_that_counts_from_one() -> None:
    collector = Collector()
    collector.report(codes.UNDEFINED_NODE, Span(STORY, 1, 7, 3), id="tee", suggestion="tea")
    (found,) = collector.findings()
    assert found.place == Place(file="story.yaml", line=2, column=8, length=3, text="start: tee")
    assert found.name == "undefined-node"


def test_a_finding_without_a_place_names_its_element_and_comes_last() -> None:
    collector = Collector()
    collector.report(codes.NO_WAY_ON, None, "greet", node="greet")
    collector.report(codes.TAB, Span(STORY, 0, 0, 1))
    last = collector.findings()[-1]
    assert (last.place, last.element, last.args) == (None, "greet", {"node": "greet"})


def test_the_same_finding_is_kept_once() -> None:
    collector = Collector()
    for element in ("greet", "greet", "part"):
        collector.report(codes.NO_ENDING, None, element)
    for _ in range(2):
        collector.report(codes.TAB, Span(STORY, 0, 0, 1))
    assert len(collector.findings()) == 3


def test_many_findings_are_counted_and_errors_are_preferred() -> None:
    collector = Collector()
    for at in range(MOST_SHOWN):
        collector.report(codes.UNREACHABLE_NODE, None, f"n{at}", node=f"n{at}")
    assert not collector.many
    assert collector.errors == 0
    for at in range(MOST_KEPT):
        collector.report(codes.NO_ENDING, None, f"late{at}")
    assert collector.full
    shown = collector.findings()
    assert len(shown) == MOST_SHOWN + 1
    assert "no-ending" in [one.name for one in shown]
    assert shown[-1].name == "too-many-findings"
    assert shown[-1].args == {"count": MOST_KEPT}


def test_repeats_leave_room_for_other_findings() -> None:
    collector = Collector()
    for _ in range(2 * MOST_KEPT):
        collector.report(codes.NO_ENDING, None)
    collector.report(codes.NO_WAY_ON, None, "greet", node="greet")
    assert [x.code for x in collector.findings()] == ["SC103", "SC100"]
    assert (collector.errors, collector.many, collector.full) == (2, False, False)


def test_a_long_argument_is_cut() -> None:
    collector = Collector()
    collector.report(codes.TAG, None, tag="t" * 5000)
    (found,) = collector.findings()
    assert found.args == {"tag": "t" * (MAX_ARGUMENT - 1) + "…"}


def test_an_error_beyond_the_limit_stops_reading_and_a_warning_does_not() -> None:
    collector = Collector()
    for at in range(MOST_KEPT):
        collector.report(codes.NO_ENDING, None, f"n{at}")
    collector.report(codes.UNREACHABLE_NODE, None, "n", node="n")
    with pytest.raises(StopReading):
        collector.report(codes.NO_ENDING, None, "one more")


def test_errors_are_kept_after_a_thousand_warnings() -> None:
    collector = Collector()
    for at in range(2 * MOST_KEPT):
        collector.report(codes.UNREACHABLE_NODE, None, f"n{at}", node=f"n{at}")
    collector.report(codes.NO_ENDING, None)
    shown = collector.findings()
    assert [x.name for x in shown].count("no-ending") == 1
    assert shown[-1].args == {"count": 2 * MOST_KEPT + 1 - MOST_SHOWN}


@pytest.mark.parametrize("column", [0, 50, 5000, 9_990])
def test_of_a_long_line_only_the_part_around_the_place_is_kept(column: int) -> None:
    line = "".join(chr(97 + at % 26) for at in range(10_000))
    place = place_of(Span(Source("x.yaml", f"a: b\n{line}\n"), 1, column, 7))
    assert len(place.text) <= MAX_LINE
    assert place.column == column + 1
    at = place.column - place.start
    assert place.text[at : at + 7] == line[column : column + 7]


@pytest.mark.parametrize(
    "text",
    ["", "a", "a\n", "a\r\nb\rc\n\nd", "a\x85b\u2028c\u2029d\n", "\n\n", "\r\n", "a\r\r\nb", "\r"],
)
def test_a_source_has_the_lines_of_its_text(text: str) -> None:
    source = Source("x.yaml", text)
    lines = [*text.splitlines(), ""]
    assert [source.line(number) for number in range(len(lines))] == lines
    assert [source.length(number) for number in range(len(lines))] == [len(x) for x in lines]
    assert source.line(len(lines) + 5) == ""
    for index in range(len(text)):
        line, column = source.position(index)
        assert source.starts[line] + column == index
