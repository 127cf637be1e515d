"""Holds the limits for the craft of the replies, and prints the figures.

Nobody may find the best reply without understanding the customer. To read the figures, run
`python -m pytest tests/craft -s`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.craft import bots
from tests.craft.figures import Figures
from tests.shipped import SCENARIOS, SHIPPED, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.session.program import Program

RANDOM_PLAYS = 200


class Limit(NamedTuple):
    """A figure of a scenario, and whether it is within its limit."""

    name: str
    figure: str
    met: bool

    def __str__(self) -> str:
        return f"  {'  ' if self.met else '! '}{self.name:<62}{self.figure}"


scenarios = pytest.mark.parametrize("scenario", SHIPPED)


@scenarios
def test_the_best_reply_cannot_be_found_by_its_looks(scenario: str) -> None:
    hold(scenario, [*in_the_words(scenario), *trade_offs(scenario), *people(scenario)])


@scenarios
def test_nobody_passes_who_does_not_understand_the_customer(scenario: str) -> None:
    hold(scenario, list(plays(scenario)))


def hold(scenario: str, limits: list[Limit]) -> None:
    print(f"\n{scenario}", *limits, sep="\n")  # noqa: T201 - the figures are there to be read
    assert not [str(x) for x in limits if not x.met]


@cache
def figures(scenario: str) -> Figures:
    program = shipped(scenario)
    return Figures(program.scenario, program.rubric)


def in_the_words(scenario: str) -> Iterator[Limit]:
    found = figures(scenario)
    yield Limit(
        "scored nodes and their replies", f"{len(found.scored)} {len(found.all_scored)}", met=True
    )
    for name in ("longest", "shortest"):
        share = found.best_is(longest=name == "longest")
        yield Limit(f"the best reply is the {name}: at most 35 %", f"{share:.0f} %", share <= 35)
    for place, share in found.best_places().items():
        name = f"a best reply stands at place {place} of the file: at most 35 %"
        yield Limit(name, f"{share:.0f} %", share <= 35)
    yield Limit(
        "replies worth nothing: at most 25 %", f"{found.worthless():.0f} %", found.worthless() <= 25
    )
    middle = found.with_a_middle()
    yield Limit(
        "nodes with a reply worth half the best: at least 50 %", f"{middle:.0f} %", middle >= 50
    )
    for name, (best, worst) in found.give_aways().items():
        yield Limit(
            f"best and worst replies with {name}: within 15 points",
            f"{best:.0f} % {worst:.0f} %",
            abs(best - worst) <= 15,
        )
    moving = found.moving()
    yield Limit(
        "replies that move trust or patience by 25: at least 90 %", f"{moving:.0f} %", moving >= 90
    )


def trade_offs(scenario: str) -> Iterator[Limit]:
    conflicts = figures(scenario).conflicts()
    marked = tuple(marked_trade_offs(scenario))
    real = [x for x in marked if x in conflicts]
    false = [x for x in marked if x not in conflicts]
    yield Limit(
        "marked trade-offs with conflicting figures: at least 3", " ".join(real), len(real) >= 3
    )
    yield Limit("marked trade-offs without a conflict: none", " ".join(false), not false)


def marked_trade_offs(scenario: str) -> Iterator[str]:
    """The nodes of the file that have a comment which begins with `# Trade-off:`."""
    node = ""
    for line in (SCENARIOS / f"{scenario}.yaml").read_text("utf-8").splitlines():
        key = re.match(r"  ([a-z0-9-]+):", line)
        node = key[1] if key else node
        if re.match(r"\s*# Trade-off:", line):
            yield node


def plays(scenario: str) -> Iterator[Limit]:
    program = shipped(scenario)
    for name, pick in bots.KNOWING_NOTHING.items():
        for looks in (True, False):
            found = bots.play(program, pick, looks=looks)
            records = "all records" if looks else "no record"
            yield Limit(f"always {name}, {records}: not passed", str(found), not found.passed)
    chance = [bots.play(program, bots.at_random(x), looks=x % 2 == 0) for x in range(RANDOM_PLAYS)]
    passed = 100 * sum(x.passed for x in chance) / RANDOM_PLAYS
    yield Limit("random plays that pass: at most 5 %", f"{passed:.1f} %", passed <= 5)
    best, asked = bots.proactive(program), bots.reactive(program)
    yield Limit("the best play: at least 90", str(best), best.passed and best.sheet.total >= 90_000)
    yield Limit("the best play that does nothing unasked: passed", str(asked), asked.passed)
    for name, pick in {"rude": bots.rude, "slow": bots.slow}.items():
        found = bots.play(program, pick, looks=False)
        left = found.sheet.ending == program.scenario.walk_out and not found.sheet.abandoned
        yield Limit(f"a {name} play meets the walk-out", str(found), left)
    yield from offers(program, [*chance, best])


def offers(program: Program, found: list[bots.Play]) -> Iterator[Limit]:
    made = figures(program.scenario.id).offers()
    often = {x: count for x, count in made.items() if count > 2}
    yield Limit("extras offered by more than two replies: none", str(often or ""), not often)
    welcome = sorted(set().union(*(x.welcome_offers for x in found)))
    yield Limit(
        "offers that are welcome at their moment: at least 1", " ".join(welcome), bool(welcome)
    )
    unwelcome = set().union(*(x.unwelcome_offers for x in found))
    kind = sorted(
        f"{node}/{choice}"
        for node, choice in unwelcome
        if figures(program.scenario.id).worth_of(node, choice)
    )
    yield Limit("unwelcome offers that are kind: at least 1", " ".join(kind), bool(kind))


def people(scenario: str) -> Iterator[Limit]:
    """Translators need to know how each person speaks."""
    found = shipped(scenario).scenario
    silent = [x.id for x in found.customers.values() if not x.name.note]
    silent += [x.id for x in found.colleagues.values() if not x.name.note]
    yield Limit("people without a note on how they speak: none", " ".join(silent), not silent)
    start = found.nodes[found.start]
    hurried = found.difficulty == 1 and start.limit is not None
    yield Limit("a deadline in the first turn of an easy scenario: none", "", not hurried)
