"""The text of a finding, with and without a place."""

from __future__ import annotations

from simulator.findings import code as codes
from simulator.findings.collector import Collector
from simulator.findings.source import Source, Span
from simulator.presentation.finding import finding_text
from tests.gui.world import english


def test_a_finding_with_a_place_shows_its_line() -> None:
    collector = Collector()
    source = Source("tea.yaml", "title: Tea\nstart: tee\n")
    collector.report(codes.UNDEFINED_NODE, Span(source, 1, 7, 3), id="tee", suggestion="tea")
    (found,) = collector.findings()
    lines = finding_text(found, english()).splitlines()
    assert lines[0] == "tea.yaml:2:8: error SC012 undefined-node"
    assert lines[2:4] == ["  2 | start: tee", "    |        ^^^"]
    assert "“tea”" in lines[4]


def test_a_finding_without_a_place_shows_its_element() -> None:
    collector = Collector()
    collector.report(codes.NO_WAY_ON, None, "greet", node="greet")
    collector.report(codes.NO_ENDING, None)
    one, other = (finding_text(x, english()).splitlines() for x in collector.findings())
    assert one[0] == "greet: error SC100 no-way-on"
    assert other[0] == "error SC103 no-ending"
    assert len(one) == len(other) == 3
