"""A small scenario made by hand, with every kind of text."""

from __future__ import annotations

from simulator.scenario.concept import Concept
from simulator.scenario.declarations import (
    Colleague,
    Customer,
    Extra,
    Opportunity,
    Promise,
    Record,
    StoryEvent,
)
from simulator.scenario.expression import Constant
from simulator.scenario.model import Choice, Node, Scenario, Target
from simulator.scenario.text import Arm, Text, Wording


def text(id_: str, source: str = "", note: str = "") -> Text:
    return Text(id=f"tea/{id_}", source=source or f"Words of {id_}.", note=note)


def wording(*ids: str) -> Wording:
    return Wording(arms=tuple(Arm(text=text(x)) for x in ids))


def _choice(key: str, to: str) -> Choice:
    return Choice(
        id=key.rpartition("/")[2],
        key=key,
        kind="say",
        text=wording(key),
        targets=(Target(node=to),),
        answer=wording(f"{key}/answer"),
        feedback=wording(f"{key}/feedback"),
    )


def _nodes() -> dict[str, Node]:
    silence = Choice(
        id="waits", key="hello/waits", kind="do", text=None, feedback=wording("hello/waits")
    )
    guarded = Wording(
        arms=(
            Arm(text=text("bye/glad"), when=Constant(value=True)),
            Arm(text=text("bye/else")),
        )
    )
    return {
        "bye": Node(
            id="bye", with_="guest", line=guarded, debrief=wording("bye/debrief"), ending="resolved"
        ),
        "apart": Node(id="apart", with_="nobody", narration=wording("apart"), ending="lost"),
        "hello": Node(
            id="hello",
            with_="guest",
            line=wording("hello"),
            signal=wording("hello/signal"),
            mood="worried",
            limit=1000,
            silence=silence,
            choices=(_choice("hello/sorry", "more"), _choice("hello/brisk", "bye")),
        ),
        "more": Node(id="more", with_="ravi", line=wording("more"), targets=(Target(node="bye"),)),
    }


def small(language: str = "en") -> Scenario:
    return Scenario(
        id="tea",
        edition=1,
        language=language,
        title=text("title", "Cold tea", note="A pot,\nnot a cup."),
        summary=text("summary"),
        briefing=text("briefing"),
        setting="restaurant",
        channel="face-to-face",
        difficulty=1,
        concepts=(),
        customers={
            "guest": Customer(
                id="guest",
                name=text("guest", "Ms Wei"),
                portrait=None,
                patience=500,
                trust=500,
                expectation=50,
                tolerance=1,
                main=True,
            )
        },
        main="guest",
        colleagues={"ravi": Colleague(id="ravi", name=text("ravi", "Ravi"), portrait=None)},
        failure=None,
        currency="EUR",
        records={"order": Record(id="order", title=text("order"), text=wording("order/text"))},
        variables={},
        clock=None,
        events={"bell": StoryEvent(id="bell", due=60, signal=wording("bell"))},
        opportunities={"top": Opportunity(id="top", title=text("top"), need=1, opens=("hello",))},
        promises={"pot": Promise(id="pot", title=text("pot"))},
        extras={"cake": Extra(id="cake", title=text("cake"))},
        start="hello",
        walk_out=None,
        nodes=_nodes(),
    )


CONCEPTS = {
    "listen": Concept(
        id="listen",
        title=Text(id="listen/title", source="Listen"),
        text=Text(id="listen/text", source="Listen first."),
        objectives=(),
    )
}
