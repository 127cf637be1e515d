"""The exceptions of the program.

    SimulatorError
    ├── ScenarioError          a scenario, rubric or concept card has findings that forbid its use
    ├── UnknownScenarioError   the library has no scenario with this name
    ├── TraineeNameError       a text cannot be the name of a trainee
    ├── SessionError           a session cannot carry out a command
    │   ├── NotAvailableError  the current state does not offer the command
    │   ├── EndedError         the session has ended
    │   └── EndlessWalkError   the story would go on for ever without a choice
    ├── LogError               an event log does not follow from the commands in it
    ├── HeaderError            the header of a stored attempt was changed
    ├── StoreError             attempts cannot be read or written
    │   ├── DamagedLogError    a stored log was changed
    │   └── UnsavedError       a play was closed before all its events were saved
    ├── EditionError           the edition of an attempt is missing, changed or unreadable
    ├── RecordStoreError       statements cannot be sent to a learning record store
    ├── MissingLibraryError    a library that only some commands need is not installed
    ├── StreamError            the standard input or output cannot be used
    ├── DataError              a file that ships with the program is missing or damaged
    │   └── CatalogError       a PO file cannot be used
    └── WrongPygameError       pygame is installed, but the program needs pygame-ce

Errors carry fields and no sentences for users; `presentation.errors` words each error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from simulator.findings.finding import Finding
    from simulator.reasons import CatalogFault, Change, NameFault, RecordStoreReason, StoreReason


class SimulatorError(Exception):
    """The base class of every error that the program raises on purpose."""


class ScenarioError(SimulatorError):
    """A scenario, rubric or concept card has findings that forbid its use.

    Attributes:
        findings: The findings, in the order of the file.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0] if findings else None
        place = None if first is None else first.place
        where = "" if place is None else f"{place.file}:{place.line}:{place.column}: "
        what = "no finding" if first is None else f"{where}{first.code} {first.name}"
        super().__init__(what if len(findings) < 2 else f"{what}, and {len(findings) - 1} more")
        self.findings = findings


class UnknownScenarioError(SimulatorError):
    """The library has no scenario with this name.

    Attributes:
        name: The requested name.
        suggestion: The most similar name in the library; None if no name is similar.
        known: All names in the library, in the order of the library.
    """

    def __init__(self, name: str, suggestion: str | None, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.suggestion = suggestion
        self.known = known


class TraineeNameError(SimulatorError):
    """A text cannot be the name of a trainee.

    Attributes:
        fault: Why not; see `NameFault`.
        character: The character that no name can have; empty if the fault belongs to no character.
        place: Its position in the composed text, from 1; 0 if the fault belongs to no character.
    """

    def __init__(self, fault: NameFault, character: str = "", place: int = 0) -> None:
        super().__init__(f"{fault} at {place}" if place else fault)
        self.fault: NameFault = fault
        self.character = character
        self.place = place


class SessionError(SimulatorError):
    """The base class for commands that a session cannot carry out."""


class NotAvailableError(SessionError):
    """The current state of the session does not offer this command.

    Attributes:
        node: The id of the current node.
        command: The id of the choice, or the name of another command, such as `time_out`.
    """

    def __init__(self, node: str, command: str) -> None:
        super().__init__(f"{command} is not available at {node}")
        self.node = node
        self.command = command


class EndedError(SessionError):
    """The session has ended, so it accepts no more commands.

    Attributes:
        node: The id of the ending.
    """

    def __init__(self, node: str) -> None:
        super().__init__(f"ended at {node}")
        self.node = node


class EndlessWalkError(SessionError):
    """The story would go on for ever, or for too long, without anything for the trainee to do.

    Attributes:
        scenario: The id of the scenario, which is faulty.
        nodes: The nodes of the ring in the order of the story, each once. Of a walk that is too
            long and no ring: one node on the way and the last node.
    """

    def __init__(self, scenario: str, nodes: tuple[str, ...]) -> None:
        super().__init__(f"{scenario}: no choice and no ending at {', '.join(nodes)}")
        self.scenario = scenario
        self.nodes = nodes


class LogError(SimulatorError):
    """An event log does not follow from the commands in it, or its hashes do not fit.

    Attributes:
        seq: The position of the first wrong event in the log, from 0.
        kind: The type of the wrong event, such as `chosen`; None if it is unknown.
        what: How the event is wrong: `changed`, `missing` or `added`.
    """

    def __init__(self, seq: int, kind: str | None = None, what: Change = "changed") -> None:
        super().__init__(f"event {seq} does not follow from the ones before it")
        self.seq = seq
        self.kind = kind
        self.what = what


class HeaderError(SimulatorError):
    """The header of a stored attempt was changed: it does not match its fingerprint.

    Attributes:
        attempt: The id of the attempt.
        fields: The names of the changed fields, such as `trainee`; at least one.
    """

    def __init__(self, attempt: str, fields: tuple[str, ...]) -> None:
        super().__init__(f"{attempt}: {', '.join(fields)}")
        self.attempt = attempt
        self.fields = fields


class StoreError(SimulatorError):
    """Attempts cannot be read or written.

    Attributes:
        reason: Why the store failed; see `StoreReason`.
        place: The path or URL of the database, without a password.
        detail: The message of the database, or a technical hint such as the id of an attempt.
    """

    def __init__(self, reason: StoreReason, place: str, detail: str) -> None:
        super().__init__(f"{reason}: {place}: {detail}")
        self.reason: StoreReason = reason
        self.place = place
        self.detail = str(detail)


class DamagedLogError(StoreError):
    """A stored log was changed; `reason` is always `damaged`.

    Attributes:
        attempt: The id of the attempt that the log belongs to.
        seq: The position of the first wrong event in the log, from 0.
        kind: The type of the wrong event, such as `chosen`; None if it is unknown.
        what: How the event is wrong: `changed`, `missing` or `added`.
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
    """A play was closed before all its events were saved.

    `reason`, `place` and `detail` are those of the `StoreError` that stopped the saving.

    Attributes:
        replies: The number of lost replies; 0 if only the end of the attempt is not saved.
        scenario: The title of the scenario.
    """

    def __init__(self, cause: StoreError, replies: int, scenario: str) -> None:
        super().__init__(cause.reason, cause.place, cause.detail)
        self.replies = replies
        self.scenario = scenario


class EditionError(SimulatorError):
    """The stored edition of an attempt cannot be used.

    Attributes:
        what: `missing`: the store has no such edition. `changed`: the text does not match the
            digest. `unreadable`: the text cannot be decoded, replayed or scored.
        digest: The digest under which the edition is stored, 64 hexadecimal digits.
    """

    def __init__(self, what: Literal["missing", "changed", "unreadable"], digest: str) -> None:
        super().__init__(f"{what}: edition {digest}")
        self.what = what
        self.digest = digest


class RecordStoreError(SimulatorError):
    """Statements cannot be sent to a learning record store.

    Attributes:
        reason: Why not; see `RecordStoreReason`.
        place: The host, the address or the file of the key; empty if nothing was given.
        detail: What the record store or the system said; can be empty.
    """

    def __init__(self, reason: RecordStoreReason, place: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {place}: {detail}")
        self.reason: RecordStoreReason = reason
        self.place = place
        self.detail = detail


class StreamError(SimulatorError):
    """The standard output cannot be written, or the standard input cannot be read.

    Attributes:
        stream: `input` or `output`.
        reason: What the system says about it; empty if the stream is closed.
        gone: Whether the program that reads the output has ended, as `head` does after ten lines.
    """

    def __init__(self, stream: Literal["input", "output"], reason: str, *, gone: bool) -> None:
        super().__init__(f"{stream}: {reason}")
        self.stream: Literal["input", "output"] = stream
        self.reason = reason
        self.gone = gone


class DataError(SimulatorError):
    """A file that ships with the program is missing or damaged.

    Attributes:
        file: The path or the name of the file, for the error message.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class CatalogError(DataError):
    """A PO file cannot be used.

    Attributes:
        fault: Why the file cannot be used.
        line: The number of the first wrong line, from 1; 0 if the fault is in no single line.
    """

    def __init__(self, file: str, fault: CatalogFault, line: int = 0) -> None:
        super().__init__(file)
        self.fault: CatalogFault = fault
        self.line = line


class MissingLibraryError(SimulatorError):
    """A library that only some commands need is not installed.

    Attributes:
        extra: The name of the extra of the package that brings the library.
    """

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


class WrongPygameError(SimulatorError):
    """pygame is installed, but the program needs pygame-ce.

    Both install into the same package folder, so they cannot be installed side by side.
    """
