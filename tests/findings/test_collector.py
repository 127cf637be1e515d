"""Findings with and without a place, and the limits on their number."""

from __future__ import annotations

from simulator.findings import code as codes
from simulator.findings.collector import MOST_KEPT, MOST_SHOWN, Collector
from simulator.findings.finding import Place
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
