"""The reasons of each score add up to the score, to the thousandth of a point."""

from __future__ import annotations

from fractions import Fraction

import pytest

from simulator.attempt.edition import Edition
from simulator.scoring.arithmetic import milli
from simulator.scoring.explain import explain_sheet
from simulator.store.memory import MemoryStore
from tests.attempt.players import begin, finish
from tests.shipped import SHIPPED, rubric, shipped


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", range(12))
def test_the_reasons_add_up(name: str, seed: int) -> None:
    sheet = finish(begin(MemoryStore(), Edition(shipped(name)), seed=seed)).sheet()
    found = explain_sheet(rubric(), sheet)
    assert [x.name for x in found.scores] == list(sheet.scores)
    for figure in found.scores:
        assert figure.value == sheet.scores[figure.name]
        if figure.exact is not None:
            assert milli(figure.exact) == figure.value
            assert sum((x.earned for x in figure.reasons), Fraction(0)) == figure.exact
    assert sum(len(x.reasons) for x in found.scores) == len(sheet.reasons)
    bound = found.bound
    if bound is None:
        assert sheet.total == milli(found.mean)
    elif bound.kind == "least":
        assert found.mean < bound.maximum == sheet.total / 1000
    else:
        assert sheet.total == milli(bound.limited(found.mean)) < milli(found.mean)
