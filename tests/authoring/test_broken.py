"""Broken files: their findings, with places and suggestions."""

from __future__ import annotations

import pytest

from simulator.findings.code import BY_ID
from simulator.findings.collector import MOST_SHOWN
from simulator.findings.finding import Place
from tests.authoring.cases import SMALLEST, at, codes, load, whole


def node(text: str) -> str:
    return f"nodes:\n  a:\n    {text}\n  z: {{ending: lost}}\n"


def choice(text: str) -> str:
    return node(f"choices:\n    - {{id: c, say: x, to: z, {text}}}")


# A fragment, and each finding: its name, line, column and suggested word.
BROKEN: list[tuple[str, list[tuple[str, int, int, str]]]] = [
    ("chanel: phone", [("unknown-key", 1, 1, "channel")]),
    ("channel: phoen", [("unknown-word", 1, 10, "phone")]),
    ("difficulty: 6", [("bad-number", 1, 13, "")]),
    ("difficulty: one", [("bad-number", 1, 13, "")]),
    ("edition: 0", [("bad-number", 1, 10, "")]),
    ("clock: 25:00", [("bad-time", 1, 8, "")]),
    ("language: en_GB", [("bad-language", 1, 11, "")]),
    ("setting: The Ritz", [("bad-id", 1, 10, "the-ritz")]),
    ("title: {Well: then}", [("needs-quotes", 1, 9, "")]),
    ("start: strat", [("undefined-node", 1, 8, "start")]),
    ("walk-out: ends", [("undefined-node", 1, 11, "end")]),
    ("rubric: services", [("undefined-rubric", 1, 9, "service")]),
    ("concepts: [loyality]", [("undefined-concept", 1, 12, "loyalty")]),
    ("customer: {name: A, portrait: sophia}", [("undefined-portrait", 1, 31, "sofia")]),
    ("customer: {portrait: lin}", [("missing-key", 1, 11, "")]),
    ("customer: {name: Lin, table six}", [("needs-quotes", 1, 23, "")]),
    ("customers: {a: {name: A}, b: {name: B}}", [("no-main-customer", 1, 1, "")]),
    (
        "customer: {name: A}\ncustomers: {b: {name: B}}",
        [("keys-together", 2, 1, "")],
    ),
    ("events: {bell: {signal: Ding}}", [("missing-key", 1, 16, "")]),
    ("events: {bell: {at: '20:00', after: 8m}}\nclock: '19:00'", [("keys-together", 1, 30, "")]),
    ("events: {bell: {after: 8 m}}", [("bad-duration", 1, 24, "")]),
    (
        "variables: {n: {type: int}}",
        [("variable-never-read", 1, 13, ""), ("missing-key", 1, 16, "")],
    ),
    (
        "variables: {n: {type: int, max: 3, start: 4}}",
        [("variable-never-read", 1, 13, ""), ("bad-number", 1, 43, "")],
    ),
    (
        "variables: {n: {type: integer}}",
        [("unknown-word", 1, 23, "int")],
    ),
    (
        "variables: {trust: {type: bool}}",
        [("reserved-id", 1, 13, ""), ("variable-never-read", 1, 13, "")],
    ),
    ("failure: {loss: 18 EUR}", [("bad-amount", 1, 17, "")]),
    ("format: 1.1", [("unknown-format", 1, 9, "")]),
    (node("too: z"), [("no-way-on", 2, 3, ""), ("unknown-key", 3, 5, "to")]),
    (node("to: {node: z, when: patience > 1}"), [("every-arm-guarded", 3, 19, "")]),
    (node("to: []"), [("no-way-on", 2, 3, ""), ("empty-value", 3, 9, "")]),
    (node("choices: []"), [("empty-value", 3, 5, "")]),
    (node("choices: [x]"), [("expected-map", 3, 15, "")]),
    (node("{mood: grumpy, to: z}"), [("unknown-word", 3, 12, "")]),
    (node("{required: Receive, to: z}"), [("bad-id", 3, 16, "receive")]),
    (node("{weight: 4, to: z}"), [("bad-number", 3, 14, "")]),
    (node("{at: '20:00', to: z}"), [("clock-missing", 3, 10, "")]),
    (node("{with: costumer, to: z}"), [("undefined-person", 3, 12, "customer")]),
    (node("{scores: [empaty], to: z}"), [("unknown-word", 3, 15, "empathy")]),
    (node("{ending: won}"), [("unknown-word", 3, 14, "")]),
    (choice("shows: [apologizes]"), [("undefined-behaviour", 4, 38, "apologises")]),
    (choice("step: [listen]"), [("unknown-word", 4, 37, "")]),
    (choice("takes: soon"), [("bad-duration", 4, 37, "")]),
    (choice("again: 0"), [("bad-number", 4, 37, "")]),
    (choice("critical: safe"), [("unknown-word", 4, 40, "safety")]),
    (choice("redress: {value: 3}"), [("missing-key", 4, 39, "")]),
    (choice("personal-data: maybe"), [("bad-truth", 4, 45, "")]),
    (choice("do: y"), [("keys-together", 4, 30, "")]),
    (choice("I said: no"), [("needs-quotes", 4, 30, "")]),
    (choice("feedback: Well, well"), [("needs-quotes", 4, 46, "")]),
    (choice("meets: {a: partly}"), [("undefined-opportunity", 4, 38, "")]),
    (
        node("choices:\n    - {id: c, look: order, shows: [apologises]}\n    to: z")
        + "records: {order: {title: O, text: T}}",
        [("key-not-here", 4, 28, "")],
    ),
    (
        node("choices: [{id: c, look: order}]") + "records: {order: {title: O, text: T}}",
        [("no-way-on", 2, 3, "")],
    ),
]


@pytest.mark.parametrize(("fragment", "expected"), BROKEN, ids=[one[0] for one in BROKEN])
def test_a_broken_file(fragment: str, expected: list[tuple[str, int, int, str]]) -> None:
    found = [
        (one.name, *at(one), one.args.get("suggestion", ""))
        for one in load(whole(fragment)).findings
        if one.name not in {"unreachable-node", "no-walk-out", "no-lost-ending"}
        or any(one.name == name for name, *_ in expected)
    ]
    assert [one for one in found if one[0] != "no-ending-reached"] == expected


def test_a_finding_has_place_arguments_and_severity() -> None:
    (found,) = load(whole("channel: phoen")).findings
    assert found.place == Place(
        file="story.yaml", line=1, column=10, length=5, text="channel: phoen"
    )
    assert set(found.args) == set(BY_ID[found.code].args)
    assert found.severity == "error"


def test_every_finding_carries_the_arguments_of_its_code() -> None:
    for fragment, _ in BROKEN:
        for found in load(whole(fragment)).findings:
            assert set(found.args) == set(BY_ID[found.code].args)


def test_one_load_reports_all_findings_in_the_order_of_the_file() -> None:
    loaded = load(
        "title: [x]\nchanel: phone\ncustomer: {name: A, patience: lots}\nnodes:\n"
        "  a:\n    choices:\n    - {say: x, when: nothing, to: zz}\n  z: {ending: lost}\n"
    )
    assert codes(loaded) == [
        "expected-text",
        "unknown-key",
        "no-walk-out",
        "bad-number",
        "missing-id",
        "undefined-variable",
        "undefined-node",
    ]
    assert loaded.value is None


def test_a_scenario_with_only_warnings_can_be_used() -> None:
    loaded = load(SMALLEST + "  attic: {to: end}\n")
    assert codes(loaded) == ["unreachable-node"]
    assert loaded.value is not None


def test_of_more_than_a_hundred_findings_errors_are_preferred() -> None:
    nodes = "".join(f"  n{at}: {{to: end}}\n" for at in range(150))
    loaded = load(SMALLEST + nodes)
    assert len(loaded.findings) == MOST_SHOWN + 1
    assert loaded.findings[-1].args == {"count": 50}
    broken = load(SMALLEST + "".join(f"  n{at}: {{tu: end}}\n" for at in range(150)))
    assert {one.severity for one in broken.findings[:-1]} == {"error"}


def test_a_promise_that_is_false_on_purpose_need_not_be_kept() -> None:
    text = whole(
        "promises: {soon: {title: Soon}, quick: {title: Quick, within: 5m}}\n"
        "nodes:\n  a:\n    to: z\n    choices:\n"
        "    - {id: b, say: x, promise: [soon]}\n"
        "    - {id: c, say: y, promise: [quick], critical: false-promise}\n  z: {ending: lost}"
    )
    assert codes(load(text)) == []


def test_a_forced_move_makes_a_node_reachable_but_not_an_ending() -> None:
    loop = "nodes:\n  a: {to: b}\n  b: {to: a}\n  gone: {ending: lost}"
    found = ["no-ending-reached", "endless-ring"]
    assert codes(load(whole(loop))) == found
    assert codes(load(whole(f"walk-out: gone\n{loop}"))) == found
    event = f"events: {{bell: {{after: 1m, to: gone}}}}\n{loop}"
    assert codes(load(whole(event))) == ["endless-ring"]
