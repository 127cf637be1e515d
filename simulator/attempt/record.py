"""The header of a stored attempt, and what is damaged in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scoring.summary import Summary

Mode: TypeAlias = Literal["practice", "assessment", "tutorial"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
CellValue: TypeAlias = str | int | float | bytes | None
"""A value in a database, which can hold a value of any type in any column."""


class DamagedCell(Struct, frozen=True, kw_only=True):
    """A cell of a stored header whose value this program can never have written there.

    Attributes:
        column: The name of the field of `Attempt` or `Summary`.
        stored: The stored value; of a long value only the beginning.
    """

    column: str
    stored: CellValue


class Attempt(Struct, frozen=True, kw_only=True):
    """The header of a stored attempt. Its events are stored separately.

    Attributes:
        id: A UUID as 32 hexadecimal digits.
        trainee: The name of the trainee.
        scenario: The id of the scenario.
        edition: The edition number that the author gave the scenario.
        digest: The digest of the edition that was played, 64 hexadecimal digits.
        rubric: The id of the rubric.
        rubric_edition: The edition number that the author gave the rubric.
        language: The language in which the attempt began, a folder name such as `zh_Hans`.
        started: The date and time of the start, ISO 8601 in UTC to the second.
        ended: The date and time of the end, ISO 8601 in UTC to the second; None before the end.
        measured: Whether a person replied in real time; False if a script made any of the replies.
        mode: Whether the trainee practised, was assessed, or played a tutorial.
        number: The number of the attempt among those of the trainee at this scenario in this mode,
            from 1; None for a retake, and for attempts of older versions.
        branch_of: The id of the attempt of which this one retakes the rest; None: it is no retake.
        branch_turn: The number of the turn that was retaken, from 0; None: it is no retake.
        cohort: The label of the group that plays together, such as a course; None without one.
        team: The team of the trainee at the time; None if it was not known.
        site: The place where the trainee worked at the time; None if it was not known.
        first: Whether it is the first attempt of the trainee at this scenario in this mode, by the
            dates of the start; never of a retake. None: not read from a store.
        set_aside: Whether a reviewer has set the attempt aside; its scores stay as they are.
        person: The number of the trainee in the database; None: not read from a store.
        summary: The scores; None before the end.
        damaged: The cells of the database that hold an impossible value. The field of such a cell
            is empty: `""`, 0, False or None.
    """

    id: str
    trainee: str
    scenario: str
    edition: int
    digest: str
    rubric: str
    rubric_edition: int
    language: str
    started: str
    ended: str | None = None
    measured: bool = True
    mode: Mode = "practice"
    number: int | None = None
    branch_of: str | None = None
    branch_turn: int | None = None
    cohort: str | None = None
    team: str | None = None
    site: str | None = None
    first: bool | None = None
    person: int | None = None
    set_aside: bool = False
    summary: Summary | None = None
    damaged: tuple[DamagedCell, ...] = ()

    @property
    def damaged_columns(self) -> tuple[str, ...]:
        """The names of the damaged fields, in the order of the columns."""
        return tuple(x.column for x in self.damaged)


class Group(Struct, frozen=True, kw_only=True):
    """Where a trainee works, and with whom an attempt is played; None: not known.

    Attributes:
        team: The team of the trainee.
        site: The place where the trainee works.
        cohort: The label of the group that plays together, such as a course.
    """

    team: str | None = None
    site: str | None = None
    cohort: str | None = None


Decision: TypeAlias = Literal["note", "set-aside", "restored"]
"""What a reviewer decided: nothing, that the attempt does not count, or that it counts again."""


class Review(Struct, frozen=True, kw_only=True):
    """What a named reviewer says about an attempt. It stands beside the scores and changes none.

    Attributes:
        at: The date and time, ISO 8601 in UTC to the second.
        reviewer: The name of the reviewer.
        decision: What was decided.
        note: The reason.
    """

    at: str
    reviewer: str
    decision: Decision
    note: str


Flag: TypeAlias = Literal[
    "waiting",
    "left",
    "retake",
    "unmeasured",
    "unpublished",
    "uninterpretable",
    "critical",
    "set-aside",
]
FLAGS: Final[tuple[Flag, ...]] = get_args(Flag)
"""What may be remarkable about an attempt.

waiting: it has not ended.
left: the trainee gave up before an ending.
retake: it repeats another attempt up to a turn.
unmeasured: a script made some of its replies.
unpublished: its edition is none of those that this program knows as published.
uninterpretable: several replies came too fast to have been read.
critical: a critical error was made.
set-aside: a reviewer has set it aside.
"""


class Signed(NamedTuple):
    """A stored signature with what it must cover.

    Attributes:
        text: What the signature must cover, as the attempt is stored now.
        signer: The public key of the signer, 64 hexadecimal digits as far as it was not changed.
        signature: The signature, 128 hexadecimal digits as far as it was not changed.
    """

    text: bytes
    signer: str
    signature: str


class DatabaseFault(Struct, frozen=True, kw_only=True):
    """Something that is damaged in a database outside the attempts.

    Attributes:
        kind: What is wrong.

            - `page`: the database program says that the file is damaged.
            - `cell`: a cell holds a value that this program can never have written there.
            - `edition`: the text of an edition does not match its digest.
            - `unused`: a trainee has no attempt.
        place: The table, the row and the column, such as `trainees 3 name`.
        detail: The value, or the words of the database program.
    """

    kind: Literal["page", "cell", "edition", "unused"]
    place: str
    detail: str
