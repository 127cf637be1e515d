"""The rubric: the behaviours that choices can show, and every number of the score model."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from simulator.scenario.stored import Stored
from simulator.scenario.text import Text
from simulator.scenario.vocabulary import Channel, Critical, Dimension, Mood, Outcome


class Behaviour(Stored, frozen=True, kw_only=True, tag="Behaviour"):
    """Something that a choice can show, such as an apology.

    Attributes:
        id: The id of the behaviour, such as `names-the-feeling`.
        title: The behaviour in words, as score sheets and debriefs show it.
        reaction: Points for the emotional reaction of EPITOME, 0 to 2.
        interpretation: Points for the interpretation of EPITOME, 0 to 2.
        exploration: Points for the exploration of EPITOME, 0 to 2.
        hollow: Whether a choice with this behaviour earns no empathy and no trust or patience.
        listening_fault: Whether the behaviour lowers the listening part of empathy.
        product: Whether the behaviour turns the solution of one case into a service for all
            customers.
        trust: The change of the customer's trust in points, -1000 to 1000.
        patience: The change of the customer's patience in points, -1000 to 1000.
        apology_empathy: The empathy of the apology, 0 to 2; None if it is not given. A behaviour
            without empathy and intensity is no apology.
        apology_intensity: The intensity of the apology, 0 to 2; None if it is not given.
        felt: What the customer felt by it, as a sentence without a subject; None: not given.
        critical: The kind of the critical error that a choice with this behaviour is; None: the
            behaviour is no error.
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
    critical: Critical | None = None
    felt: Text | None = None


class Band(Stored, frozen=True, kw_only=True, tag="Band"):
    """The mood of a customer whose patience and trust are below two bounds.

    Attributes:
        mood: The mood that the customer shows.
        patience_under: Patience must be below this number of points; None: any patience fits.
        trust_under: Trust must be below this number of points; None: any trust fits.
    """

    mood: Mood
    patience_under: int | None = None
    trust_under: int | None = None


class Rubric(Stored, frozen=True, kw_only=True, tag="Rubric"):
    """The behaviours and every number of the score model; `docs/scoring.md` explains each number.

    Attributes:
        id: The id of the rubric, such as `service`.
        edition: The edition number, which the author raises with each change.
        title: The name of the rubric in words.
        weights: The weight of each dimension in the total.
        pass_total: The lowest total that passes, in points.
        pass_dimension: The lowest score of an observed dimension that passes, in points.
        pass_endings: The outcomes of the endings at which an attempt can be passed, besides an
            ending that says that handing over was right. Empty: an attempt can be passed at every
            ending, even if the trainee gave up, and before an ending.
        pass_stage: The lowest stage of service that only a passed attempt reaches, 2 to 4; None:
            the stage does not depend on the result.
        critical_cap: The highest total after a critical error or harm, in points.
        left_cap: The highest total of an attempt that the trainee gave up or whose ending is
            `lost`, and the lowest total of every other ended attempt, in points. None: there is no
            such bound, and totals above `critical_cap` all become `critical_cap`.
        escalated_cap: The highest total at an `escalated` ending that does not say that handing
            over was right, in points; None: there is no such bound.
        empathy_credit: Points of empathy for the worth of the replies.
        empathy_listening: Points of empathy for listening.
        think: The time to decide on a reply, in milliseconds.
        minimum_allowance: The shortest allowance for a reply, in milliseconds.
        asked: The credit for an opportunity that is met after the customer asked, in per cent.
        cue: The credit for an opportunity that is met after a sign was visible, in per cent.
        opens: The credit for an opportunity that is met before any sign, in per cent.
        partly: The share of the credit if an opportunity is met only in part, in per cent.
        heated: The weight of an intrusion while the customer is angry or furious, in per cent.
        personal_data: The weight of an intrusion that uses personal data, in per cent.
        intrusion_trust: The change of trust by an intrusion, in points.
        intrusion_patience: The change of patience by an intrusion, in points.
        recovery_steps: The share of the five steps in recovery.
        recovery_order: The share of the order of the steps in recovery.
        recovery_redress: The share of redress in recovery.
        recovery_apology: The share of the apology in recovery.
        endings: The worth of an ending to the customer by its outcome, 0 to 100 points.
        second_failure_cap: The highest customer outcome after a second failure, in points.
        lost_cap: The highest customer outcome at a lost ending, in points.
        broken: The points that each broken promise takes off the customer's experience.
        expectation_step: The points by which one promise changes the expectation.
        expectation_maximum: The most points by which all promises raise or lower the expectation.
        first_reply: The weight of the first reply to each customer in reply speed; every other
            reply weighs 1.
        waits: The time in seconds for which a customer can hear nothing without feeling
            forgotten, by channel; None: waits are not scored.
        mood_nudge: How many rungs of the ladder of faces the face that an author gave to a node may
            be away from the face that patience and trust give; None: the author's face is shown.
        failure_trust: The change of trust at the first visit to a node that fails, in points.
        failure_patience: The change of patience at the first visit to a node that fails, in points.
        known_texts: Whether no reply is rapid at a node that the trainee has read before, at an
            earlier visit or in an earlier attempt at the same edition.
        late_promises: Whether a promise with a due time that was broken counts in the customer
            outcome: in the experience, in the expectation, and as a second failure.
        broken_trust: The change of trust by a broken promise, in points.
        broken_patience: The change of patience by a broken promise, in points.
        drain: The patience points that a customer loses in an hour of story time, by channel.
        moods: The bands in order; the first band that fits decides the mood. The last band has no
            bound.
        behaviours: The behaviours by id.
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
    pass_endings: tuple[Outcome, ...] = ()
    pass_stage: int | None = None
    left_cap: int | None = None
    escalated_cap: int | None = None
    late_promises: bool = True
    known_texts: bool = False
    mood_nudge: int | None = None
    failure_trust: int = 0
    failure_patience: int = 0
    first_reply: int = 1
    waits: Mapping[Channel, int] | None = None
