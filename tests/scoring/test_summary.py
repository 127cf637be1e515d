"""The summary has the columns of the store, and the numbers of its sheet."""

from __future__ import annotations

from simulator.scenario.vocabulary import DIMENSIONS
from simulator.scoring.sheet import score
from simulator.scoring.summary import Summary
from simulator.session.session import Session
from simulator.store.schema import SUMMARY
from tests.scoring.test_sheet import SHOP
from tests.shipped import program


def test_the_fields_are_the_columns_of_the_store() -> None:
    assert Summary.__struct_fields__ == tuple(x.name for x in SUMMARY)


def test_the_summary_has_the_numbers_of_the_sheet_and_nothing_else() -> None:
    playing = Session(program(SHOP))
    playing.start()
    for choice in ("warm", "promise", "label"):
        playing.choose(choice)
    sheet = score(playing.program.scenario, playing.program.rubric, playing.log)
    found = sheet.summary()
    assert type(found) is Summary
    for name in Summary.__struct_fields__:
        assert getattr(found, name) == getattr(sheet, name)
    assert tuple(found.scores) == DIMENSIONS
    assert list(found.scores.values()) == [getattr(found, name) for name in DIMENSIONS]
    assert found.ending_outcome == "resolved"
    assert found.outcome == found.scores["outcome"]
    assert found.gap == found.experience - found.expectation
