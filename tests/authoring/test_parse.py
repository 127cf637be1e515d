"""Loading scenarios: the smallest one, one with every key, parts, and text ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from simulator.authoring.format import choices, declarations, nodes
from simulator.authoring.format import scenario as parse
from simulator.authoring.load import load_concepts, load_rubric, load_scenario
from simulator.authoring.read import texts
from simulator.authoring.yaml.source import read_document
from simulator.findings.collector import Collector
from simulator.scenario.declarations import (
    Colleague,
    Customer,
    Extra,
    Failure,
    Opportunity,
    Promise,
    StoryEvent,
)
from simulator.scenario.declarations import Variable as Declared
from simulator.scenario.expression import Compare, Constant, Not, Occurred, VariableValue
from simulator.scenario.model import Choice, Harm, Redress, Target
from simulator.scenario.text import Arm, Text, Wording
from tests.authoring.cases import REFERENCES, SCENARIOS, SMALLEST, codes, place_of, scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.scenario.model import Scenario

KITCHEN = """\
format: 1
scenario: kitchen
edition: 3
language: zh-Hans
title: The kitchen
note: A pun on the sink
setting: restaurant
channel: phone
difficulty: 2
tutorial: yes
summary: Everything at once.
briefing: |
  Friday, 19:40.
  A full house.
concepts: [listen-first, five-steps]
rubric: service
customers:
  lin: {name: Mr Lin, portrait: lin, patience: 700, trust: 400, expectation: 50, tolerance: 2,
        main: true, note: A surname,
        iceberg: {knew: The rule., felt: Ashamed., wanted: Peace., note: Quiet}}
  street: {name: The street}
colleagues: {ravi: {name: "Ravi, network control", portrait: ravi, note: A first name}}
failure: {redress: [replacement, refund], loss: 18.00}
currency: CNY
records:
  order: {title: Order of table six, text: "Satay tofu, NO PEANUTS.", note: A slip}
variables:
  verified: {type: bool, start: true}
  visits: {type: int, start: 1, min: -1, max: 5}
  told: {one-of: [nothing, vague], start: vague}
clock: "19:40"
events:
  neighbour: {at: "19:52", when: not verified, signal: They look round., to: quiet, note: Table 7}
  bell: {after: 10m, signal: The bell rings.}
opportunities:
  table: {title: The next table, need: 2, opens: greet, cue: [quiet], asked: quiet, closes: bye, undone: [bye, leaves],
          note: Seven}
promises:
  remake: {title: The right dish, within: 8m, note: A dish}
  word: {title: News, due: "20:30", missed: quiet}
extras:
  dessert: {title: A dessert, fits: chosen("greet/own-it"), note: Sweet}
use: {part: closing, as: shut}
start: greet
walk-out: leaves
nodes:
  greet:
    line:
      - {when: kept("remake"), id: kept, text: Thank you., note: Warm}
      - text: This is not what I ordered.
    narration: He points.
    signal: Order six.
    debrief: He was hungry.
    hint: Look at him.
    points-at: customer
    note: Angry
    mood: angry
    with: lin
    speaker: ravi
    channel: face-to-face
    required: receive
    weight: 2
    think: 8s
    limit: 40s
    at: "19:45"
    fails: true
    shuffle: no
    no-thanks: dessert
    needs-time: [remake]
    harm: {kind: money, title: He paid twice., unless: visits > 0, note: Dry}
    scores: [empathy, response]
    concepts: [dignity]
    to: quiet
    silence: {id: says-nothing, shows: [stays-silent], takes: 40s, feedback: Nothing., note: Hm,
              answer: Hello?, to: quiet, set: {told: nothing}, add: {visits: -1}}
    choices:
      - id: own-it
        say: "Oh no: I am sorry."
        when: visits < 2
        shows: [apologises, asks-open-question]
        step: [receive, gather]
        answer: Two bites.
        feedback: Good.
        note: Sincere
        takes: 1m30s
        again: 2
        promise: [remake]
        keeps: word
        moves: {word: "21:15"}
        meets: {table: partly}
        pushes: dessert
        redress: {kind: refund, value: 18.5}
        set: {verified: false, visits: 3, told: vague}
        add: {visits: 2}
        personal-data: true
        critical: safety
        concepts: [say-it-back]
        to:
          - {when: verified, node: quiet}
          - {node: bye}
      - {id: keep, do: Bring the dish., when: told == vague, keeps: remake, promise: word, meets: table,
         redress: [{kind: refund, value: 1}, {kind: drink, value: 4}]}
      - {id: see, look: order, takes: 10s}
      - {id: wait, do: Wait., takes: until-event}
      - {id: tell, send: Soon., to-customers: [street, lin]}
  quiet: {with: nobody, narration: Nothing., required: true, to: bye}
  bye: {ending: escalated, handed-over-rightly: yes, line: Bye.}
  leaves: {ending: lost}
"""
PART = """\
format: 1
part: closing
variables: {warm: {type: bool}}
nodes:
  ask: {line: All well?, choices: [{id: ok, say: Sure, set: {warm: true}, to: done}]}
  done:
    line:
      - {when: warm and chosen("ask/ok") and verified, id: warm, text: Good.}
      - {text: Well.}
    to: leaves
"""


@pytest.fixture(name="kitchen")
def _kitchen(tmp_path: Path) -> Scenario:
    (tmp_path / "closing.yaml").write_text(PART, encoding="utf-8")
    file = tmp_path / "kitchen.yaml"
    file.write_text(KITCHEN.replace("to: bye}", "to: shut-ask}"), encoding="utf-8")
    loaded = load_scenario(file, references=REFERENCES)
    assert loaded.findings == ()
    assert loaded.value is not None
    assert [file for file, _ in loaded.parts] == ["closing.yaml"]
    return loaded.value


def text(path: str, source: str, note: str = "") -> Text:
    return Text(id=f"kitchen/{path}", source=source, note=note)


def words(path: str, source: str, note: str = "") -> Wording:
    return Wording(arms=(Arm(text=text(path, source, note)),))


def test_the_smallest_scenario_has_defaults_for_all_else() -> None:
    found = scenario(SMALLEST)
    assert (found.id, found.edition, found.language) == ("story", 1, "en")
    assert (found.channel, found.setting, found.difficulty) == ("face-to-face", "", 1)
    assert (found.start, found.walk_out, found.clock) == ("greet", None, None)
    assert (found.rubric, found.currency, found.failure) == ("service", "EUR", None)
    lin = found.customers["customer"]
    assert found.main == "customer"
    assert (lin.patience, lin.trust, lin.expectation, lin.tolerance) == (600, 500, 60, 1)
    assert lin.name == Text(id="story/customers/customer", source="Mr Lin")
    assert found.nodes["greet"].with_ == "customer"
    assert found.nodes["greet"].choices[0].again == 0


def test_the_head_of_a_scenario_with_every_key(kitchen: Scenario) -> None:
    assert (kitchen.id, kitchen.edition, kitchen.language) == ("kitchen", 3, "zh-Hans")
    assert kitchen.title == text("title", "The kitchen", "A pun on the sink")
    assert kitchen.summary.source == "Everything at once."
    assert kitchen.briefing.source == "Friday, 19:40. A full house."
    assert (kitchen.setting, kitchen.channel, kitchen.difficulty) == ("restaurant", "phone", 2)
    assert kitchen.tutorial
    assert kitchen.concepts == ("listen-first", "five-steps")
    assert kitchen.failure == Failure(redress=("replacement", "refund"), loss=1800)
    assert (kitchen.currency, kitchen.clock) == ("CNY", 70800)
    assert (kitchen.start, kitchen.walk_out, kitchen.main) == ("greet", "leaves", "lin")
    assert kitchen.customers["lin"] == Customer(
        id="lin",
        name=text("customers/lin", "Mr Lin", "A surname"),
        portrait="lin",
        patience=700,
        trust=400,
        expectation=50,
        tolerance=2,
        main=True,
        knew=text("customers/lin/knew", "The rule.", "Quiet"),
        felt=text("customers/lin/felt", "Ashamed.", "Quiet"),
        wanted=text("customers/lin/wanted", "Peace.", "Quiet"),
    )
    assert kitchen.customers["street"].iceberg == ()
    assert not kitchen.customers["street"].main
    ravi = text("colleagues/ravi", "Ravi, network control", "A first name")
    assert kitchen.colleagues == {"ravi": Colleague(id="ravi", name=ravi, portrait="ravi")}


def test_the_declarations_of_a_scenario_with_every_key(kitchen: Scenario) -> None:
    assert kitchen.records["order"].title == text(
        "records/order/title", "Order of table six", "A slip"
    )
    assert kitchen.records["order"].text == words(
        "records/order/text", "Satay tofu, NO PEANUTS.", "A slip"
    )
    assert kitchen.variables == {
        "verified": Declared(id="verified", type="bool", start=True),
        "visits": Declared(id="visits", type="int", start=1, minimum=-1, maximum=5),
        "told": Declared(id="told", type="one-of", start="vague", options=("nothing", "vague")),
        "shut-warm": Declared(id="shut-warm", type="bool", start=False),
    }
    assert kitchen.events == {
        "neighbour": StoryEvent(
            id="neighbour",
            due=12 * 60,
            when=Not(VariableValue("verified")),
            signal=words("events/neighbour", "They look round.", "Table 7"),
            to="quiet",
        ),
        "bell": StoryEvent(id="bell", due=600, signal=words("events/bell", "The bell rings.")),
    }
    assert kitchen.opportunities["table"] == Opportunity(
        id="table",
        title=text("opportunities/table", "The next table", "Seven"),
        need=2,
        opens=("greet",),
        cue=("quiet",),
        asked=("quiet",),
        closes=("bye",),
        undone=("bye", "leaves"),
    )
    assert kitchen.promises == {
        "remake": Promise(
            id="remake", title=text("promises/remake", "The right dish", "A dish"), within=480
        ),
        "word": Promise(
            id="word", title=text("promises/word", "News"), due=50 * 60, missed="quiet"
        ),
    }
    fits = Occurred("chosen", "greet/own-it")
    dessert = text("extras/dessert", "A dessert", "Sweet")
    assert kitchen.extras == {"dessert": Extra(id="dessert", title=dessert, fits=fits)}


def test_a_node_with_every_key(kitchen: Scenario) -> None:
    node = kitchen.nodes["greet"]
    assert node.line == Wording(
        arms=(
            Arm(
                text=text("greet/line/kept", "Thank you.", "Warm"), when=Occurred("kept", "remake")
            ),
            Arm(text=text("greet/line", "This is not what I ordered.", "Angry")),
        )
    )
    assert node.narration == words("greet/narration", "He points.", "Angry")
    assert node.signal == words("greet/signal", "Order six.", "Angry")
    assert node.debrief == words("greet/debrief", "He was hungry.", "Angry")
    assert node.hint == words("greet/hint", "Look at him.", "Angry")
    assert node.points_at == "customer"
    assert (node.mood, node.with_, node.speaker) == ("angry", "lin", "ravi")
    assert (node.channel, node.required, node.weight) == ("face-to-face", "receive", 2)
    assert (node.think, node.limit, node.at) == (8000, 40_000, 300)
    assert (node.fails, node.shuffle, node.no_thanks) == (True, False, ("dessert",))
    assert node.scores == ("empathy", "response")
    assert (node.concepts, node.targets) == (("dignity",), (Target(node="quiet"),))
    assert kitchen.nodes["quiet"].with_ == "nobody"
    assert kitchen.nodes["quiet"].required == "quiet"
    assert node.needs_time == ("remake",)
    assert node.harm == Harm(
        kind="money",
        title=text("greet/harm", "He paid twice.", "Dry"),
        unless=Compare(">", VariableValue("visits"), Constant(0)),
    )
    assert kitchen.nodes["bye"].ending == "escalated"
    assert kitchen.nodes["bye"].handed_over_rightly
    assert node.silence == Choice(
        id="says-nothing",
        key="greet/says-nothing",
        kind="do",
        text=None,
        shows=("stays-silent",),
        takes=40,
        feedback=words("greet/says-nothing/feedback", "Nothing.", "Hm"),
        answer=words("greet/says-nothing/answer", "Hello?", "Hm"),
        targets=(Target(node="quiet"),),
        sets=(("told", "nothing"),),
        adds=(("visits", -1),),
        again=None,
    )


def test_choices_with_every_key(kitchen: Scenario) -> None:
    own, keep, see, wait, tell = kitchen.nodes["greet"].choices
    assert own == Choice(
        id="own-it",
        key="greet/own-it",
        kind="say",
        text=words("greet/own-it", "Oh no: I am sorry.", "Sincere"),
        when=Compare("<", VariableValue("visits"), Constant(2)),
        targets=(Target(node="quiet", when=VariableValue("verified")), Target(node="bye")),
        answer=words("greet/own-it/answer", "Two bites.", "Sincere"),
        feedback=words("greet/own-it/feedback", "Good.", "Sincere"),
        shows=("apologises", "asks-open-question"),
        steps=("receive", "gather"),
        takes=90,
        again=2,
        promises=("remake",),
        keeps=("word",),
        moves=(("word", 95 * 60),),
        meets=(("table", True),),
        pushes=("dessert",),
        redress=(Redress(kind="refund", value=1850),),
        sets=(("verified", False), ("visits", 3), ("told", "vague")),
        adds=(("visits", 2),),
        personal_data=True,
        critical="safety",
        concepts=("say-it-back",),
    )
    assert keep.redress == (Redress(kind="refund", value=100), Redress(kind="drink", value=400))
    assert (keep.kind, keep.meets, keep.targets, keep.again) == ("do", (("table", False),), (), 0)
    assert (see.kind, see.look, see.takes, see.again, see.scored) == (
        "look",
        "order",
        10,
        None,
        False,
    )
    assert see.text is not None
    assert [one.id for one in see.text.texts()] == ["kitchen/records/order/title"]
    assert (wait.until_event, wait.takes, wait.again) == (True, 0, None)
    assert (tell.kind, tell.to_customers) == ("send", ("street", "lin"))


def test_a_part_keeps_its_own_ids_apart(kitchen: Scenario) -> None:
    ask, done = kitchen.nodes["shut-ask"], kitchen.nodes["shut-done"]
    assert ask.choices[0].key == "shut-ask/ok"
    assert ask.choices[0].sets == (("shut-warm", True),)
    assert ask.choices[0].targets == (Target(node="shut-done"),)
    assert done.targets == (Target(node="leaves"),)
    assert done.line is not None
    guard = repr(done.line.arms[0].when)
    for name in ("'shut-warm'", "'shut-ask/ok'", "'verified'"):
        assert name in guard
    assert done.line.arms[0].text.id == "kitchen/shut-done/line/warm"


def test_every_key_of_the_format_is_in_the_kitchen() -> None:
    known = (
        parse.SCENARIO_KEYS
        | parse.USE_KEYS
        | parse.PART_KEYS
        | nodes.NODE_KEYS
        | choices.CHOICE_KEYS
        | texts.ARM_KEYS
        | texts.TARGET_KEYS
        | declarations.CUSTOMER_KEYS
        | declarations.VARIABLE_KEYS
        | declarations.EVENT_KEYS
        | declarations.PROMISE_KEYS
    )
    used = KITCHEN + PART
    assert {key for key in known if f"{key}:" not in used} == {"customer"}


def all_texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from all_texts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_texts(inner)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from all_texts(getattr(value, name))


def test_every_text_id_names_one_text(kitchen: Scenario) -> None:
    seen: dict[str, Text] = {}
    for one in all_texts(kitchen):
        assert seen.setdefault(one.id, one) == one
    assert len(seen) > 30


def test_the_symbol_table_has_the_place_of_each_element() -> None:
    text = KITCHEN.replace("use: {part: closing, as: shut}\n", "")
    document = read_document("story.yaml", text.encode(), Collector())
    _, symbols = parse.parse_scenario(
        document, Collector(), REFERENCES, "story", lambda _, __, ___: None
    )
    for element, key in {
        "greet": "greet:",
        "greet/own-it": "own-it",
        "promises/remake": "remake:",
        "customers/street": "street:",
        "greet/says-nothing": "says-nothing,",
    }.items():
        place = symbols.span(element)
        assert place.source.file == "story.yaml"
        line = text.splitlines()[place.line]
        assert place.source.line(place.line) == line
        assert line[place.column :].startswith(key)


@pytest.mark.parametrize("file", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios_have_no_findings(file: Path) -> None:
    if file.stem == "concepts":
        assert load_concepts(file).findings == ()
    else:
        assert load_scenario(file, references=REFERENCES).findings == ()


def test_the_shipped_rubric() -> None:
    loaded = load_rubric(SCENARIOS / "rubrics" / "service.yaml")
    rubric = loaded.value
    assert loaded.findings == ()
    assert rubric is not None
    assert rubric.weights["empathy"] == 30
    assert (rubric.think, rubric.minimum_allowance, rubric.heated) == (5000, 5000, 150)
    assert rubric.drain["phone"] == 1500
    assert rubric.moods[-1].patience_under is None
    feeling = rubric.behaviours["names-the-feeling"]
    assert (feeling.reaction, feeling.interpretation, feeling.exploration) == (2, 1, 0)
    assert (feeling.apology_empathy, feeling.apology_intensity) == (2, 0)
    assert feeling.title.id == "rubric/service/names-the-feeling"
    assert rubric.behaviours["asks-again"].listening_fault
    assert rubric.behaviours["gives-a-time"].apology_empathy is None


def test_the_shipped_cards() -> None:
    cards = load_concepts(SCENARIOS / "concepts.yaml").value
    assert cards is not None
    assert cards["five-steps"].objectives[-1] == "001-20"
    assert cards["five-steps"].text.id == "concept/five-steps/text"


def test_faults_of_rubrics_and_concept_cards_are_reported(tmp_path: Path) -> None:
    rubric = tmp_path / "mine.yaml"
    service = (SCENARIOS / "rubrics" / "service.yaml").read_text(encoding="utf-8")
    rubric.write_text(
        service.replace("credit: 80", "credit: most")
        .replace("drain:", "drains:")
        .replace("{mood: happy}", "{mood: happy, trust-under: 900}"),
        encoding="utf-8",
    )
    found = [(one.name, one.args.get("key")) for one in load_rubric(rubric).findings]
    assert ("bad-number", None) in found
    assert ("unknown-key", "drains") in found
    assert ("missing-key", "drain") in found
    assert ("last-mood-bound", None) in found
    cards = tmp_path / "cards.yaml"
    cards.write_text("a: {title: x, texts: y}\nA b: {title: x, text: y}\n", encoding="utf-8")
    assert [one.name for one in load_concepts(cards).findings] == [
        "missing-key",
        "unknown-key",
        "bad-id",
    ]


def test_the_same_part_twice_and_a_broken_one(tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    (tmp_path / "closing.yaml").write_text(PART.replace("verified", "warm"), encoding="utf-8")
    story.write_text(
        SMALLEST.replace("ending: lost", "to: a-ask")
        + "  leaves: {ending: lost}\n"
        + "  more: {to: b-ask}\n"
        + "use: [{part: closing, as: a}, {part: closing.yaml, as: b}]\n",
        encoding="utf-8",
    )
    loaded = load_scenario(story, references=REFERENCES)
    assert loaded.value is not None
    assert {"a-ask", "b-ask", "a-done", "b-done"} <= loaded.value.nodes.keys()
    (tmp_path / "closing.yaml").write_text("part: closing\nnodes: {ask: {lin: x}}\n", "utf-8")
    broken = load_scenario(story, references=REFERENCES)
    assert {place_of(one).file for one in broken.findings if one.name == "unknown-key"} == {
        str(tmp_path / "closing.yaml")
    }
    assert "undefined-node" not in codes(broken)


def test_ids_that_a_part_and_its_scenario_share(tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    (tmp_path / "p.yaml").write_text("part: p\nnodes: {x: {to: end}}\n", encoding="utf-8")
    story.write_text(
        f"{SMALLEST}  p-x: {{to: end}}\nuse: {{part: p, as: p}}\n"
        "colleagues: {customer: {name: Me}}\n",
        encoding="utf-8",
    )
    found = load_scenario(story, references=REFERENCES).findings
    assert [(one.name, one.args["line"]) for one in found if one.severity == "error"] == [
        ("duplicate-id", 2),
        ("duplicate-id", 8),
    ]
