"""Guards: their values, and the exact places of their mistakes."""

from __future__ import annotations

import pytest

from simulator.scenario.expression import (
    And,
    Compare,
    Constant,
    Elapsed,
    Expression,
    Feeling,
    Not,
    Occurred,
    Or,
    Sum,
    VariableValue,
)
from tests.authoring.cases import load, place_of

STORY = """\
title: A story
clock: "19:40"
customers:
  lin: {{name: Mr Lin, main: true}}
  street: {{name: The street}}
variables:
  verified: {{type: bool}}
  visits: {{type: int, max: 5}}
  told: {{one-of: [nothing, half-true, visits], start: nothing}}
  her-name: {{type: bool}}
records: {{order: {{title: Order, text: Tofu}}}}
opportunities: {{table: {{title: Table, opens: greet}}}}
promises: {{remake: {{title: Remake, within: 8m}}}}
nodes:
  greet:
    choices:
      - id: hello
        say: Hello
        to: end
        when: {guard}
  end: {{ending: lost}}
"""
INDENT = len("        when: ")


def tree(guard: str) -> Expression | None:
    loaded = load(STORY.format(guard=guard))
    errors = [one for one in loaded.findings if one.severity == "error"]
    assert not errors
    assert loaded.value is not None
    return loaded.value.nodes["greet"].choices[0].when


VISITS, TOLD, VERIFIED = VariableValue("visits"), VariableValue("told"), VariableValue("verified")
MEANS: list[tuple[str, Expression]] = [
    ("verified", VERIFIED),
    ("her-name", VariableValue("her-name")),
    ("not verified", Not(VERIFIED)),
    ("not not verified", Not(Not(VERIFIED))),
    ("verified == true", Compare("==", VERIFIED, Constant(True))),
    ("true", Constant(True)),
    ("visits < 2", Compare("<", VISITS, Constant(2))),
    ("visits >= -1", Compare(">=", VISITS, Constant(-1))),
    (
        "visits + 1 - 2 != 3",
        Compare("!=", Sum(Sum(VISITS, Constant(1)), Constant(2), -1), Constant(3)),
    ),
    ("-visits < 0", Compare("<", Sum(Constant(0), VISITS, -1), Constant(0))),
    ("0 < visits < 3", And(Compare("<", Constant(0), VISITS), Compare("<", VISITS, Constant(3)))),
    ("told == half-true", Compare("==", TOLD, Constant("half-true"))),
    ("told == visits", Compare("==", TOLD, Constant("visits"))),
    ("told == told", Compare("==", TOLD, TOLD)),
    ('"nothing" != told', Compare("!=", Constant("nothing"), TOLD)),
    (
        "verified or her-name and visits == 1",
        Or(VERIFIED, And(VariableValue("her-name"), Compare("==", VISITS, Constant(1)))),
    ),
    (
        "(verified or her-name) and (visits) == 1",
        And(Or(VERIFIED, VariableValue("her-name")), Compare("==", VISITS, Constant(1))),
    ),
    ("not visits == 1", Not(Compare("==", VISITS, Constant(1)))),
    ('visited("greet")', Occurred("visited", "greet")),
    ("chosen('greet/hello')", Occurred("chosen", "greet/hello")),
    ('met("table")', Occurred("met", "table")),
    ('open("remake")', Occurred("open", "remake")),
    ('kept("remake")', Occurred("kept", "remake")),
    ('broken("remake")', Occurred("broken", "remake")),
    ('read("order")', Occurred("read", "order")),
    ("patience > 500", Compare(">", Feeling("patience"), Constant(500))),
    ('trust("street") > trust', Compare(">", Feeling("trust", "street"), Feeling("trust"))),
    ('clock >= "20:30"', Compare(">=", Elapsed(), Constant(50 * 60))),
    ('clock < "00:10"', Compare("<", Elapsed(), Constant(16200))),
    ('clock < "+2d 09:00"', Compare("<", Elapsed(), Constant(2 * 86400 - 38400))),
    ('"20:30" <= clock', Compare("<=", Constant(50 * 60), Elapsed())),
    ("elapsed >= 1h30m", Compare(">=", Elapsed(), Constant(5400))),
    (
        "1m < elapsed <= 5m",
        And(Compare("<", Constant(60), Elapsed()), Compare("<=", Elapsed(), Constant(300))),
    ),
]


@pytest.mark.parametrize(("guard", "expected"), MEANS, ids=[guard for guard, _ in MEANS])
def test_a_guard_means(guard: str, expected: Expression) -> None:
    quoted = guard.replace("'", "''")
    assert tree(f"'{quoted}'") == expected


def test_many_terms_make_a_shallow_tree() -> None:
    found = tree(" and ".join(["verified"] * 150))
    depth = 0
    while isinstance(found, And):
        found, depth = found.left, depth + 1
    assert depth <= 8


# A guard, the name of the finding, and the words that the caret marks.
WRONG = [
    ("verifid", "undefined-variable", "verifid"),
    ("visits", "guard-not-truth", "visits"),
    ("visits + 1", "guard-not-truth", "visits + 1"),
    ("(visits)", "guard-not-truth", "(visits)"),
    ("verified and visits", "guard-not-truth", "visits"),
    ("not visits", "guard-not-truth", "visits"),
    ("told", "guard-not-truth", "told"),
    ("clock", "guard-not-truth", "clock"),
    ("5m", "guard-not-truth", "5m"),
    ("verified == 1", "guard-types", "verified == 1"),
    ("told == verified", "guard-word", "verified"),
    ("told == 3", "guard-types", "told == 3"),
    ("verified < true", "guard-order", "verified < true"),
    ("told == half", "guard-word", "half"),
    ("visits == half", "undefined-variable", "half"),
    ("verified + 1 == 2", "guard-types", "verified + 1"),
    ("visits = 1", "guard-equals", "="),
    ("visits == ", "guard-syntax", ""),
    ("visits == 1 1", "guard-syntax", "1"),
    ("(verified", "guard-syntax", ""),
    ("verified)", "guard-syntax", ")"),
    ("verified her-name", "guard-syntax", "her-name"),
    ("and verified", "guard-syntax", "and"),
    ("visited(greet)", "guard-id-quotes", "greet"),
    ("visited()", "guard-syntax", ")"),
    ('visited("greet"', "guard-syntax", ""),
    ('visited("gret")', "undefined-node", '"gret"'),
    ('chosen("greet/helo")', "undefined-choice", '"greet/helo"'),
    ('chosen("hello")', "undefined-choice", '"hello"'),
    ('met("tables")', "undefined-opportunity", '"tables"'),
    ('kept("remak")', "undefined-promise", '"remak"'),
    ('read("odrer")', "undefined-record", '"odrer"'),
    ('trust("lyn") > 1', "undefined-customer", '"lyn"'),
    ('seen("greet")', "guard-function", "seen"),
    ("visited", "guard-function", "visited"),
    ("clock >= 20", "guard-time", "20"),
    ("clock >= 20:30", "guard-time", "20:30"),
    ('clock >= "25:30"', "guard-time", '"25:30"'),
    ("elapsed >= 5", "guard-time", "5"),
    ('elapsed >= "20:30"', "guard-time", '"20:30"'),
    ("elapsed >= clock", "guard-time", "clock"),
    ("elapsed >= visits", "guard-time", "visits"),
    ("elapsed + 1 > 5m", "guard-types", "elapsed + 1"),
    ("visits & 1", "guard-character", "&"),
    ("visits * 2 == 1", "guard-character", "*"),
    ("visits == 1.5", "guard-character", "."),
    ("visits == 99999999999", "bad-number", "99999999999"),
]


@pytest.mark.parametrize(("guard", "name", "marked"), WRONG, ids=[one[0] for one in WRONG])
def test_a_fault_has_its_place(guard: str, name: str, marked: str) -> None:
    loaded = load(STORY.format(guard=f"'{guard}'"))
    assert loaded.value is None
    (found,) = [one for one in loaded.findings if one.severity == "error"]
    assert found.name == name
    place = place_of(found)
    assert place.line == 20
    text = place.text[place.column - 1 :][: place.length]
    assert text == (marked or "'")


def test_the_place_of_a_fault_in_a_folded_guard() -> None:
    loaded = load(STORY.format(guard=">-\n          verified\n          and verifid"))
    (found,) = [one for one in loaded.findings if one.severity == "error"]
    place = place_of(found)
    assert (place.line, place.column, place.length) == (22, 15, 7)
    assert found.args == {"id": "verifid", "suggestion": "verified"}


def test_several_unknown_ids_of_one_guard_come_at_once() -> None:
    loaded = load(STORY.format(guard='verifid and visited("gret") and met("tables")'))
    assert [one.name for one in loaded.findings if one.severity == "error"] == [
        "undefined-variable",
        "undefined-node",
        "undefined-opportunity",
    ]
