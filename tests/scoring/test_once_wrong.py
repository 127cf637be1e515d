"""Rules that were once wrong, each tested by the smallest play that shows it."""

from __future__ import annotations

from simulator.scoring.sheet import score
from simulator.session.event import Chosen
from simulator.session.session import Session
from tests.properties.plays import plain
from tests.scoring.by_hand import by_hand
from tests.shipped import program, rubric

UNOPENED = """
    title: Unopened
    customer: {name: Ana}
    opportunities:
      early: {title: Early, opens: hello}
      later: {title: Later, opens: never, closes: hello}
    nodes:
      hello:
        line: Hello?
        choices:
          - {id: both, say: Both., meets: [early, later], to: end}
          - {id: one, say: One., meets: [early], to: end}
      never: {line: Never., to: end}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""


def proactivity(choice: str) -> tuple[int | None, int | None]:
    playing = Session(program(UNOPENED))
    playing.start()
    playing.choose(choice)
    scenario = playing.program.scenario
    by_paper = by_hand(scenario, rubric(), plain(playing.log))
    found = score(scenario, rubric(), playing.log)
    return found.scores["proactivity"], by_paper.rounded["proactivity"]


def test_an_opportunity_arises_by_its_nodes_and_by_nothing_else() -> None:
    found, by_paper = proactivity("both")
    assert found == by_paper == 100_000


def test_meeting_one_opportunity_more_never_lowers_proactivity() -> None:
    assert (proactivity("both")[0] or 0) >= (proactivity("one")[0] or 0)


def test_no_log_tells_who_was_given_more_time() -> None:
    """A twentieth of a tenfold allowance is not rapid; of the usual allowance it is."""
    playing = Session(program(UNOPENED))
    playing.start()
    playing.show(0, reading=5000, factor=1000)
    playing.choose("one", 5000)
    reply = next(x for x in playing.log if isinstance(x, Chosen))
    assert reply.rapid or (reply.share or 0) >= 100
