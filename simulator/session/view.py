"""What there is to show now: facts and texts with their ids, no words of any language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import NotAvailableError
from simulator.scenario.text import Text  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import NOBODY, Channel, Mood, Outcome
from simulator.session.feelings import mood
from simulator.session.program.available import OfferedChoice
from simulator.session.state import points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice
    from simulator.session.program.available import Available
    from simulator.session.program.program import Program
    from simulator.session.progress import Progress
    from simulator.session.state import State


class OpenRecord(Struct, frozen=True, kw_only=True):
    """A record that lies open on the desk.

    Attributes:
        id: Its id.
        title: Its title.
        text: What it says now.
        new: Whether it was opened since the present node was entered.
    """

    id: str
    title: Text
    text: Text
    new: bool


class View(Struct, frozen=True, kw_only=True):
    """One moment of a session.

    Attributes:
        node: The id of the present node.
        speaker: The name of the person who says the line; None with nobody there.
        portrait: The cast member shown; None: nobody, or someone without a portrait.
        here: Whether anybody is there at all.
        channel: How the trainee and the customer speak.
        mood: The face shown; None with nobody there.
        patience: Of the customer at hand, 0 to 1000; None with nobody or a colleague there.
        trust: Of the customer at hand, 0 to 1000; None with nobody or a colleague there.
        elapsed: Story seconds since the start.
        answer: The answer to the last choice.
        narration: What the node tells.
        line: What the speaker says.
        signal: What arrives on the desk at this node.
        choices: The replies that can be made, in the order of the screen.
        lookups: The records that can be opened, in the order of the file.
        desk: Signals so far, the newest last.
        open_records: Records that were read so far.
        limited: Whether there is a deadline.
        goes_on: Whether the story goes on by itself.
        stuck: Nothing can be done here but give up; a fault of the scenario.
        ending: How the story ended; None: it has not.
        debrief: The author's closing words.
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


def build_view(
    program: Program,
    state: State,
    progress: Progress,
    choices: Available,
) -> View:
    """The view of a moment.

    Args:
        program: The program that is played.
        state: The state of the moment.
        progress: What the session keeps of its log.
        choices: The choices that can be made.
    """
    scenario, node = program.scenario, program.scenario.nodes[state.node]
    customer = program.nodes[state.node].customer
    who = node.with_ if node.speaker is None else node.speaker
    person = scenario.customers.get(who) or scenario.colleagues.get(who)
    over, exchange = progress.ended, progress.exchange
    replies, lookups = _offered(program, state, choices, progress.seed if node.shuffle else 0)
    on = bool(program.nodes[state.node].targets) and not choices.replies and not over
    return View(
        node=node.id,
        speaker=None if person is None else person.name,
        portrait=None if person is None else person.portrait,
        here=node.with_ != NOBODY or node.speaker is not None,
        channel=node.channel or scenario.channel,
        mood=mood(program, state),
        patience=None if customer is None else points(state.patience[customer]),
        trust=None if customer is None else state.trust[customer],
        elapsed=state.elapsed,
        answer=None if exchange is None else exchange.answer,
        narration=program.says(node.narration, state),
        line=program.says(node.line, state),
        signal=program.says(node.signal, state),
        choices=replies,
        lookups=lookups,
        desk=progress.desk(program, state),
        open_records=_records(program, state, progress.opened) if state.read else (),
        limited=node.limit is not None,
        goes_on=on,
        stuck=not (over or on or node.ending or choices.leads),
        ending="lost" if over and node.ending is None else node.ending,
        debrief=program.says(node.debrief, state),
    )


def shuffled(choices: Iterable[Choice], seed: int) -> tuple[Choice, ...]:
    """The choices in an order that depends on the seed and their keys alone; 0 keeps theirs."""
    if not seed:
        return tuple(choices)
    return tuple(
        sorted(choices, key=lambda x: hashlib.blake2b(f"{seed} {x.key}".encode()).digest())
    )


def _offered(
    program: Program, state: State, available: Available, seed: int
) -> tuple[tuple[OfferedChoice, ...], tuple[OfferedChoice, ...]]:
    """The replies in the order of the screen, and the records that can be opened."""
    offered = available.offered
    if offered is None:
        offered = tuple([_offer(program, state, x) for x in available.choices])
    if not seed and len(available.replies) == len(offered):
        return offered, ()
    by_id = {x.id: x for x in offered}
    replies = shuffled([x for x in available.choices if x.scored], seed)
    lookups = [x for x in available.choices if not x.scored]
    return tuple([by_id[x.id] for x in replies]), tuple([by_id[x.id] for x in lookups])


def _offer(program: Program, state: State, choice: Choice) -> OfferedChoice:
    """A choice as it is shown in a state in which it can be made, so that it has words there."""
    if choice.text is None and choice.look is not None:
        text: Text | None = program.scenario.records[choice.look].title
    else:
        text = program.says(choice.text, state)
    if text is None:
        raise NotAvailableError(state.node, choice.id)
    return OfferedChoice(id=choice.id, kind=choice.kind, text=text, waits=choice.until_event)


def _records(program: Program, state: State, opened: tuple[str, ...]) -> tuple[OpenRecord, ...]:
    bits = program.index.records
    return tuple(
        [
            OpenRecord(id=x.id, title=x.title, text=text, new=x.id in opened)
            for x in program.scenario.records.values()
            if state.read & bits[x.id] and (text := program.says(x.text, state)) is not None
        ]
    )
