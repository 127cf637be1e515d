"""Tests that the compiled parts of a program are data: they can be encoded and decoded."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import msgspec
import pytest

from simulator.session.program import CompiledNode, Index, Moods, Program, TimelineEvent
from simulator.session.session import Session
from tests.session.test_lazy import HALLS
from tests.shipped import SHIPPED, program, shipped


def written_and_read(value: object, type_: Any) -> object:  # noqa: ANN401 - a type as msgspec takes it
    return msgspec.json.decode(msgspec.json.encode(value), type=type_)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_compiled_node_can_be_written_and_read_again(name: str) -> None:
    compiled = shipped(name)
    for id_ in compiled.scenario.nodes:
        node = compiled.nodes[id_]
        assert written_and_read(node, CompiledNode) == node
        _holds_data_only(node)


@pytest.mark.parametrize("name", SHIPPED)
def test_so_can_its_index_its_timeline_and_its_moods(name: str) -> None:
    compiled = shipped(name)
    assert written_and_read(compiled.index, Index) == compiled.index
    assert written_and_read(compiled.timeline, tuple[TimelineEvent, ...]) == compiled.timeline
    assert written_and_read(compiled.moods, Moods) == compiled.moods
    _holds_data_only(compiled.timeline)


def _holds_data_only(value: object) -> None:
    """Checks that each part of a value is data: a msgspec value, a tuple, a number or a text."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            _holds_data_only(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            _holds_data_only(item)
    else:
        assert value is None or type(value) in {bool, int, str}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_faces_are_those_of_the_first_band_that_fits(name: str) -> None:
    compiled = shipped(name)
    bands, moods = compiled.rubric.moods, compiled.moods
    for patience in range(0, 1001, 7):
        for trust in range(0, 1001, 11):
            wanted = next(
                x.mood
                for x in bands
                if (x.patience_under is None or patience < x.patience_under)
                and (x.trust_under is None or trust < x.trust_under)
            )
            row = sum(x <= patience for x in moods.patience)
            column = sum(x <= trust for x in moods.trust)
            assert moods.faces[row][column] == wanted


def test_its_machine_goes_with_it() -> None:
    compiled = program(HALLS)
    playing = Session(Program(compiled.scenario, compiled.rubric))
    playing.start()
    playing.choose("left")
    gone = weakref.ref(playing.program)
    del playing
    gc.collect()
    assert gone() is None


def test_a_choice_that_is_not_there() -> None:
    compiled = program(HALLS)
    assert compiled.compiled_choice("first/nothing").trigger == "time_out"
    assert compiled.choice("second/back").id == "back"
    for key in ("first/back", "second/nothing", "nowhere/back"):
        with pytest.raises(KeyError):
            compiled.choice(key)
