"""The words for why something failed; the interface has a message for each.

They stand in the fields of the exceptions in `simulator.errors`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Change: TypeAlias = Literal["changed", "missing", "added"]
"""How an event of a log differs from the event that was written.

changed: the event has other content, or the stored length or head hash does not fit.
missing: there is no event at this position.
added: the log has more events than were written.
"""
StoreReason: TypeAlias = Literal[
    "missing",
    "unreachable",
    "denied",
    "locked",
    "read-only",
    "full",
    "medium",
    "damaged",
    "newer",
    "older",
    "refused",
    "elsewhere",
]
"""Why the store failed.

missing: the database cannot be opened, or was deleted or replaced while it was in use.
unreachable: the server of the database does not answer, or the connection was lost.
denied: the server does not accept the user or the password, or does not let the user do this.
locked: another process has been writing for too long.
read-only: the database or its folder may not be written.
full: the disk is full.
medium: the disk fails to read or write.
damaged: the content of the database is broken, or the cause is unknown.
newer: a newer version of the program made the tables.
older: an earlier version made the tables, and a command that only reads may not change them.
refused: the database is not one of this program, or does not accept a value or an address.
elsewhere: the attempt was continued in another window.
"""
RecordStoreReason: TypeAlias = Literal[
    "address",
    "plain",
    "key-missing",
    "key-open",
    "key-shape",
    "key-refused",
    "certificate",
    "unreachable",
    "busy",
    "elsewhere",
    "stranger",
    "refused",
]
"""Why statements cannot be sent to a learning record store.

address: the text is no address of a record store.
plain: the key would be sent without encryption to another machine.
key-missing: no key was given.
key-open: other users of this machine can read the file of the key.
key-shape: the key is not a user and a password with a colon between them.
key-refused: the record store does not accept the key, or does not let it write.
certificate: the record store cannot prove that it has this name.
unreachable: no connection, or the connection was lost, each time.
busy: the record store answered each time that it cannot answer now.
elsewhere: the record store sends us to another address.
stranger: what answers at this address is no record store.
refused: the record store refuses the statements.
"""
CatalogFault: TypeAlias = Literal[
    "unreadable", "not-a-file", "too-big", "not-utf8", "syntax", "plural"
]
"""Why a PO file cannot be used.

unreadable: the system does not let the program read it.
not-a-file: it is a folder, a pipe or a device.
too-big: it has too many bytes or lines.
not-utf8: a line is not in UTF-8.
syntax: a line is not one of a PO file.
plural: its header has a rule for plural forms that cannot be used.
"""
NameFault: TypeAlias = Literal[
    "empty",
    "too-long",
    "marks",
    "control",
    "bidirectional",
    "separator",
    "joiner",
    "invisible",
    "private",
    "broken",
]
"""Why a text cannot be a name.

empty: it is blank.
too-long: it has too many characters.
marks: it is made of combining marks alone.

The other faults belong to one character of the text.

control: a control character.
bidirectional: a character that changes the direction of writing.
separator: a line or paragraph separator.
joiner: a joiner or a variation selector where it changes nothing.
invisible: another character that is drawn as nothing.
private: a code point without a meaning that everybody shares.
broken: half of a character, or a byte that is no text.
"""
