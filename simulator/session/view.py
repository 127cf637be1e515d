"""What there is to show now: facts and texts with their ids, no words of any language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scenario.model import NOBODY
from simulator.session.event import Ended, Entered, EventHappened
from simulator.session.rules import available, goes_on, mood
from simulator.session.state import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.scenario.model import Channel, Choice, ChoiceKind, Mood, Outcome, Record
    from simulator.scenario.text import Text, Wording
    from simulator.session.event import Event
    from simulator.session.program import Program
    from simulator.session.state import State


class OfferedChoice(Struct, frozen=True, kw_only=True):
    """A choice on offer; `waits` marks waiting for the story's next event."""

    id: str
    kind: ChoiceKind
    text: Text
    waits: bool = False


class OpenRecord(Struct, frozen=True, kw_only=True):
    """A record that lies open on the desk."""

    id: str
    title: Text
    text: Text


class View(Struct, frozen=True, kw_only=True):
    """One moment of a session.

    Attributes:
        speaker: Who says the line; None with nobody there.
        portrait: The cast member shown; None: nobody, or someone without a portrait.
        here: Whether anybody is there at all.
        patience: Of the customer at hand, 0 to 1000; None with nobody or a colleague there.
        trust: As patience.
        elapsed: Story seconds since the start.
        answer: What the last choice was answered.
        choices: The replies on offer, in the order of the screen.
        lookups: Records that can be opened.
        desk: Signals so far, the newest last.
        open_records: Records that were read so far.
        goes_on: The story goes on by itself.
        stuck: Nothing can be done here but give up; a fault of the scenario.
    """

    node: str
    speaker: Text | None
    portrait: str | None
    here: bool
    channel: Channel
    mood: Mood | None
    patience: int | None
    trust: int | None
    elapsed: int
    answer: Text | None
    narration: Text | None
    line: Text | None
    signal: Text | None
    choices: tuple[OfferedChoice, ...]
    lookups: tuple[OfferedChoice, ...]
    desk: tuple[Text, ...]
    open_records: tuple[OpenRecord, ...]
    limited: bool
    goes_on: bool
    stuck: bool
    ending: Outcome | None
    debrief: Text | None

    def texts(self) -> tuple[Text, ...]:
        """All that has to be read before a reply."""
        found = [self.answer, self.narration, self.line, self.signal]
        found += [x.text for x in self.choices]
        return tuple(text for text in found if text is not None)


def build_view(
    program: Program,
    state: State,
    log: Sequence[Event],
    seed: int,
    answer: Text | None = None,
) -> View:
    """What there is to show in this state, after this answer."""
    scenario, node = program.scenario, program.node(state)
    at = program.customer(state)
    who = node.with_ if node.speaker is None else node.speaker
    person = scenario.customers.get(who) or scenario.colleagues.get(who)
    over = bool(log) and isinstance(log[-1], Ended)
    offers = () if over else available(program, state)
    replies = tuple(x for x in offers if x.scored)
    on = not over and goes_on(program, state)
    return View(
        node=node.id,
        speaker=None if person is None else person.name,
        portrait=None if person is None else person.portrait,
        here=node.with_ != NOBODY or node.speaker is not None,
        channel=node.channel or scenario.channel,
        mood=mood(program, state),
        patience=None if at is None else points(state.patience[at]),
        trust=None if at is None else state.trust[at],
        elapsed=state.elapsed,
        answer=answer,
        narration=program.says(node.narration, state),
        line=program.says(node.line, state),
        signal=program.says(node.signal, state),
        choices=_offers(program, state, shuffled(replies, seed if node.shuffle else 0)),
        lookups=_offers(program, state, (x for x in offers if not x.scored)),
        desk=_desk(program, state, log),
        open_records=_records(program, state),
        limited=node.limit is not None,
        goes_on=on,
        stuck=not over
        and not on
        and node.ending is None
        and not any(x.scored or program.ways(x) for x in offers),
        ending="lost" if over and node.ending is None else node.ending,
        debrief=program.says(node.debrief, state),
    )


def shuffled(choices: Iterable[Choice], seed: int) -> tuple[Choice, ...]:
    """The choices in an order that depends on the seed and their ids alone; 0 keeps theirs."""
    if not seed:
        return tuple(choices)
    return tuple(
        sorted(choices, key=lambda x: hashlib.blake2b(f"{seed} {x.key}".encode()).digest())
    )


def _offers(program: Program, state: State, choices: Iterable[Choice]) -> tuple[OfferedChoice, ...]:
    return tuple(
        OfferedChoice(id=x.id, kind=x.kind, text=text, waits=x.until_event)
        for x in choices
        if (text := _words(program, state, x)) is not None
    )


def _words(program: Program, state: State, choice: Choice) -> Text | None:
    if choice.text is None and choice.look is not None:
        return program.scenario.records[choice.look].title
    return program.says(choice.text, state)


def _desk(program: Program, state: State, log: Sequence[Event]) -> tuple[Text, ...]:
    found: list[Wording | None] = []
    for event in log:
        if isinstance(event, EventHappened):
            found.append(program.scenario.events[event.event].signal)
        elif isinstance(event, Entered):
            found.append(program.scenario.nodes[event.node].signal)
    texts = (program.says(x, state) for x in found)
    return tuple(dict.fromkeys(text for text in texts if text is not None))


def _records(program: Program, state: State) -> tuple[OpenRecord, ...]:
    read: list[Record] = [
        record
        for record in program.scenario.records.values()
        if state.read & program.record_bit[record.id]
    ]
    return tuple(
        OpenRecord(id=x.id, title=x.title, text=text)
        for x in read
        if (text := program.says(x.text, state)) is not None
    )
