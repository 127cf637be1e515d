"""Generates scenarios with every feature of the scenario format except parts.

Every play of a generated scenario comes to an end: each node has a target that is a later node,
each silence leads to a later node, and each choice can be made a limited number of times.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

from simulator.scenario.vocabulary import CHANNELS, HARM_KINDS, MOODS, SCREEN_PARTS
from simulator.session.program import Program
from tests.shipped import program, rubric

SHOWS = tuple(rubric().behaviours)
_GUARDS = (
    "flag",
    "not flag",
    "count > 1",
    "count + 1 <= 2 or flag",
    "0 < count < 3",
    "word == tea",
    "word != cake and trust > 400",
    'open("soon")',
    'broken("soon") or kept("soon")',
    'not broken("later") or open("plain")',
    'met("help")',
    'not met("care")',
    "elapsed >= 3m",
    'clock < "10:10"',
    "patience < 500",
    'patience("second") > 100',
    'trust("first") <= trust("second")',
    'visited("n1")',
    'chosen("n0/c0")',
    'read("order")',
    "elapsed >= 5m and elapsed < 20m",
    'clock >= "10:08"',
    'clock == "10:06"',
    'not open("soon") or elapsed > 6m',
    'kept("soon") and not (flag or count > 0)',
    "patience + 100 < trust",
    "trust - 50 >= 400",
    "'tea' == word",
    'chosen("n0/hush")',
    "false or not true",
)
_TIMED = (
    "not flag",
    "elapsed > 3m",
    "elapsed > 2m",
    "elapsed > 4m and not flag",
    'clock == "10:08"',
    'broken("soon")',
)
"""Guards that can become true while the trainee waits."""
_DEEDS = (
    "promise: [soon]",
    "promise: [soon, plain]",
    "promise: plain, set: {flag: true}",
    "keeps: [soon]",
    "keeps: [plain, later]",
    "promise: [later], keeps: [soon]",
    'moves: {soon: "10:20"}',
    'moves: {later: "10:03"}',
    "meets: [help]",
    "meets: {help: partly, care: fully}",
    "meets: [care]",
    "pushes: [club]",
    "pushes: [club, card, club]",
    "pushes: [card], personal-data: true",
    "meets: [help], pushes: [card]",
    "set: {flag: true}",
    "set: {word: tea, flag: false}, add: {count: 3}",
    "add: {count: 1}",
    "add: {count: -2}",
    "critical: safety",
    "critical: denial",
    "critical: false-promise, promise: soon",
    "critical: privacy, pushes: card, personal-data: yes",
    "keeps: soon, promise: soon",
    "promise: [soon, later, plain]",
    "promise: late",
    'promise: [late], moves: {late: "10:01"}',
    "set: {flag: true, word: cake}, add: {count: 1}",
    "concepts: [listen-first], note: Softly.",
)
_REDRESS = (
    "redress: {kind: refund, value: 5.00}",
    "redress: {kind: refund, value: 10.00}",
    "redress: {kind: voucher, value: 15.00}",
    "redress: {kind: cash, value: 0.01}",
    "redress: [{kind: refund, value: 7.50}, {kind: voucher, value: 7.51}]",
    "redress: {kind: refund}",
)
_STEPS = (
    "receive",
    "[propose, gather]",
    "[gather, confirm, propose]",
    "[follow-up, confirm, receive]",
)
_TAKES = ("0s", "10s", "30s", "90s", "4m", "20m", "until-event")
_SCORES = (
    "[empathy, proactivity]",
    "[response, outcome]",
    "[recovery]",
    "[proactivity, recovery, outcome]",
    "[]",
)
_TOP = """
format: 1
scenario: generated
edition: 3
language: en
summary: A story.
briefing: Read this.
setting: hotel
difficulty: 2
concepts: listen-first
currency: USD
rubric: service
note: For everybody.
tutorial: yes
"""
_HEAD = """
{head}title: Generated
channel: {channel}
clock: "10:00"
customers:
  first: {{name: First, main: true, patience: {patience}, trust: {trust}, expectation: {expectation}, tolerance: {tolerance}}}
  second: {{name: Second, portrait: lin, patience: {patience_2}, trust: 300, note: Loud., iceberg: {{knew: The rule., felt: Alone., wanted: A word.}}}}
colleagues: {{ravi: {{name: Ravi, portrait: ravi, note: A waiter.}}}}
{failure}
variables:
  flag: {{type: bool, start: false}}
  count: {{type: int, start: 0, min: -1, max: 3}}
  word: {{one-of: [none, tea, cake], start: none}}
records: {{order: {{title: Order, text: {record}, note: Short.}}}}
events:
  bell: {{after: 2m, when: {bell}, signal: {ring}, note: Loud.}}
  call: {{at: "10:06", {when}to: {a}}}
  cart: {{at: "10:06", when: {cart}, to: {b}}}
  fall: {{after: 30m}}
opportunities:
  help: {{title: Help, need: 2, note: Kindly., opens: {c}, cue: {d}, asked: {e}{undone}}}
  care: {{title: Care, opens: [{d}, {f}], {asked}closes: {b}}}
promises:
  soon: {{title: Soon, within: 4m}}
  later: {{title: Later, due: "10:12", missed: {f}}}
  plain: {{title: Some time, note: No time.}}
  late: {{title: Late, within: 1m, missed: {g}}}
extras: {{club: {{title: Club, fits: {fits}, note: A club.}}, card: {{title: Card}}}}
{walk_out}
start: n0
nodes:
"""
_END = """
  end: {line: End., ending: %s%s, debrief: [{when: met("help"), id: well, text: Well.}, {text: Bye.}]}
  gone: {line: Gone., ending: lost%s}
"""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a scenario file."""
    size = draw(st.integers(2, 6))
    names = [f"n{number}" for number in range(size)]
    one = st.sampled_from([*names, "n0"])
    failures = ("", "failure: {redress: [refund], loss: 10.00}", "failure: {redress: [cash]}")
    failure = draw(st.sampled_from((failures[1], failures[1], *failures)))
    parts = [
        _HEAD.format(
            channel=draw(st.sampled_from(CHANNELS)),
            patience=draw(st.sampled_from((40, 200, 600, 1000))),
            trust=draw(st.sampled_from((0, 500, 995, 1000))),
            expectation=draw(st.sampled_from((0, 60, 100))),
            tolerance=draw(st.sampled_from((0, 1, 1, 5))),
            failure=failure,
            when=draw(st.sampled_from(("", "when: count > 0, "))),
            asked=draw(st.sampled_from(("", f"asked: {draw(one)}, "))),
            head=draw(st.sampled_from(("", _TOP))),
            patience_2=draw(st.sampled_from((30, 300))),
            record=_words(draw, "Soup."),
            bell=quoted(draw(st.sampled_from((*_TIMED * 4, *_GUARDS)))),
            ring=_words(draw, "Ring."),
            cart=quoted(draw(st.sampled_from(('visited("n1")', *_GUARDS)))),
            fits=quoted(draw(st.sampled_from(("flag", *_GUARDS)))),
            undone=draw(st.sampled_from(("", "", f", undone: {draw(one)}"))),
            walk_out=draw(st.sampled_from(("", "walk-out: gone", f"walk-out: {names[-1]}"))),
            **{letter: draw(one) for letter in "abcdefg"},
        )
    ]
    redress = draw(st.booleans())
    for number, name in enumerate(names):
        later = [*names[number + 1 :], "end"]
        parts.append(_node(draw, name, later, names, redress=redress))
    ending = draw(st.sampled_from(("resolved", "resolved", "partly-resolved", "escalated")))
    right = draw(st.booleans()) and ending == "escalated"
    rightly = ", handed-over-rightly: yes" if right else ""
    parts.append(
        _END % (ending, rightly, draw(st.sampled_from(("", ", at: '10:30'", ", fails: yes"))))
    )
    text = "".join(parts)
    return _of_one_customer(text) if _one_in(draw, 5) else text


def _of_one_customer(text: str) -> str:
    """The text with the short form `customer` in place of its customers."""
    text = re.sub(r"customers:\n  first: {name: First, main: true", "customer: {name: First", text)
    text = re.sub(r"\n  second: {.*}", "", text)
    text = text.replace("with: second", "with: customer").replace("with: first", "with: customer")
    text = re.sub(r"to-customers: \[[^]]*\]", "to-customers: customer", text)
    return text.replace('"first"', '"customer"').replace('"second"', '"customer"')


def _one_in(draw: st.DrawFn, most: int) -> bool:
    return draw(st.integers(1, most)) == most


def _node(draw: st.DrawFn, name: str, later: list[str], names: list[str], *, redress: bool) -> str:
    onward = later[0]
    lines = [f"  {name}:", f"    to: {_way(draw, [later[-1]], onward)}"]
    lines.append(f"    line: {_words(draw, 'Well?')}")
    lines.append(
        f"    with: {draw(st.sampled_from(('first', 'first', 'second', 'nobody', 'ravi')))}"
    )
    wishes = (
        (2, f"required: {draw(st.sampled_from(('true', 'yes', 'label', 'label', 'other')))}"),
        (3, f"weight: {draw(st.integers(1, 3))}"),
        (3, f"scores: {draw(st.sampled_from(_SCORES))}"),
        (3, f"mood: {draw(st.sampled_from(MOODS))}"),
        (4, f"channel: {draw(st.sampled_from(CHANNELS))}"),
        (4, f'at: "10:{draw(st.sampled_from(("05", "25")))}"'),
        (5, "fails: true"),
        (5, "no-thanks: club"),
        (5, f"needs-time: {draw(st.sampled_from(('soon', 'later', '[soon, late]')))}"),
        (8, f"harm: {_harm(draw)}"),
        (6, "speaker: ravi"),
        (6, "think: 20s"),
        (4, f"signal: {_words(draw, 'Look.')}"),
        (4, f"narration: {_words(draw, 'It rains.')}"),
        (6, "concepts: [listen-first]"),
        (6, "shuffle: no"),
        (6, "note: Slowly."),
        (6, _hint(draw)),
    )
    lines += [f"    {wish}" for most, wish in wishes if _one_in(draw, most)]
    if name != "n0" and _one_in(draw, 8):
        return "\n".join(lines) + "\n"
    if name == "n0" or _one_in(draw, 2):
        shows = _shows(draw, ("stays-silent",))
        silence = (
            f"{{id: hush, {shows}takes: {draw(st.sampled_from(('0s', '20s', '4m')))}, add: {{count: 1}}, "
            f"{_silence(draw)}to: {_way(draw, later, onward)}}}"
        )
        lines += ["    limit: 20s", f"    silence: {silence}"]
    lines.append("    choices:")
    lines += [
        _choice(draw, f"c{at}", onward, names, redress=redress)
        for at in range(draw(st.integers(1, 4)))
    ]
    if _one_in(draw, 2):
        to = "" if draw(st.booleans()) else f", to: {onward}"
        takes = draw(st.sampled_from(("10s", "3m", "until-event")))
        more = draw(
            st.sampled_from(("", "", ", set: {flag: true}", f", answer: {_words(draw, 'So.')}"))
        )
        lines.append(f"      - {{id: read, look: order, takes: {takes}{more}{to}}}")
    return "\n".join(lines) + "\n"


def _hint(draw: st.DrawFn) -> str:
    at = draw(st.sampled_from(("", *(f"\n    points-at: {x}" for x in SCREEN_PARTS))))
    return f"hint: {_words(draw, 'Look here.')}{at}"


def _harm(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(HARM_KINDS))
    unless = draw(st.sampled_from(("", f", unless: {quoted(draw(st.sampled_from(_GUARDS)))}")))
    return f"{{kind: {kind}, title: It hurt., note: Softly.{unless}}}"


def _choice(draw: st.DrawFn, name: str, onward: str, names: list[str], *, redress: bool) -> str:
    kind = draw(st.sampled_from(("say", "do", "send", "send")))
    parts = [f"id: {name}", f"{kind}: {_words(draw, 'Word.')}"]
    if kind == "send" and draw(st.booleans()):
        parts.append(f"to-customers: {draw(st.sampled_from(('[second]', '[second, first]')))}")
    if _one_in(draw, 4):
        parts.append(f"when: {quoted(draw(st.sampled_from(_GUARDS)))}")
    takes = draw(st.sampled_from(_TAKES))
    parts.append(f"takes: {takes}")
    if takes != "until-event" and _one_in(draw, 3):
        parts.append(f"again: {draw(st.integers(1, 2))}")
    if not _one_in(draw, 3):
        parts.append(draw(st.sampled_from(_DEEDS)))
    if _one_in(draw, 3):
        parts.append(f"step: {draw(st.sampled_from(_STEPS))}")
    if redress and _one_in(draw, 3):
        parts.append(draw(st.sampled_from(_REDRESS)))
    if not _one_in(draw, 4):
        parts.append(f"to: {_way(draw, [*names, onward, onward], onward)}")
    if _one_in(draw, 4):
        parts.append(f"answer: {_words(draw, 'Ah.')}")
    if _one_in(draw, 4):
        parts.append(f"feedback: {_words(draw, 'Good.')}")
    return f"      - {{{_shows(draw, SHOWS)}{', '.join(parts)}}}"


def _silence(draw: st.DrawFn) -> str:
    more = ("", f"answer: {_words(draw, 'Hm.')}, ", f"feedback: {_words(draw, 'No.')}, ")
    return draw(st.sampled_from(more)) + draw(
        st.sampled_from(("", "set: {flag: true}, note: Hm., "))
    )


def _shows(draw: st.DrawFn, behaviours: tuple[str, ...]) -> str:
    shows = draw(st.lists(st.sampled_from(behaviours), max_size=3, unique=True))
    return f"shows: [{', '.join(shows)}], " if shows else ""


def _way(draw: st.DrawFn, to: list[str], onward: str) -> str:
    node = draw(st.sampled_from(to))
    if not _one_in(draw, 3):
        return node
    guards = draw(st.lists(st.sampled_from(_GUARDS), min_size=1, max_size=2))
    arms = [f"{{when: {quoted(guard)}, node: {draw(st.sampled_from(to))}}}" for guard in guards]
    return f"[{', '.join(arms)}, {{node: {onward}}}]"


def quoted(guard: str) -> str:
    """A guard in quotes."""
    return "'" + guard.replace("'", "''") + "'"


def _words(draw: st.DrawFn, words: str) -> str:
    """A wording as YAML: one text, or several arms of which possibly none holds."""
    if not _one_in(draw, 6):
        return words
    arm = f"{{when: {quoted(draw(st.sampled_from(_GUARDS)))}, id: arm, text: Arm., note: An arm.}}"
    return f"[{arm}]" if draw(st.booleans()) else f"[{arm}, {{text: {words}}}]"


def programs() -> st.SearchStrategy[Program]:
    """Compiled scenarios."""
    return texts().map(program)
