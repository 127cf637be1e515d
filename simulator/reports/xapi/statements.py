"""From a stored attempt to its statements: one a turn, one a dimension, one for the attempt.

A statement can never be changed or taken back once a record store has it. So an attempt that waits
has none yet, and one that is not as it was written has none at all.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.edition import playable, stored_edition
from simulator.attempt.published import PUBLISHED
from simulator.errors import EditionError, StoreError
from simulator.presentation.sheet import score_name
from simulator.reports.xapi.naming import Naming, registration, statement_id
from simulator.reports.xapi.times import duration, end_time
from simulator.reports.xapi.turns import TurnReader, tag_of
from simulator.reports.xapi.vocabulary import (
    OBJECTIVE,
    PROFILE,
    PROFILE_TYPE,
    SIMULATION,
    VERBS,
    VERSION,
    VerbName,
    extensions,
)
from simulator.scenario.vocabulary import DIMENSIONS, Dimension
from simulator.scoring.sheet import score
from simulator.session.event import Ended, Started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event
    from simulator.session.program import Program

XapiStatement: TypeAlias = dict[str, object]
LeftOut: TypeAlias = Literal["waiting", "damaged"]
"""Why an attempt has no statements.

waiting: it has not ended.
damaged: its header, its log, its edition or its scores are not what was written.
"""

_CATEGORY: Final[XapiStatement] = {
    "objectType": "Activity",
    "id": PROFILE,
    "definition": {"type": PROFILE_TYPE},
}
_EDITIONS: Final = 16
_SHOWN: Final = 100
_NAMES: Final[dict[Dimension, str]] = {
    "empathy": "Empathy",
    "proactivity": "Proactivity",
    "response": "Response time",
    "recovery": "Recovery craft",
    "outcome": "Customer outcome",
}
"""The neutral names of the dimensions, which no choice of language changes."""


class StatementMaker:
    """Makes the statements of attempts; it keeps the last 16 editions in memory.

    Args:
        reader: Reads logs and editions.
        naming: How people and activities are named.
        messages: The interface in a language whose words are added to the English ones; None: no
            words are added.

    Attributes:
        left_out: How many attempts had no statements, by the reason.
        damaged: The ids of the first hundred that are not as they were written.
    """

    def __init__(self, reader: LogReader, naming: Naming, messages: Messages | None = None) -> None:
        self._reader = reader
        self._naming = naming
        self._messages = messages
        self._program = lru_cache(maxsize=_EDITIONS)(partial(_stored_program, reader))
        self._turns = TurnReader(naming)
        self.left_out: dict[LeftOut, int] = {"waiting": 0, "damaged": 0}
        self.damaged: list[str] = []

    def __call__(self, attempt: Attempt) -> tuple[XapiStatement, ...]:
        """The statements of an attempt, the one about the whole attempt last; empty if none.

        Raises:
            StoreError: The store cannot be read, for a reason other than damage.
        """
        if not attempt.damaged and attempt.summary is None:
            self.left_out["waiting"] += 1
            return ()
        found = self._made(attempt)
        if not found:
            self.left_out["damaged"] += 1
            if len(self.damaged) < _SHOWN:
                self.damaged.append(attempt.id)
        return found

    def _made(self, attempt: Attempt) -> tuple[XapiStatement, ...]:
        """The statements of an attempt that has ended; none if it is not as it was written."""
        try:
            checked = self._checked(attempt)
            if checked is None or attempt.summary is None:
                return ()
            with playable(attempt.digest):
                return tuple(self._statements(attempt, attempt.summary, *checked))
        except EditionError:
            return ()
        except StoreError as error:
            if error.reason != "damaged":
                raise
            return ()

    def _checked(self, attempt: Attempt) -> tuple[Program, tuple[Event, ...]] | None:
        """The program and the log of an attempt; None if anything is not as it was written.

        Raises:
            EditionError: The edition cannot be used.
            StoreError: The store cannot be read.
        """
        if attempt.damaged or self._reader.changed(attempt):
            return None
        log = self._reader.events(attempt.id)
        program = self._program(attempt.digest)
        with playable(attempt.digest):
            again = score(program.scenario, program.rubric, log).summary()
        whole = _is_log_of(attempt, log) and again == attempt.summary
        return (program, log) if whole else None

    def _statements(
        self, attempt: Attempt, summary: Summary, program: Program, log: tuple[Event, ...]
    ) -> Iterator[XapiStatement]:
        scenario: XapiStatement = {
            "objectType": "Activity",
            "id": self._naming.scenario(attempt.scenario),
            "definition": {
                "type": SIMULATION,
                "name": {tag_of(program.scenario.language): program.scenario.title.source},
            },
        }
        frame = _Frame(
            attempt=attempt,
            actor=self._naming.actor(attempt),
            context=_context(attempt),
            circumstances=_circumstances(attempt),
            scenario=scenario,
        )
        for turn in self._turns(program, log, attempt):
            activity, time = turn.activity, turn.time
            made = self._statement(frame, turn.verb, str(turn.seq), time, activity, turn.result)
            made["context"] = frame.part_context(extensions("turn context", estimated_time=True))
            yield made
        time = end_time(attempt)
        if _has_figures(summary):
            for name in DIMENSIONS:
                value = summary.scores[name]
                if value is not None:
                    activity, place = self._dimension(attempt, name), f"dimension/{name}"
                    result: XapiStatement = {"score": _score(value)}
                    made = self._statement(frame, "scored", place, time, activity, result)
                    made["context"] = frame.part_context({})
                    yield made
        verb = verb_of(attempt, summary)
        result = _result(attempt, summary, verb)
        yield self._statement(frame, verb, "attempt", time, scenario, result)

    def _dimension(self, attempt: Attempt, name: Dimension) -> XapiStatement:
        """A dimension of the score of a scenario as an activity."""
        names = {"en": _NAMES[name]}
        if self._messages is not None:
            names[tag_of(self._messages.language)] = score_name(name, self._messages)
        return {
            "objectType": "Activity",
            "id": self._naming.dimension(attempt.scenario, name),
            "definition": {"type": OBJECTIVE, "name": names},
        }

    def _statement(
        self,
        frame: _Frame,
        verb: VerbName,
        place: str,
        time: str,
        activity: XapiStatement,
        result: XapiStatement,
    ) -> XapiStatement:
        """One statement, with the context of one about the whole attempt.

        Args:
            frame: What all statements of the attempt have in common.
            verb: The verb.
            place: See `statement_id`.
            time: The timestamp.
            activity: The object.
            result: The result.
        """
        display: dict[str, str] = {"en": verb}
        if self._messages is not None:
            display[tag_of(self._messages.language)] = self._messages(f"xapi.{verb}")
        return {
            "id": statement_id(frame.attempt, place),
            "actor": frame.actor,
            "verb": {"id": VERBS[verb], "display": display},
            "object": activity,
            "timestamp": time,
            "version": VERSION,
            "result": result,
            "context": frame.context | {"extensions": frame.circumstances},
        }


class _Frame(Struct, frozen=True, kw_only=True):
    """What all statements of an attempt have in common.

    Attributes:
        attempt: The attempt.
        actor: Who played.
        context: The context, without its extensions and without the scenario.
        circumstances: The extensions of the context.
        scenario: The scenario as an activity.
    """

    attempt: Attempt
    actor: XapiStatement
    context: XapiStatement
    circumstances: XapiStatement
    scenario: XapiStatement

    def part_context(self, extra: XapiStatement) -> XapiStatement:
        """The context of a statement about a part of the scenario.

        Args:
            extra: More extensions.
        """
        activities = {"category": [_CATEGORY], "parent": [self.scenario]}
        return self.context | {
            "contextActivities": activities,
            "extensions": self.circumstances | extra,
        }


def verb_of(attempt: Attempt, summary: Summary) -> VerbName:
    """The verb of the statement about the whole attempt.

    Only an assessment that a person played from the beginning to an ending is passed or failed.

    Args:
        attempt: An attempt that has ended.
        summary: Its summary.
    """
    if summary.abandoned:
        return "terminated"
    counts = attempt.mode == "assessment" and attempt.measured and attempt.branch_of is None
    if not counts or summary.passed is None:
        return "completed"
    return "passed" if summary.passed else "failed"


def _stored_program(reader: LogReader, digest: str) -> Program:
    return stored_edition(reader, digest).program


def _is_log_of(attempt: Attempt, log: tuple[Event, ...]) -> bool:
    """Whether a log has an ending, and began on the scenario and the rubric of the header."""
    first, last = log[0], log[-1]
    names = ("scenario", "edition", "rubric", "rubric_edition")
    return (
        isinstance(first, Started)
        and isinstance(last, Ended)
        and all(getattr(first, x) == getattr(attempt, x) for x in names)
    )


def _has_figures(summary: Summary) -> bool:
    """Whether the figures may stand beside those of others: played to an ending, and read."""
    return summary.interpretable and not summary.abandoned


def _score(milli: int) -> XapiStatement:
    """A score of 0 to 100,000 milli-points."""
    return {"raw": milli / 1000, "min": 0, "max": 100, "scaled": milli / 100_000}


def _figures(summary: Summary) -> dict[str, object]:
    figures: dict[str, object] = {}
    if _has_figures(summary):
        figures = extensions(
            "attempt",
            stage=summary.stage,
            harassment=summary.harassment / 1000,
            satisfaction_gap=summary.gap / 1000,
        )
    return figures | extensions(
        "attempt",
        ending=summary.ending,
        ending_outcome=summary.ending_outcome,
        critical_errors=summary.criticals,
        turns=summary.turns,
        timed_out=summary.timed_out,
        promises_kept=summary.kept,
        promises_broken=summary.broken,
        interpretable=summary.interpretable,
    )


def _result(attempt: Attempt, summary: Summary, verb: VerbName) -> XapiStatement:
    """The result of a whole attempt."""
    result: XapiStatement = {"completion": verb != "terminated"}
    if verb in {"passed", "failed"}:
        result["success"] = verb == "passed"
    if _has_figures(summary):
        result["score"] = _score(summary.total)
    length = duration(attempt)
    if length is not None:
        result["duration"] = length
    return result | {"extensions": _figures(summary)}


def _context(attempt: Attempt) -> XapiStatement:
    return {
        "registration": registration(attempt.id),
        "revision": attempt.digest,
        "platform": "service-simulator",
        "language": tag_of(attempt.language),
        "contextActivities": {"category": [_CATEGORY]},
    }


def _circumstances(attempt: Attempt) -> dict[str, object]:
    retaken = attempt.branch_of
    return extensions(
        "context",
        mode=attempt.mode,
        edition=attempt.edition,
        rubric=attempt.rubric,
        rubric_edition=attempt.rubric_edition,
        measured=attempt.measured,
        published=attempt.digest in PUBLISHED,
        attempt_number=attempt.number,
        retake_of=None if retaken is None else registration(retaken),
    )
