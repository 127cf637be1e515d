"""Scenarios out of thin air: guards, arms, deadlines, promises, events, bounds, loops.

Every node has a default way to a later node, and a choice is made a bounded number of times:
so every generated scenario ends.
"""

from __future__ import annotations

from hypothesis import strategies as st

from simulator.session.program import Program
from tests.house import program

_GUARDS = (
    "flag",
    "not flag",
    "count > 1",
    "count + 1 <= 2 or flag",
    "word == tea",
    "word != cake and trust > 400",
    'open("soon")',
    'broken("soon") or kept("soon")',
    'met("help")',
    "elapsed >= 3m",
    'clock < "10:10"',
    "patience < 500",
    'patience("second") > 100',
    'visited("n1")',
)
_SHOWS = (
    "apologises",
    "names-the-feeling",
    "canned-sympathy",
    "asks-again",
    "vague-promise",
    "gives-a-time",
    "packs-it-up",
)
_DEEDS = (
    "",
    "promise: [soon], ",
    "keeps: [soon], ",
    "promise: [later], ",
    'moves: {soon: "10:20"}, ',
    "meets: [help], ",
    "meets: {help: partly}, ",
    "pushes: [club], ",
    "set: {flag: true}, ",
    "set: {word: tea}, ",
    "add: {count: 1}, ",
    "add: {count: -2}, ",
    "redress: {kind: refund, value: 5.00}, ",
    "step: receive, ",
    "step: [propose, gather], ",
    "critical: safety, ",
)
_HEAD = """
title: Generated
clock: "10:00"
customers:
  first: {name: First, main: true, patience: %d, trust: 500}
  second: {name: Second, patience: 300, trust: 300}
failure: {redress: [refund], loss: 10.00}
variables:
  flag: {type: bool, start: false}
  count: {type: int, start: 0, min: -1, max: 3}
  word: {one-of: [none, tea, cake], start: none}
records: {order: {title: Order, text: Soup.}}
events:
  bell: {after: 2m, when: not flag, signal: Ring.}
  call: {at: "10:06", to: %s}
opportunities: {help: {title: Help, need: 2, opens: n0, cue: n1, asked: %s}}
promises:
  soon: {title: Soon, within: 4m}
  later: {title: Later, due: "10:12", missed: %s}
extras: {club: {title: Club, fits: flag}}
walk-out: gone
nodes:
"""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a scenario file."""
    size = draw(st.integers(2, 6))
    names = [f"n{number}" for number in range(size)]
    one = st.sampled_from(names)
    head = _HEAD % (draw(st.sampled_from((40, 200, 1000))), draw(one), draw(one), draw(one))
    parts = [head]
    for number, name in enumerate(names):
        onward = names[number + 1] if number + 1 < size else "end"
        parts.append(_node(draw, name, onward, names))
    parts.append("  end: {line: End., ending: resolved}\n  gone: {line: Gone., ending: lost}\n")
    return "".join(parts)


def _node(draw: st.DrawFn, name: str, onward: str, names: list[str]) -> str:
    people = draw(st.sampled_from(("first", "second", "nobody")))
    lines = [f"  {name}:", "    line: Well?", f"    with: {people}", f"    to: {onward}"]
    if draw(st.booleans()):
        lines.append("    required: true")
    if draw(st.integers(0, 3)) == 0:
        lines.append('    at: "10:05"')
    if draw(st.booleans()):
        lines.append("    limit: 20s")
        lines.append(f"    silence: {{id: hush, shows: [stays-silent], takes: 20s, to: {onward}}}")
    lines.append("    choices:")
    lines += [_choice(draw, f"c{at}", onward, names) for at in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        lines.append("      - {id: read, look: order, takes: 10s}")
    return "\n".join(lines) + "\n"


def _choice(draw: st.DrawFn, name: str, onward: str, names: list[str]) -> str:
    to = draw(st.sampled_from([*names, onward, onward]))
    guard = draw(st.sampled_from(("", "", *_GUARDS)))
    arm = draw(st.sampled_from(("", *_GUARDS)))
    way = f"[{{when: '{arm}', node: {to}}}, {{node: {onward}}}]" if arm else to
    when = f"when: '{guard}', " if guard else ""
    takes = draw(st.sampled_from(("0s", "30s", "90s", "4m", "until-event")))
    again = draw(st.sampled_from(("", "again: 1, "))) if takes != "until-event" else ""
    shows = ", ".join(draw(st.lists(st.sampled_from(_SHOWS), max_size=2, unique=True)))
    deed = draw(st.sampled_from(_DEEDS))
    return (
        f"      - {{id: {name}, say: Word., {when}takes: {takes}, {again}{deed}"
        f"shows: [{shows}], to: {way}}}"
    )


def programs() -> st.SearchStrategy[Program]:
    """Compiled scenarios."""
    return texts().map(program)
