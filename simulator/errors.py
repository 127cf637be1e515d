"""The exceptions of the program.

    SimulatorError
    ├── ScenarioError          a scenario, rubric or card file has findings that forbid its use
    ├── UnknownScenarioError   the library has no scenario of this name
    ├── TraineeNameError       a text that cannot be the name of a trainee
    ├── SessionError
    │   ├── NotAvailableError  a command that the present state does not offer
    │   └── EndedError         a command to a session that has ended
    ├── LogError               an event log that no session could have written
    ├── HeaderError            the header of a stored attempt is not as it was written
    ├── StoreError             attempts cannot be read or written
    │   ├── DamagedLogError    a stored log is not as it was written
    │   └── UnsavedError       a play was left before all of it could be saved
    ├── EditionError           the edition of an attempt is missing, changed or unreadable
    ├── DataError              a file that ships with the program is missing or damaged
    └── WrongPygameError       pygame is installed where pygame-ce is needed

Errors carry fields, never sentences for a user; `presentation.errors` puts them into words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from simulator.findings.finding import Finding

Change: TypeAlias = Literal["changed", "missing", "added"]
StoreReason: TypeAlias = Literal[
    "missing",
    "locked",
    "read-only",
    "full",
    "medium",
    "damaged",
    "newer",
    "refused",
    "elsewhere",
]
NameFault: TypeAlias = Literal["empty", "too-long", "control"]


class SimulatorError(Exception):
    """The base class of all exceptions that the program raises on purpose."""


class ScenarioError(SimulatorError):
    """A file has findings that forbid its use.

    Attributes:
        findings: The findings, in the order of the file.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class UnknownScenarioError(SimulatorError):
    """The library has no scenario of this name.

    Attributes:
        name: The name that was not found.
        suggestion: The most similar name in the library; None: no name is similar.
        known: All names in the library, in its order.
    """

    def __init__(self, name: str, suggestion: str | None, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.suggestion = suggestion
        self.known = known


class TraineeNameError(SimulatorError):
    """A text that cannot be the name of a trainee.

    Attributes:
        fault: empty, too-long (over 80 characters) or control (a control character).
    """

    def __init__(self, fault: NameFault) -> None:
        super().__init__(fault)
        self.fault: NameFault = fault


class SessionError(SimulatorError):
    """A command that the session cannot do now."""


class NotAvailableError(SessionError):
    """The present state does not offer this command.

    Attributes:
        node: The present node of the session.
        command: The command that was refused, such as the id of a choice.
    """

    def __init__(self, node: str, command: str) -> None:
        super().__init__(f"{command} is not available at {node}")
        self.node = node
        self.command = command


class EndedError(SessionError):
    """The session has ended.

    Attributes:
        node: The ending that was reached.
    """

    def __init__(self, node: str) -> None:
        super().__init__(f"ended at {node}")
        self.node = node


class LogError(SimulatorError):
    """An event log that no session could have written.

    Attributes:
        seq: The place of the first wrong event, from 0.
        kind: The type of the event at that place; None: it could not be read.
        what: Whether that event was changed, is missing or was added.
    """

    def __init__(self, seq: int, kind: str | None = None, what: Change = "changed") -> None:
        super().__init__(f"event {seq} does not follow from the ones before it")
        self.seq = seq
        self.kind = kind
        self.what = what


class HeaderError(SimulatorError):
    """The header of a stored attempt is not as it was written.

    Attributes:
        attempt: The id of the attempt.
        fields: The fields that were changed, such as `trainee`; at least one.
    """

    def __init__(self, attempt: str, fields: tuple[str, ...]) -> None:
        super().__init__(f"{attempt}: {', '.join(fields)}")
        self.attempt = attempt
        self.fields = fields


class StoreError(SimulatorError):
    """Attempts cannot be read or written.

    Attributes:
        reason: A short code. medium: the disk fails to read or write. refused: the database or
            a value in it cannot be used. elsewhere: the attempt is played in another window.
        place: The database, without any password.
        detail: The message of the database.
    """

    def __init__(self, reason: StoreReason, place: str, detail: str) -> None:
        super().__init__(f"{reason}: {place}: {detail}")
        self.reason: StoreReason = reason
        self.place = place
        self.detail = str(detail)


class DamagedLogError(StoreError):
    """A stored log is not as it was written; its reason is damaged.

    Attributes:
        attempt: The id of the attempt that the log belongs to.
        seq: The place of the first wrong event, from 0.
        kind: The type of the event at that place; None: it could not be read.
        what: Whether that event was changed, is missing or was added.
    """

    def __init__(
        self, place: str, attempt: str, seq: int, kind: str | None = None, what: Change = "changed"
    ) -> None:
        super().__init__("damaged", place, f"{attempt}/{seq}")
        self.attempt = attempt
        self.seq = seq
        self.kind = kind
        self.what = what


class UnsavedError(StoreError):
    """A play was left before all events could be saved; reason, place and detail are the cause.

    Attributes:
        replies: The number of replies that are lost; 0: only the end of the attempt is not saved.
        scenario: The title of the scenario.
    """

    def __init__(self, why: StoreError, replies: int, scenario: str) -> None:
        super().__init__(why.reason, why.place, why.detail)
        self.replies = replies
        self.scenario = scenario


class EditionError(SimulatorError):
    """The edition of an attempt cannot be used.

    Attributes:
        what: Whether the stored edition is missing, was changed or cannot be read.
        digest: The SHA-256 under which the edition is stored.
    """

    def __init__(self, what: Literal["missing", "changed", "unreadable"], digest: str) -> None:
        super().__init__(f"{what}: edition {digest}")
        self.what = what
        self.digest = digest


class DataError(SimulatorError):
    """A file that ships with the program is missing or damaged.

    Attributes:
        file: The path or the name of the file.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class WrongPygameError(SimulatorError):
    """pygame is installed where pygame-ce is needed; both use the same package folder."""
