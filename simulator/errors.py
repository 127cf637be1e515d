"""The exception tree; nothing else.

    SimulatorError
    ├── ScenarioError          a scenario, rubric or card file has findings that forbid its use
    ├── SessionError
    │   ├── NotAvailableError  a command that the present state does not offer
    │   └── EndedError         a command to a session that has ended
    ├── LogError               an event log that no session could have written
    ├── StoreError             attempts cannot be read or written
    │   ├── DamagedLogError    a stored log is not as it was written
    │   └── UnkeptError        a play was left before all of it could be kept
    ├── EditionError           the edition of an attempt is not there as it was kept
    └── DataError              a file that ships with the program is missing or damaged

Errors carry fields, never sentences for a user; the front ends word them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from simulator.findings.finding import Finding

Change: TypeAlias = Literal["changed", "missing", "added"]


class SimulatorError(Exception):
    """The root: everything that the program itself raises on purpose."""


class ScenarioError(SimulatorError):
    """A file has findings that forbid its use.

    Attributes:
        findings: What was found, in the order of the file.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class SessionError(SimulatorError):
    """A session was told to do what it cannot do now."""


class NotAvailableError(SessionError):
    """The present state does not offer this command.

    Attributes:
        node: Where the session is.
        command: What was asked for, such as a choice's id.
    """

    def __init__(self, node: str, command: str) -> None:
        super().__init__(f"{command} is not available at {node}")
        self.node = node
        self.command = command


class EndedError(SessionError):
    """The session has ended.

    Attributes:
        node: The ending.
    """

    def __init__(self, node: str) -> None:
        super().__init__(f"ended at {node}")
        self.node = node


class LogError(SimulatorError):
    """An event log that no session could have written.

    Attributes:
        seq: The place of the first wrong event, from 0.
        kind: The type of the event that stands there, where it was read as text; else None.
        what: How it is wrong.
    """

    def __init__(self, seq: int, kind: str | None = None, what: Change = "changed") -> None:
        super().__init__(f"event {seq} does not follow from the ones before it")
        self.seq = seq
        self.kind = kind
        self.what = what


class StoreError(SimulatorError):
    """Attempts cannot be read or written.

    Attributes:
        reason: A short code: missing, locked, read-only, full, medium (it fails to read or write),
            damaged, newer, refused, elsewhere (the attempt goes on in another window).
        place: The database, without any password.
        detail: What the database said.
    """

    def __init__(self, reason: str, place: str, detail: str) -> None:
        super().__init__(f"{reason}: {place}: {detail}")
        self.reason = reason
        self.place = place
        self.detail = str(detail)


class DamagedLogError(StoreError):
    """A stored log is not as it was written; its reason is damaged.

    Attributes:
        attempt: Whose log.
        seq: The place of the first wrong event, from 0.
        kind: The type of the event that stands there; None where there is none to be read.
        what: How it is wrong.
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
    """A play was left before all of it could be kept; the rest is why.

    Attributes:
        replies: How many are lost; 0: none, but the end of the attempt is not noted.
        scenario: Its title.
    """

    def __init__(self, why: StoreError, replies: int, scenario: str) -> None:
        super().__init__(why.reason, why.place, why.detail)
        self.replies = replies
        self.scenario = scenario


class EditionError(SimulatorError):
    """The edition of an attempt is not there as it was kept.

    Attributes:
        what: How.
        digest: What it was kept under.
    """

    def __init__(self, what: Literal["missing", "changed", "unreadable"], digest: str) -> None:
        super().__init__(f"{what}: edition {digest}")
        self.what = what
        self.digest = digest


class DataError(SimulatorError):
    """A file that ships with the program is missing or damaged.

    Attributes:
        file: Which one.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file
