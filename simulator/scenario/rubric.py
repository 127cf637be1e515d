"""The rubric: what counts as which behaviour, and every number of the score model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.model import Channel, Dimension, Mood, Outcome
    from simulator.scenario.text import Text


class Behaviour(Struct, frozen=True, kw_only=True, tag_field="is", tag="Behaviour"):
    """Something that a choice can show.

    Attributes:
        reaction: EPITOME's emotional reaction, 0 to 2; as are interpretation and exploration.
        hollow: It empties the empathy of the whole choice.
        listening_fault: It counts against listening.
        product: It turns a fix into a service.
        trust: Points, -1000 to 1000, that it moves; as patience.
        apology_empathy: 0 to 2; as apology_intensity. Both None: no apology.
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


class Band(Struct, frozen=True, kw_only=True, tag_field="is", tag="Band"):
    """A mood for a customer with less patience and less trust than these; None: any."""

    mood: Mood
    patience_under: int | None = None
    trust_under: int | None = None


class Rubric(Struct, frozen=True, kw_only=True, tag_field="is", tag="Rubric"):
    """All numbers of `docs/scoring.md`; per cents are whole numbers, times milliseconds.

    Attributes:
        weights: Of the five dimensions in the total.
        pass_total: The total needed; pass_figure: the least for each observed figure.
        drain: Patience points lost in an hour of story time, by channel.
        moods: Tried in order; the last has no bound.
    """

    id: str
    edition: int
    title: Text
    weights: Mapping[Dimension, int]
    pass_total: int
    pass_figure: int
    critical_cap: int
    empathy_credit: int
    empathy_listening: int
    think: int
    least: int
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
    expectation_most: int
    broken_trust: int
    broken_patience: int
    drain: Mapping[Channel, int]
    moods: tuple[Band, ...]
    behaviours: Mapping[str, Behaviour]
