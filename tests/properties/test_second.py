"""Tests that the program plays as the documents say, by a second implementation of them."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import given, note
from hypothesis import strategies as st

from simulator.authoring.format import choices, declarations, nodes, scenario
from simulator.authoring.yaml.source import read_document
from simulator.authoring.yaml.values import YamlMapping, YamlScalar, YamlSequence
from simulator.debrief.review import build_debrief
from simulator.findings.collector import Collector
from simulator.presentation.scene import build_scene
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from tests.fakes.scenes import IDS, Echo
from tests.properties import generate
from tests.properties.generate import texts
from tests.properties.plays import examples, plain
from tests.properties.second.story import Story
from tests.properties.test_by_hand import alike
from tests.scoring.by_hand import by_hand
from tests.shipped import SCENARIOS, SHIPPED, program, rubric, shipped

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue
    from simulator.scenario.text import Text

MOST_STEPS = 60
PICKS = st.lists(
    st.tuples(st.integers(0, 10**6), st.one_of(st.none(), st.integers(0, 4000))),
    min_size=1,
    max_size=MOST_STEPS,
)


def read(text: str) -> Any:  # noqa: ANN401 - a plain map
    """A file as plain maps and lists, in which every value is text."""
    root = read_document("test.yaml", text.encode(), Collector()).root
    assert root is not None
    return _plain(root)


def _plain(value: YamlValue) -> Any:  # noqa: ANN401 - a text, list or map
    match value:
        case YamlScalar():
            return value.text
        case YamlSequence():
            return [_plain(x) for x in value.items]
        case YamlMapping():
            return {key: _plain(x) for key, x in value.entries.items()}
        case _:
            raise AssertionError(value)


@cache
def house() -> Any:  # noqa: ANN401 - a plain map
    return read((SCENARIOS / "rubrics" / "service.yaml").read_text("utf-8"))


@cache
def file_of(name: str) -> Any:  # noqa: ANN401 - a plain map
    return read((SCENARIOS / f"{name}.yaml").read_text("utf-8"))


def words(text: Text | None) -> str | None:
    return None if text is None else text.source.strip() or None


def same_moment(ours: Session, theirs: Story) -> None:
    """Checks everything that can be seen at one moment, and the state behind it."""
    view, state, here = ours.view(), ours.state, theirs.here
    assert view.node == theirs.node
    assert view.elapsed == theirs.elapsed
    assert (view.ending is not None) == (theirs.ended is not None)
    assert view.ending == theirs.ended
    for name in ("line", "narration", "signal", "hint", "debrief"):
        assert words(getattr(view, name)) == theirs.says(here.get(name)), name
    assert words(view.answer) == theirs.answer
    offered = theirs.choices()
    assert [(x.id, words(x.text)) for x in (*view.choices, *view.lookups)] == [
        (x["id"], theirs.says(theirs.words(x))) for x in sorted(offered, key=lambda x: "look" in x)
    ]
    assert view.goes_on == theirs.goes_on()
    assert view.mood == theirs.mood()
    assert [words(x) for x in view.desk] == [y for x in theirs.signals if (y := theirs.says(x))]
    records = theirs.file.get("records", {})
    assert [(x.id, words(x.text), x.new) for x in view.open_records] == [
        (id_, text, id_ in theirs.new_records)
        for id_, x in records.items()
        if id_ in theirs.been_read and (text := theirs.says(x["text"]))
    ]
    assert [x / 7200 for x in state.patience] == [float(x) for x in theirs.patience.values()]
    assert state.trust == tuple(theirs.trust.values())
    assert state.variables == tuple(theirs.vars.values())
    status = ("none", "open", "kept", "broken")
    assert [(status[x[0]], x[1]) for x in state.promises] == [
        (x.status, x.due) for x in theirs.promises.values()
    ]


def same_log(ours: Session, theirs: Story) -> None:
    started, *log = plain(ours.log)
    assert started["type"] == "started"
    assert log == theirs.log[1:]


def same_end(ours: Session, theirs: Story, numbers: Any) -> None:  # noqa: ANN401 - a rubric
    played = ours.program.scenario
    sheet = score(played, numbers, ours.log)
    alike(sheet, by_hand(played, numbers, theirs.log))
    review = build_debrief(ours.program, ours.log, sheet)
    assert [(words(x.answer), words(x.feedback)) for x in review.turns] == theirs.feedback


def step(ours: Session, theirs: Story, pick: int, share: int | None) -> None:
    """The same command for both, picked by a number."""
    scene = build_scene(ours, Echo(), IDS)
    ours.show(0, reading=scene.reading)
    theirs.show()
    assert theirs.reading is not None
    assert ours.allowance is not None
    assert (ours.allowance.base, ours.deadline) == (theirs.allowance(), theirs.deadline())
    options = [("choose", x["id"]) for x in theirs.choices()]
    options += [("time out", "")] if "silence" in theirs.here else []
    options += [("go on", "")] if theirs.goes_on() else []
    command, id_ = options[pick % len(options)] if options and pick % 97 else ("give up", "")
    note(f"{theirs.node}: {command} {id_} {share}")
    if command == "give up":
        ours.abandon()
        theirs.abandon()
    elif command == "time out":
        ours.time_out()
        theirs.time_out()
    elif command == "go on":
        ours.go_on()
        theirs.go_on()
    elif share is None or id_ not in theirs.replies():
        ours.choose(id_)
        theirs.choose(id_)
    else:
        time = -(-theirs.allowance() * share // 1000)
        ours.choose(id_, time)
        theirs.reply(id_, time)


def compare(program: Program, file: Any, picks: list[tuple[int, int | None]]) -> None:  # noqa: ANN401
    ours, theirs = Session(program), Story(file, house())
    ours.start()
    theirs.start()
    same_moment(ours, theirs)
    for pick, share in picks:
        if ours.ended:
            break
        step(ours, theirs, pick, share)
        same_log(ours, theirs)
        same_moment(ours, theirs)
    same_end(ours, theirs, rubric())
    if not ours.ended:
        ours.abandon()
        theirs.abandon()
        same_log(ours, theirs)
        same_end(ours, theirs, rubric())


def test_the_generator_writes_every_key_of_the_format() -> None:
    """Except those of parts, which need a second file."""
    written = set(re.findall(r"([a-z][a-z-]*):", inspect.getsource(generate)))
    tables = (choices.CHOICE_KEYS, choices.SILENCE_KEYS, nodes.NODE_KEYS, scenario.SCENARIO_KEYS)
    declared = {x for name, x in vars(declarations).items() if name.endswith("_KEYS")}
    wanted = frozenset().union(*tables, *declared) - {"use"}
    assert wanted - {"say", "do", "send"} <= written


@examples(300)
@given(texts(), st.lists(PICKS, min_size=3, max_size=6))
def test_generated_scenarios_are_played_as_the_documents_say(
    text: str, plays: list[list[tuple[int, int | None]]]
) -> None:
    compiled, file = program(text), read(text)
    for picks in plays:
        compare(compiled, file, picks)


@examples(150)
@given(st.sampled_from(SHIPPED), PICKS)
def test_the_shipped_scenarios_are_played_as_the_documents_say(
    name: str, picks: list[tuple[int, int | None]]
) -> None:
    compare(shipped(name), file_of(name), picks)
