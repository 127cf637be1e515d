"""The parts that a scenario declares beside its nodes: people, records, promises and others.

Durations and times of the story are whole seconds since the story's start; money is in hundredths
of the currency.
"""

from __future__ import annotations

from typing import Literal

from msgspec import field

from simulator.scenario.expression import Expression, Value
from simulator.scenario.stored import Stored
from simulator.scenario.text import Text, Wording


class Customer(Stored, frozen=True, kw_only=True, tag="Customer"):
    """A customer of the scenario.

    Attributes:
        id: The id of the customer; `customer` if the author wrote the short form `customer:`.
        name: The name of the customer.
        portrait: The name of a portrait among the assets; None: initials are shown.
        patience: Patience at the start in points, 0 to 1000.
        trust: Trust at the start in points, 0 to 1000.
        expectation: The outcome that the customer expects in points, 0 to 100.
        tolerance: The total weight of intrusions that has no effect on proactivity, 0 to 100.
        main: Whether nodes are with this customer by default. True for exactly one customer.
        knew: What the customer knew and did not say, for the debrief; None: not told.
        felt: What the customer felt and did not say, for the debrief; None: not told.
        wanted: What the customer wanted and did not say, for the debrief; None: not told.
    """

    id: str
    name: Text
    portrait: str | None
    patience: int
    trust: int
    expectation: int
    tolerance: int
    main: bool
    knew: Text | None = None
    felt: Text | None = None
    wanted: Text | None = None

    @property
    def iceberg(self) -> tuple[Text, ...]:
        """What the customer knew, felt and wanted and did not say, as far as it is told."""
        return tuple([x for x in (self.knew, self.felt, self.wanted) if x is not None])


class Colleague(Stored, frozen=True, kw_only=True, tag="Colleague"):
    """A colleague of the trainee who can be present at a node or say a line.

    Attributes:
        id: The id of the colleague.
        name: The name of the colleague.
        portrait: The name of a portrait among the assets; None: initials are shown.
    """

    id: str
    name: Text
    portrait: str | None


class Failure(Stored, frozen=True, kw_only=True, tag="Failure"):
    """The service failure that happened before the story starts.

    Attributes:
        redress: The kinds of redress that fit the failure, such as `replacement`.
        loss: The loss of the customer in hundredths of the currency unit.
    """

    redress: tuple[str, ...]
    loss: int


class Record(Stored, frozen=True, kw_only=True, tag="Record"):
    """A record on the desk that a look-up choice can open.

    Attributes:
        id: The id of the record.
        title: The name of the record, such as *Order 1207*.
        text: The content of the record.
    """

    id: str
    title: Text
    text: Wording


class Variable(Stored, frozen=True, kw_only=True, tag="Variable"):
    """A declared variable: true or false, a bounded whole number, or one of several words.

    Attributes:
        id: The id of the variable.
        type: The type of the value: true or false, a whole number, or one of several words.
        start: The value at the start of the story.
        options: The words that a `one-of` variable can have; empty for `bool` and `int`.
        minimum: The lowest value of an `int`; a lower result is raised to it. None for other types.
        maximum: The highest value of an `int`; a higher result is lowered to it. None for other
            types.
    """

    id: str
    type: Literal["bool", "int", "one-of"]
    start: Value
    options: tuple[str, ...] = field(default=(), name="words")
    minimum: int | None = field(default=None, name="least")
    maximum: int | None = field(default=None, name="most")


class StoryEvent(Stored, frozen=True, kw_only=True, tag="StoryEvent"):
    """An event that happens once, as soon as its due time is reached and its guard is true.

    Attributes:
        id: The id of the event.
        due: The earliest time of the event in seconds since the start of the story.
        when: The guard of the event; None: no guard.
        signal: The text that is shown when the event happens; None: no text.
        to: The id of the node that the story moves to; None: the story stays at its node.
    """

    id: str
    due: int
    when: Expression | None = None
    signal: Wording | None = None
    to: str | None = None


class Opportunity(Stored, frozen=True, kw_only=True, tag="Opportunity"):
    """Something useful that a trainee can do before the customer asks for it.

    Attributes:
        id: The id of the opportunity.
        title: The opportunity in words, as score sheets and debriefs show it.
        need: How much the customer needs it, 1 or 2; the weight of the opportunity in the score.
        opens: Ids of nodes; the first visit to one of them makes the opportunity available.
        cue: Ids of nodes; the first visit to one of them shows a sign of the need.
        asked: Ids of nodes; at the first visit to one of them the customer asks for it.
        closes: Ids of nodes; the first visit to one of them ends the opportunity.
        undone: Ids of nodes which show that the opportunity was met in vain: if one of them is
            first visited after a reply that met the opportunity, that reply does not count.
    """

    id: str
    title: Text
    need: int
    opens: tuple[str, ...]
    cue: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()


class Promise(Stored, frozen=True, kw_only=True, tag="Promise"):
    """A promise that a choice can make, at most once in an attempt.

    At most one of `within` and `due` is given. If both are None, the promise has no due time.

    Attributes:
        id: The id of the promise.
        title: The promise in words, as score sheets and debriefs show it.
        within: The time to keep the promise in seconds, from the moment when it is made.
        due: The due time in seconds since the start of the story.
        missed: The id of the node that the story moves to when the promise is broken; None: the
            story stays at its node.
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
    """An extra product or service that a choice can offer.

    Attributes:
        id: The id of the extra.
        title: The extra in words, as score sheets and debriefs show it.
        fits: The guard that says whether the extra fits; an offer while the guard is false is an
            intrusion. None: the extra never fits.
    """

    id: str
    title: Text
    fits: Expression | None = None
