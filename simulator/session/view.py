"""The view: the facts and texts to show at one moment, with their ids and in no language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import NotAvailableError
from simulator.scenario.text import Text  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import NOBODY, Channel, Mood, Outcome, ScreenPart
from simulator.session.availability import goes_on
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
    """A record that was opened and lies on the desk.

    Attributes:
        id: The id of the record.
        title: The title of the record.
        text: The text of the record in the present state.
        new: Whether the record was opened since the present node was entered.
    """

    id: str
    title: Text
    text: Text
    new: bool


class View(Struct, frozen=True, kw_only=True):
    """The facts and texts to show at one moment of a session.

    Attributes:
        node: The id of the present node.
        speaker: The name of the person who says the line; None if nobody is there.
        portrait: The name of the portrait that is shown; None if nobody is there, or the person has
            no portrait.
        here: Whether a customer or another person is there.
        channel: How the trainee and the customer speak with each other.
        mood: The mood that the face shows; None if no face is shown.
        patience: The patience of the customer at this node, in points from 0 to 1000; None if no
            customer is there.
        trust: The trust of the customer at this node, in points from 0 to 1000; None if no customer
            is there.
        elapsed: Story time in seconds since the start.
        answer: The answer to the last choice; None if there is none.
        narration: The narration of the node; None if there is none.
        line: The words of the speaker; None if there are none.
        signal: The signal that arrives on the desk at this node; None if there is none.
        hint: The note of a coach at this node; None if there is none.
        points_at: The part of the screen that the hint explains; None if it explains none.
        choices: The replies that can be made, in the order of the screen.
        lookups: The look-ups that can be made, in the order of the file.
        desk: The texts of all signals so far, the newest last.
        open_records: All records that were opened so far, in the order of the file.
        limited: Whether the node has a deadline.
        goes_on: Whether the story goes on by itself.
        stuck: Whether the trainee can only give up, because the node offers no way on and is no
            ending. The scenario is then faulty.
        ending: The outcome of the story; None if the story has not ended.
        debrief: The author's closing words; None if there are none.
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
    hint: Text | None
    points_at: ScreenPart | None
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
    """The view of one moment of a session.

    Args:
        program: The program that is played.
        state: The state at this moment.
        progress: The progress of the session at this moment.
        choices: The choices that can be made in this state.

    Raises:
        KeyError: The session was not started, so that there is no present node.
    """
    scenario, node = program.scenario, program.scenario.nodes[state.node]
    customer = program.nodes[state.node].customer
    who = node.with_ if node.speaker is None else node.speaker
    person = scenario.customers.get(who) or scenario.colleagues.get(who)
    over, exchange = progress.ended, progress.exchange
    replies, lookups = _offered(program, state, choices, progress.seed if node.shuffle else 0)
    on = not over and goes_on(program, state, choices)
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
        hint=program.says(node.hint, state),
        points_at=node.points_at,
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
    """The choices in an order that depends only on the seed and on the keys of the choices.

    Args:
        choices: The choices in the order of the file.
        seed: Determines the order; 0 keeps the order of the file.
    """
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
    """A choice as it is shown in a state.

    Raises:
        NotAvailableError: The choice has no words in this state, so that it cannot be made there.
    """
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
