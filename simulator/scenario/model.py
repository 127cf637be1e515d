"""A scenario as frozen values.

Times of the story are whole seconds since its start and durations whole seconds, reply times are
milliseconds, and amounts of money are hundredths of the currency. `authoring` checks all ids
before it makes these values, so every id refers to something that exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from msgspec import field
from msgspec.structs import force_setattr

from simulator.scenario.expression import Expression, Value
from simulator.scenario.nodes import Outline, outline_of
from simulator.scenario.stored import Stored
from simulator.scenario.text import Text, Wording

Channel: TypeAlias = Literal[
    "face-to-face", "phone", "live-chat", "email", "social", "app", "service-desk"
]
Mood: TypeAlias = Literal[
    "calm", "happy", "relieved", "surprised", "worried", "annoyed", "angry", "furious", "sad"
]
Outcome: TypeAlias = Literal["resolved", "partly-resolved", "escalated", "lost"]
Step: TypeAlias = Literal["receive", "gather", "confirm", "propose", "follow-up"]
Dimension: TypeAlias = Literal["empathy", "proactivity", "response", "recovery", "outcome"]
Critical: TypeAlias = Literal["safety", "privacy", "false-promise"]
ChoiceKind: TypeAlias = Literal["say", "do", "send", "look"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
MOODS: tuple[Mood, ...] = get_args(Mood)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STEPS: tuple[Step, ...] = get_args(Step)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
EVERY_DIMENSION: tuple[Dimension, ...] = tuple(sorted(DIMENSIONS))
CRITICALS: tuple[Critical, ...] = get_args(Critical)
CHOICE_KINDS: tuple[ChoiceKind, ...] = get_args(ChoiceKind)

NOBODY = "nobody"
SERVICE = "service"
"""The rubric of a scenario that names none."""


class Customer(Stored, frozen=True, kw_only=True, tag="Customer"):
    """A customer of the scenario.

    Attributes:
        id: `customer` if the author wrote the short form `customer:`.
        portrait: The name of a portrait among the assets; None shows initials.
        patience: Patience at the start in points, 0 to 1000.
        trust: Trust at the start in points, 0 to 1000.
        expectation: Expected quality of the outcome in points, 0 to 100.
        tolerance: Total weight of intrusions that costs nothing.
        main: Whether nodes are with this customer by default; true for exactly one customer.
    """

    id: str
    name: Text
    portrait: str | None
    patience: int
    trust: int
    expectation: int
    tolerance: int
    main: bool


class Colleague(Stored, frozen=True, kw_only=True, tag="Colleague"):
    """A colleague of the trainee who can be at a node or say a line."""

    id: str
    name: Text
    portrait: str | None


class Failure(Stored, frozen=True, kw_only=True, tag="Failure"):
    """The service failure before the story starts.

    Attributes:
        redress: The kinds of redress that fit the failure.
        loss: The customer's loss in hundredths of the currency.
    """

    redress: tuple[str, ...]
    loss: int


class Record(Stored, frozen=True, kw_only=True, tag="Record"):
    """A record that a look-up choice can open."""

    id: str
    title: Text
    text: Wording


class Variable(Stored, frozen=True, kw_only=True, tag="Variable"):
    """A declared variable: a truth value, a bounded whole number, or one of several options.

    Attributes:
        options: The values that a one-of can have; empty for bool and int.
        minimum: The lowest number; a change below it stops there. None for bool and one-of.
        maximum: The highest number; a change above it stops there. None for bool and one-of.
    """

    id: str
    type: Literal["bool", "int", "one-of"]
    start: Value
    options: tuple[str, ...] = field(default=(), name="words")
    minimum: int | None = field(default=None, name="least")
    maximum: int | None = field(default=None, name="most")


class StoryEvent(Stored, frozen=True, kw_only=True, tag="StoryEvent"):
    """An event that happens once, when its due time has come and its guard is true.

    Attributes:
        due: Earliest time in seconds since the start of the story.
        signal: A text that is shown when the event happens.
        to: The node that the story moves to; None: the story stays at its node.
    """

    id: str
    due: int
    when: Expression | None = None
    signal: Wording | None = None
    to: str | None = None


class Opportunity(Stored, frozen=True, kw_only=True, tag="Opportunity"):
    """Something that a trainee can do before the customer asks for it.

    Attributes:
        need: How much the customer needs it, 1 or 2.
        opens: The first visit to one of these nodes makes the opportunity available.
        cue: The first visit to one of these nodes shows a sign of the need.
        asked: The first visit to one of these nodes means that the customer has asked for it.
        closes: The first visit to one of these nodes ends the opportunity.
    """

    id: str
    title: Text
    need: int
    opens: tuple[str, ...]
    cue: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class Promise(Stored, frozen=True, kw_only=True, tag="Promise"):
    """A promise that a choice can make, at most once in an attempt.

    Attributes:
        within: Due time in seconds after the promise was made; None: see `due`.
        due: Due time in seconds since the start of the story; None: see `within`. If both are
            None, the promise has no due time.
        missed: The node that the story moves to when the promise is broken; None: it stays.
    """

    id: str
    title: Text
    within: int | None = None
    due: int | None = None
    missed: str | None = None

    @property
    def timed(self) -> bool:
        """Whether the promise has a due time."""
        return self.within is not None or self.due is not None


class Extra(Stored, frozen=True, kw_only=True, tag="Extra"):
    """An extra product or service; offered while `fits` is false, it is an intrusion."""

    id: str
    title: Text
    fits: Expression | None = None


class Target(Stored, frozen=True, kw_only=True, tag="Way"):
    """A node that a choice or node can lead to; the first target whose guard is true is used."""

    node: str
    when: Expression | None = None


class Redress(Stored, frozen=True, kw_only=True, tag="Redress"):
    """Redress that a choice gives; `value` is in hundredths of the currency."""

    kind: str
    value: int


class Choice(Stored, frozen=True, kw_only=True, tag="Choice"):
    """A choice that a node offers, or the silence of a node with a time limit.

    Attributes:
        key: `node/choice`: the choice's name in guards.
        kind: Whether the trainee says, does, sends or looks up something; a silence is a `do`.
        text: What the trainee says or does; None only for a silence.
        targets: Where the choice leads; empty: the targets of its node, or for a look-up nowhere.
        shows: Ids of the behaviours that the choice shows.
        takes: Duration in seconds of story time.
        until_event: The choice lasts until the next event of the story; `takes` is not used.
        again: How often the choice can be made after the first time; None: any number of times.
        look: The id of the record that a look-up opens; None for other choices.
        to_customers: Who receives a `send`; empty: the customer whom the node is with.
        promises: Promises that the choice makes.
        keeps: Promises that the choice keeps.
        moves: Promises that get a new due time, in seconds since the start of the story.
        meets: Opportunities that the choice meets, each with whether it meets them only partly.
        pushes: Extras that the choice offers.
        sets: Variables and the values that they get.
        adds: Number variables and what is added to them.
        personal_data: The offer of an extra uses personal data.
    """

    id: str
    key: str
    kind: ChoiceKind
    text: Wording | None
    when: Expression | None = None
    targets: tuple[Target, ...] = field(default=(), name="ways")
    answer: Wording | None = None
    feedback: Wording | None = None
    shows: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    takes: int = 0
    until_event: bool = False
    again: int | None = 0
    look: str | None = None
    to_customers: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    moves: tuple[tuple[str, int], ...] = ()
    meets: tuple[tuple[str, bool], ...] = ()
    pushes: tuple[str, ...] = ()
    redress: tuple[Redress, ...] = ()
    sets: tuple[tuple[str, Value], ...] = ()
    adds: tuple[tuple[str, int], ...] = ()
    personal_data: bool = False
    critical: Critical | None = None
    concepts: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether the choice counts as a reply; a look-up does not."""
        return self.look is None


class Node(Stored, frozen=True, kw_only=True, tag="Node"):
    """A moment of the story: what is shown, and the choices that the trainee has.

    Attributes:
        with_: The id of the customer or colleague who is there, or `nobody`.
        mood: The customer's mood as shown; None: the rubric derives it from patience and trust.
        speaker: The id of the person who says the line; None: the person whom the node is with.
        required: The label of a requirement that a visit to this node meets.
        weight: Weight of the node in empathy, 1 to 3.
        think: Time to decide in milliseconds; None: the time of the rubric.
        limit: Time limit in milliseconds in addition to the reading time; None: no limit. A node
            has a limit exactly if it has a silence.
        silence: What happens when the time limit is over.
        targets: Where choices without own targets lead. The story continues by itself from a node
            without choices.
        scores: The dimensions that the node counts for, in alphabetical order.
        fails: A second service failure happens at this node.
        at: Story time at this node, in seconds since the start. The story jumps ahead to this
            time, never back, and no patience drains meanwhile.
        shuffle: Whether the order of the choices may differ from the file.
        no_thanks: Extras that the customer refuses at this node.
    """

    id: str
    with_: str
    line: Wording | None = None
    narration: Wording | None = None
    signal: Wording | None = None
    debrief: Wording | None = None
    mood: Mood | None = None
    speaker: str | None = None
    channel: Channel | None = None
    required: str | None = None
    weight: int = 1
    think: int | None = None
    limit: int | None = None
    silence: Choice | None = None
    choices: tuple[Choice, ...] = ()
    targets: tuple[Target, ...] = field(default=(), name="ways")
    ending: Outcome | None = None
    scores: tuple[Dimension, ...] = EVERY_DIMENSION
    concepts: tuple[str, ...] = ()
    fails: bool = False
    at: int | None = None
    shuffle: bool = True
    no_thanks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.scores == EVERY_DIMENSION:
            force_setattr(self, "scores", EVERY_DIMENSION)

    @property
    def every_choice(self) -> tuple[Choice, ...]:
        """The choices in the order of the file, then the silence if there is one."""
        return self.choices if self.silence is None else (*self.choices, self.silence)


class Scenario(Stored, frozen=True, kw_only=True, dict=True, tag="Scenario"):
    """A scenario, checked and complete.

    Attributes:
        language: The language of the texts, as a BCP 47 tag.
        setting: The name of the picture behind the scene.
        difficulty: 1 to 5.
        main: The id of the main customer.
        clock: Time of day at the start, in seconds since midnight; None: no clock is shown.
        start: The id of the first node.
        walk_out: The node that the story moves to when a customer has no patience left; None:
            customers stay. An abandoned play ends there too, if there is one.
        rubric: The id of the rubric.
    """

    id: str
    edition: int
    language: str
    title: Text
    summary: Text
    briefing: Text
    setting: str
    channel: Channel
    difficulty: int
    concepts: tuple[str, ...]
    customers: Mapping[str, Customer]
    main: str
    colleagues: Mapping[str, Colleague]
    failure: Failure | None
    currency: str
    records: Mapping[str, Record]
    variables: Mapping[str, Variable]
    clock: int | None
    events: Mapping[str, StoryEvent]
    opportunities: Mapping[str, Opportunity]
    promises: Mapping[str, Promise]
    extras: Mapping[str, Extra]
    start: str
    walk_out: str | None
    nodes: Mapping[str, Node]
    rubric: str = SERVICE

    def __post_init__(self) -> None:
        if self.rubric == SERVICE:
            force_setattr(self, "rubric", SERVICE)

    @cached_property
    def outline(self) -> Outline:
        """Facts about all nodes, found when they are first asked for; they decode no node."""
        return outline_of(self.nodes)

    @cached_property
    def gives_up(self) -> str | None:
        """The node that giving up leads to: the walk-out, else the first lost ending.

        None: the attempt ends where it is.
        """
        if self.walk_out is not None:
            return self.walk_out
        return next((id_ for id_, end in self.outline.endings.items() if end == "lost"), None)
