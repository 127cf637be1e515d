"""Tests sentences of `docs/scoring.md` that answer one question each."""

from __future__ import annotations

from fractions import Fraction

from simulator.scoring.arithmetic import halving_curve
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Event
from simulator.session.session import Session
from tests.properties.plays import plain
from tests.scoring.by_hand import by_hand
from tests.shipped import rubric, session

STALL = """
    title: Stall
    customer: {name: Ana, tolerance: 1}
    opportunities:
      rain: {title: It will rain, opens: [road], cue: clouds, asked: asks}
    extras: {card: {title: Card}, club: {title: Club}}
    nodes:
      stall:
        line: Good morning.
        choices:
          - {id: coat, say: Take a coat., meets: [rain], to: road}
          - {id: push, say: The card?, pushes: [card, club], to: end}
          - {id: on, say: This way., to: road}
          - {id: sky, say: Look up., to: clouds}
          - {id: wait, say: One moment., to: asks}
      road: {line: The road., choices: [{id: coat, say: A coat?, meets: [rain], to: end}, {id: bye, say: Bye., to: end}]}
      clouds: {line: Clouds., choices: [{id: coat, say: A coat?, meets: [rain], to: end}]}
      asks: {line: Will it rain?, choices: [{id: coat, say: A coat., meets: [rain], to: end}]}
      end: {line: Bye., ending: resolved}
"""


def played(*choices: str) -> Session:
    playing = session(STALL)
    for choice in choices:
        playing.choose(choice)
    return playing


def scored(playing: Session, log: list[Event] | None = None) -> ScoreSheet:
    scenario, events = playing.program.scenario, playing.log if log is None else log
    found, again = score(scenario, rubric(), events), by_hand(scenario, rubric(), plain(events))
    assert (found.scores, found.total) == (again.rounded, again.total)
    assert found.passed == again.passed
    return found


def proactivity(sheet: ScoreSheet) -> list[tuple[str, Fraction, str | None, int | None]]:
    """Rule, points, choice and turn of each reason of proactivity."""
    found = [x for x in sheet.reasons if x.rule.startswith("proactivity")]
    assert sheet.proactivity == 1000 * sum(x.earned for x in found)
    return [(x.rule, x.earned, x.choice, x.turn) for x in found]


def test_an_opportunity_met_before_it_opens_earns_nothing_and_the_sheet_says_why() -> None:
    sheet = scored(played("coat", "bye"))
    assert proactivity(sheet) == [("proactivity.too-early", Fraction(0), "coat", 0)]
    assert [(x.subject, x.verdict) for x in sheet.verdicts] == [("rain", "missed")]
    assert sheet.stage == 1


def test_an_opportunity_met_too_early_can_still_be_met_in_time() -> None:
    sheet = scored(played("coat", "coat"))
    assert proactivity(sheet) == [("proactivity.proactive", Fraction(100), "coat", 1)]


def test_a_sign_or_a_question_opens_an_opportunity_too() -> None:
    assert scored(played("sky", "coat")).proactivity == 80_000
    assert scored(played("wait", "coat")).proactivity == 40_000


def test_proactivity_of_0_from_intrusions_alone_has_its_reason_on_the_sheet() -> None:
    sheet = scored(played("push"))
    assert proactivity(sheet) == [("proactivity.intrusion", Fraction(0), None, None)]
    assert [x.possible for x in sheet.reasons if x.rule == "proactivity.intrusion"] == [100]


def test_giving_up_without_a_lost_ending_counts_as_lost_where_the_play_stopped() -> None:
    playing = played("on")
    playing.abandon()
    sheet = scored(playing)
    assert (sheet.ending, sheet.ending_outcome, sheet.abandoned) == ("road", "lost", True)
    # 0.45 x 0 + 0.35 x 50 + 0.2 x 100 = 37.5; 50 + 37.5 - 60 = 27.5; at most 20.
    assert sheet.outcome == 20_000
    assert {x.rule for x in sheet.reasons} >= {"outcome.lost"}
    assert sheet.scores == scored(playing, playing.log[:-2]).scores | {"outcome": 20_000}


def test_shares_under_1000_of_older_logs_earn_what_1000_earns() -> None:
    playing = played("on", "bye")
    for share in (0, 100, 730, 1000):
        log = [
            Chosen(
                node=x.node,
                choice=x.choice,
                available=x.available,
                mood=x.mood,
                share=share,
                rapid=False,
            )
            if isinstance(x, Chosen)
            else x
            for x in playing.log
        ]
        assert scored(playing, log).response == 100_000


SHOP = """
    title: Shop
    customer: {name: Ana, START}
    failure: {loss: 0}
    opportunities:
      rain: {title: It will rain, opens: [OPENS], asked: [ASKED]}
    promises: {soon: {title: Soon}}
    walk-out: gone
    nodes:
      shop:
        line: Well?
        SCORES
        choices:
          - {id: sorry, say: Sorry., shows: [names-the-feeling, apologises], promise: soon, to: end}
          - {id: plain, say: Sorry., shows: [apologises], to: end}
          - {id: heard, say: I see., shows: [names-the-feeling], to: end}
          - {id: out, say: Come., to: yard}
          - {id: see, say: Look., to: street}
      yard: {line: The yard., required: seen, to: end}
      street: {line: The street., to: end}
      end: {line: Bye., ending: resolved}
      gone: {line: Bye., ending: lost}
"""


def shop(
    choice: str,
    scores: str = "mood: calm",
    start: str = "trust: 500",
    *,
    opens: str = "yard",
    asked: str = "street",
) -> ScoreSheet:
    text = SHOP.replace("SCORES", scores).replace("START", start)
    playing = session(text.replace("OPENS", opens).replace("ASKED", asked))
    playing.choose(choice)
    while not playing.ended:
        playing.go_on()
    return scored(playing)


def earned(sheet: ScoreSheet, rule: str) -> Fraction:
    return sum((x.earned for x in sheet.reasons if x.rule == rule), Fraction(0))


def test_the_apologies_of_one_reply_are_added_up() -> None:
    # Empathy 2 + 1, at most 2, and intensity 0 + 2: 0.5 + 0.3 + 0.2 of 25, without redress.
    assert earned(shop("sorry"), "recovery.apology") == 25
    assert earned(shop("plain"), "recovery.apology") == Fraction(75, 4)
    assert earned(shop("heard"), "recovery.apology") == Fraction(70, 4)


def test_an_opportunity_arises_by_a_missed_requirement_only_where_it_opens() -> None:
    assert [x.subject for x in shop("plain").verdicts] == ["rain"]
    assert shop("plain", opens="street", asked="yard").verdicts == ()


def test_scores_without_outcome_change_nothing() -> None:
    less = "scores: [empathy, proactivity, response, recovery]"
    assert shop("sorry", less) == shop("sorry")
    assert earned(shop("sorry", less), "outcome.broken") == -20


def test_a_customer_who_starts_without_patience_took_no_longer() -> None:
    assert earned(shop("plain", start="patience: 0"), "outcome.procedural") == 20


def test_a_play_in_which_nothing_was_observed_has_a_total_of_0_and_is_not_passed() -> None:
    playing = session(
        """
        title: Nothing
        customer: {name: Ana}
        nodes:
          hall: {line: Hello., choices: [{id: bye, say: Bye., to: end}]}
          end: {line: Bye., ending: lost}
        """
    )
    sheet = scored(playing)
    assert set(sheet.scores.values()) == {None}
    assert (sheet.total, sheet.passed) == (0, False)


def test_the_halving_curve_falls_to_0_between_9_and_10() -> None:
    assert halving_curve(9) == Fraction(1, 512)
    assert halving_curve(Fraction(19, 2)) == Fraction(1, 1024)
    assert halving_curve(Fraction(99, 10)) == Fraction(1, 5120)
