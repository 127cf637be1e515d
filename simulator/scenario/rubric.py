"""The rubric: the behaviours that choices can show, and every number of the score model."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from simulator.scenario.model import Channel, Dimension, Mood, Outcome
from simulator.scenario.stored import Stored
from simulator.scenario.text import Text


class Behaviour(Stored, frozen=True, kw_only=True, tag="Behaviour"):
    """Something that a choice can show, such as an apology.

    Attributes:
        reaction: Points for EPITOME's emotional reaction, 0 to 2.
        interpretation: Points for EPITOME's interpretation, 0 to 2.
        exploration: Points for EPITOME's exploration, 0 to 2.
        hollow: The whole choice gets no empathy points.
        listening_fault: It counts against listening.
        product: It turns the solution of one case into a service for all customers.
        trust: Change of the customer's trust in points, -1000 to 1000.
        patience: Change of the customer's patience in points, -1000 to 1000.
        apology_empathy: Empathy of the apology, 0 to 2; None: it is not an apology.
        apology_intensity: Intensity of the apology, 0 to 2; None: it is not an apology.
    """

    id: str
    title: Text
    reaction: int = 0
    interpretation: int = 0
    exploration: int = 0
    hollow: bool = False
    listening_fault: bool = False
    product: bool = False
    trust: int = 0
    patience: int = 0
    apology_empathy: int | None = None
    apology_intensity: int | None = None


class Band(Stored, frozen=True, kw_only=True, tag="Band"):
    """A mood for a customer with less patience and less trust than these; None: any."""

    mood: Mood
    patience_under: int | None = None
    trust_under: int | None = None


class Rubric(Stored, frozen=True, kw_only=True, tag="Rubric"):
    """Every number of the score model; `docs/scoring.md` explains each one.

    Percentages and points are whole numbers, times are milliseconds.

    Attributes:
        weights: Weight of each dimension in the total.
        pass_total: Lowest total, in points, that passes.
        pass_dimension: Lowest score of each observed dimension, in points, that passes.
        critical_cap: Highest total, in points, after a critical error.
        think: Time to decide on a reply.
        minimum_allowance: Shortest allowance for a reply.
        expectation_maximum: Most points that promises move the expectation, up or down.
        drain: Patience points lost in an hour of story time, by channel.
        moods: The first band that fits is used; the last has no bound.
        behaviours: By id.
    """

    id: str
    edition: int
    title: Text
    weights: Mapping[Dimension, int]
    pass_total: int
    pass_dimension: int = field(name="pass_figure")
    critical_cap: int
    empathy_credit: int
    empathy_listening: int
    think: int
    minimum_allowance: int = field(name="least")
    asked: int
    cue: int
    opens: int
    partly: int
    heated: int
    personal_data: int
    intrusion_trust: int
    intrusion_patience: int
    recovery_steps: int
    recovery_order: int
    recovery_redress: int
    recovery_apology: int
    endings: Mapping[Outcome, int]
    second_failure_cap: int
    lost_cap: int
    broken: int
    expectation_step: int
    expectation_maximum: int = field(name="expectation_most")
    broken_trust: int
    broken_patience: int
    drain: Mapping[Channel, int]
    moods: tuple[Band, ...]
    behaviours: Mapping[str, Behaviour]
