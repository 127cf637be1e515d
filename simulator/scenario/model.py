"""A scenario as frozen values.

Durations and times of the story are whole seconds since the story's start, reply times are
milliseconds, money is in hundredths of the currency. Ids are checked by `authoring` before
one of these exists, so every reference resolves.
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
    """Somebody who is to be served.

    Attributes:
        id: `customer` where the author wrote the short form `customer:`.
        name: As shown.
        portrait: The name of a cast member among the assets; None shows initials.
        patience: At the start, 0 to 1000.
        trust: At the start, 0 to 1000.
        expectation: 0 to 100.
        tolerance: Unasked, unfitting offers before it hurts.
        main: The one that a node is with unless it says otherwise; exactly one is.
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
    """Somebody on our side who can be spoken with."""

    id: str
    name: Text
    portrait: str | None


class Failure(Stored, frozen=True, kw_only=True, tag="Failure"):
    """What went wrong before the story starts, and what mending it is worth.

    Attributes:
        redress: The kinds that fit.
        loss: In hundredths of the currency.
    """

    redress: tuple[str, ...]
    loss: int


class Record(Stored, frozen=True, kw_only=True, tag="Record"):
    """Something on the desk that can be looked up."""

    id: str
    title: Text
    text: Wording


class Variable(Stored, frozen=True, kw_only=True, tag="Variable"):
    """A declared value of the story: a truth value, a bounded number, or one of some words.

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
    """Something that happens once its time has come and its guard holds.

    Attributes:
        due: Seconds since the start.
        signal: Shown on the desk.
        to: Where it leads; None: it is only shown.
    """

    id: str
    due: int
    when: Expression | None = None
    signal: Wording | None = None
    to: str | None = None


class Opportunity(Stored, frozen=True, kw_only=True, tag="Opportunity"):
    """Something worth doing before anyone asks.

    Attributes:
        need: 1 or 2.
        opens: Nodes from which on it can be done.
        cue: Nodes from which on a sign can be seen.
        asked: Nodes from which on doing it is an answer.
        closes: Nodes from which on it is too late.
    """

    id: str
    title: Text
    need: int
    opens: tuple[str, ...]
    cue: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class Promise(Stored, frozen=True, kw_only=True, tag="Promise"):
    """A promise that a choice can make, at most once an attempt.

    Attributes:
        within: Seconds after it was made; or
        due: Seconds since the story's start; neither: it has no time.
        missed: The node that a broken one leads to.
    """

    id: str
    title: Text
    within: int | None = None
    due: int | None = None
    missed: str | None = None

    @property
    def timed(self) -> bool:
        """Whether it names a time."""
        return self.within is not None or self.due is not None


class Extra(Stored, frozen=True, kw_only=True, tag="Extra"):
    """An offer beyond the case; pushed while `fits` does not hold, it is an intrusion."""

    id: str
    title: Text
    fits: Expression | None = None


class Target(Stored, frozen=True, kw_only=True, tag="Way"):
    """One arm of a `to`: taken if it is the first that holds."""

    node: str
    when: Expression | None = None


class Redress(Stored, frozen=True, kw_only=True, tag="Redress"):
    """What a choice gives back, in hundredths of the currency."""

    kind: str
    value: int


class Choice(Stored, frozen=True, kw_only=True, tag="Choice"):
    """A reply or deed on offer at a node; also the silence of a node with a limit.

    Attributes:
        key: `node/choice`, as guards and logs name it.
        kind: How it is done; a silence is a `do` with no text.
        text: None only for a silence.
        ways: Where it leads; empty: the node's own ways, or for a look-up nowhere.
        takes: Seconds of story time.
        until_event: It waits for the next event of the story instead.
        again: How often it may be made after the first time; None: without end.
        to_customers: Whom a `send` reaches; empty: whom the node is with.
        meets: Opportunities, and whether only partly.
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
        """Whether it is a reply: look-ups are not."""
        return self.look is None


class Node(Stored, frozen=True, kw_only=True, tag="Node"):
    """One place in the story.

    Attributes:
        with_: A customer's or colleague's id, or `nobody`.
        speaker: Who says the line; None: whom the node is with.
        required: The label of a requirement that it belongs to.
        think: Deciding time in milliseconds; None: the rubric's.
        limit: Time to reply beside reading time, in milliseconds; it has a `silence` then.
        ways: The default way of its choices; without choices the story goes on by itself.
        scores: The dimensions that it counts for.
        fails: A failure is met here.
        at: The story moves on to this time, never back, and no patience drains.
        no_thanks: Extras that the customer refuses here.
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
        """Its choices in the order of the file, and its silence after them."""
        return self.choices if self.silence is None else (*self.choices, self.silence)


class Scenario(Stored, frozen=True, kw_only=True, dict=True, tag="Scenario"):
    """One authored file, checked and complete.

    Attributes:
        language: BCP 47, the language that its texts are written in.
        clock: Seconds since midnight at the start of the story; None: no clock is shown.
        main: The id of the main customer.
        rubric: The rubric's id.
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
        """Facts about every node; to know them decodes no node."""
        return outline_of(self.nodes)
