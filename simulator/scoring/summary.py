"""The summary of a score sheet: the row of numbers that is stored with an ended attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scenario.vocabulary import Dimension


class Summary(Struct, frozen=True, kw_only=True):
    """The numbers of a score sheet, without its reasons.

    The names of the fields are the names of the columns in the database and of the keys in
    exports. All scores are in milli-points: 100,000 milli-points are 100 points.

    Attributes:
        empathy: Score of empathy, 0 to 100,000 milli-points; None: not observed.
        proactivity: Score of proactivity, 0 to 100,000 milli-points; None: not observed.
        response: Score of response time, 0 to 100,000 milli-points; None: not observed.
        recovery: Score of recovery craft, 0 to 100,000 milli-points; None: not observed.
        outcome: Score of the customer outcome, 0 to 100,000 milli-points; None: not observed.
        total: Weighted mean of the observed scores in milli-points, capped after a critical
            error; 0 if no dimension was observed.
        passed: Whether the attempt is passed; None if the attempt is not interpretable.
        interpretable: Whether the trainee can have read the texts that the replies answered; False
            after too many rapid replies.
        criticals: The kinds of the critical errors, in the order of the play.
        stage: Stage of service, 1 to 4; None if proactivity was not observed.
        harassment: Weight of the intrusions beyond the customer's tolerance, 0 to 100,000
            milli-points; 0 is best.
        experience: The experience of the main customer, 0 or more milli-points; 0 before an
            ending.
        expectation: The expectation of the main customer at the ending, in milli-points; 0
            before an ending.
        ending_outcome: Outcome of the ending, such as `resolved`; None before an ending. This is
            not a score: the score of the customer outcome is `outcome`.
        ending: Id of the node of the ending; None before an ending.
        abandoned: Whether the trainee gave up.
        turns: Number of replies and silences.
        timed_out: Number of silences.
        kept: Number of promises that were kept.
        broken: Number of promises with a due time that were broken.
    """

    empathy: int | None
    proactivity: int | None
    response: int | None
    recovery: int | None
    outcome: int | None
    total: int
    passed: bool | None
    interpretable: bool
    criticals: tuple[str, ...]
    stage: int | None
    harassment: int
    experience: int
    expectation: int
    ending_outcome: str | None
    ending: str | None
    abandoned: bool
    turns: int
    timed_out: int
    kept: int
    broken: int

    @property
    def scores(self) -> dict[Dimension, int | None]:
        """The score of each dimension in milli-points; None: not observed."""
        return {
            "empathy": self.empathy,
            "proactivity": self.proactivity,
            "response": self.response,
            "recovery": self.recovery,
            "outcome": self.outcome,
        }

    @property
    def gap(self) -> int:
        """Satisfaction: experience less expectation, in milli-points."""
        return self.experience - self.expectation
