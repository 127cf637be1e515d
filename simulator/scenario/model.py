"""A scenario as frozen values.

Story times and durations are whole seconds; story times are counted from the start of the story.
Reply times are milliseconds. Amounts of money are hundredths of the currency unit. `authoring`
checks all ids before it creates these values, so every id refers to an existing element.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import field
from msgspec.structs import force_setattr

from simulator.scenario.declarations import (
    Colleague,
    Customer,
    Extra,
    Failure,
    Opportunity,
    Promise,
    Record,
    StoryEvent,
    Variable,
)
from simulator.scenario.expression import Expression, Value
from simulator.scenario.nodes import Outline, outline_of
from simulator.scenario.stored import Stored
from simulator.scenario.text import Text, Wording
from simulator.scenario.vocabulary import (
    EVERY_DIMENSION,
    SERVICE,
    Channel,
    ChoiceKind,
    Critical,
    Dimension,
    HarmKind,
    Mood,
    Outcome,
    ScreenPart,
    Step,
)


class Target(Stored, frozen=True, kw_only=True, tag="Way"):
    """A node that a choice or another node can lead to.

    Of several targets, the story moves to the first target whose guard is true.

    Attributes:
        node: The id of the node.
        when: The guard of the target; None: no guard.
    """

    node: str
    when: Expression | None = None


class Redress(Stored, frozen=True, kw_only=True, tag="Redress"):
    """Redress that a choice gives to the customer.

    Attributes:
        kind: The kind of redress, such as `replacement` or `voucher`.
        value: The value of the redress in hundredths of the currency unit.
    """

    kind: str
    value: int


class Harm(Stored, frozen=True, kw_only=True, tag="Harm"):
    """Harm to a customer that a node shows.

    Attributes:
        kind: What was harmed.
        title: What happened to the customer, in one sentence.
        unless: The guard that says whether the trainee had done what the story offered to prevent
            the harm; it is evaluated when the node is entered. None: the harm always counts.
    """

    kind: HarmKind
    title: Text
    unless: Expression | None = None


class Choice(Stored, frozen=True, kw_only=True, tag="Choice"):
    """A choice that a node offers, or the silence of a node with a time limit.

    Attributes:
        id: The id of the choice within its node.
        key: The id of the node, a slash and the id of the choice: the name of the choice in guards.
        kind: Whether the trainee says, does, sends or looks up something; `do` for a silence.
        text: The words or the action of the trainee; None only for a silence.
        when: The guard of the choice; None: the choice needs no condition.
        targets: The targets of the choice. Empty: the targets of its node are used; a look-up
            stays at its node.
        answer: The immediate answer to the choice; None: no answer.
        feedback: The sentence of the author about the choice in the debrief; None: no sentence.
        shows: Ids of the behaviours that the choice shows.
        steps: The steps of recovery that the choice takes, in this order.
        takes: The duration of the choice in seconds of story time.
        until_event: Whether the choice lasts until the next event of the story; if so, `takes` is
            ignored.
        again: How often the choice can be repeated after its first use; None: without limit.
        look: The id of the record that a look-up opens; None for other choices.
        to_customers: Ids of the customers who receive a `send`; empty: the customer of the node.
        promises: Ids of the promises that the choice makes.
        keeps: Ids of the promises that the choice keeps.
        moves: Pairs of a promise id and its new due time in seconds since the start of the story.
        meets: Pairs of an opportunity id and whether the choice meets the opportunity only partly.
        pushes: Ids of the extras that the choice offers.
        redress: The redress that the choice gives.
        sets: Pairs of a variable id and the new value of the variable.
        adds: Pairs of the id of a number variable and the number to add.
        personal_data: Whether the offer of the extras uses personal data.
        critical: The kind of the critical error that the choice is; None: the choice is no error.
        concepts: Ids of the concept cards that the choice puts to use.
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
        """Whether the choice counts as a reply, which is true for every choice but a look-up."""
        return self.look is None


class Node(Stored, frozen=True, kw_only=True, tag="Node"):
    """One place in the story: texts to show, and choices for the trainee.

    Attributes:
        id: The id of the node.
        with_: The id of the customer or colleague who is present, or `nobody`.
        line: The words that a person says here; None: nobody speaks.
        narration: A text about what happens here, without a speaker; None: no text.
        signal: A sign on the desk that something happens elsewhere; None: no sign.
        debrief: The closing words of the author at an ending; None: no words.
        hint: A note of a coach for the trainee, outside the story; None: no note.
        points_at: The part of the screen that the hint explains; None: no part.
        mood: The mood that the customer shows; None: the rubric derives the mood from patience and
            trust.
        speaker: The id of the person who says the line; None: the person of `with_`.
        channel: The channel of this node; None: the channel of the scenario.
        required: The label of the requirement that a visit to this node meets; None: no
            requirement.
        weight: The weight of the node in empathy, 1 to 3.
        think: The time to decide on a reply in milliseconds; None: the time of the rubric.
        limit: The time limit of the reply in milliseconds, in addition to the reading time; None:
            no limit. A node has a limit exactly if it has a silence.
        silence: The choice that takes effect when the time limit is over; None: no time limit.
        choices: The choices in the order of the file.
        targets: The targets of all choices without targets of their own. From a node without
            choices the story continues here by itself.
        ending: The outcome if the story ends at this node; None: the node is no ending.
        scores: The dimensions that turns at the node count for, in alphabetical order.
        concepts: Ids of the concept cards that the node puts to use.
        fails: Whether a second service failure happens at this node.
        at: The earliest story time at this node, in seconds since the start of the story. An
            earlier clock jumps ahead to this time, and no patience drains. None: no jump.
        shuffle: Whether the choices on the screen may be in another order than in the file.
        no_thanks: Ids of the extras that the customer refuses at this node.
        harm: The harm to a customer that this node shows; None: no harm.
        needs_time: Ids of promises with a due time, one of which the customer needs to hear from
            here on; empty: the customer needs no time.
        handed_over_rightly: Whether handing the case over was right at this `escalated` ending, so
            that the attempt can be passed.
    """

    id: str
    with_: str
    line: Wording | None = None
    narration: Wording | None = None
    signal: Wording | None = None
    debrief: Wording | None = None
    hint: Wording | None = None
    points_at: ScreenPart | None = None
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
    harm: Harm | None = None
    handed_over_rightly: bool = False
    needs_time: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.scores == EVERY_DIMENSION:
            force_setattr(self, "scores", EVERY_DIMENSION)

    @property
    def every_choice(self) -> tuple[Choice, ...]:
        """The choices in the order of the file, then the silence if there is one."""
        return self.choices if self.silence is None else (*self.choices, self.silence)


class Scenario(Stored, frozen=True, kw_only=True, dict=True, tag="Scenario"):
    """A scenario, checked and complete. All mappings are by id, in the order of the file.

    Attributes:
        id: The id of the scenario.
        edition: The edition number, which the author raises with each change.
        language: The language of the texts, as a BCP 47 tag.
        title: The name of the scenario.
        summary: A short description for the library.
        briefing: The text that the trainee reads before the start.
        setting: The name of the background picture.
        channel: The channel of every node that names no channel.
        difficulty: The difficulty, 1 (easy) to 5 (hard).
        concepts: Ids of the concept cards that the whole scenario puts to use.
        customers: The customers, at least one.
        main: The id of the main customer.
        colleagues: The colleagues of the trainee.
        failure: The service failure before the story; None: no failure, so recovery is not scored.
        currency: The currency of all amounts, as an ISO 4217 code.
        records: The records that can be looked up.
        variables: The variables of the story.
        clock: The time of day at the start in seconds since midnight; None: no clock is shown.
        events: The events of the story.
        opportunities: The opportunities.
        promises: The promises that choices can make.
        extras: The extras that choices can offer.
        start: The id of the first node.
        walk_out: The id of the node that the story moves to when a customer has no patience left;
            None: customers never leave. Giving up leads to this node too, if there is one.
        nodes: The nodes.
        rubric: The id of the rubric.
        tutorial: Whether the scenario teaches the game; no clock runs in its plays.
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
    tutorial: bool = False

    def __post_init__(self) -> None:
        if self.rubric == SERVICE:
            force_setattr(self, "rubric", SERVICE)

    @cached_property
    def outline(self) -> Outline:
        """Facts about all nodes; collected when first needed, without decoding a node."""
        return outline_of(self.nodes)

    @cached_property
    def gives_up(self) -> str | None:
        """The node that giving up leads to: the walk-out, else the first lost ending.

        None: the attempt ends where it is.
        """
        if self.walk_out is not None:
            return self.walk_out
        return next((id_ for id_, end in self.outline.endings.items() if end == "lost"), None)
