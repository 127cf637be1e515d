"""The rule for names of trainees: different ways to type one name give equal names.

A name is kept as it was typed, but for its composition and its white space. What cannot be kept is
refused, never dropped. Earlier versions dropped invisible characters, or kept every text; so the
attempts of a name are looked for under each of its `spellings`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from simulator.attempt.joining import is_meaningful, is_tag_of_flag
from simulator.errors import TraineeNameError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Unpack

    from simulator.attempt.ports import AttemptFilter, AttemptReader, PlayStore
    from simulator.attempt.record import Attempt
    from simulator.reasons import NameFault

LONGEST_NAME: Final = 80
"""The maximum number of characters in a name, counted after NFC composition."""
LONGEST_TYPED: Final = 12 * LONGEST_NAME
"""The maximum number of characters in a field for a name: room for accents and for white space."""

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
"""The characters that no store has ever taken."""
_BLANKS: Final = frozenset("\t\n\r")
"""The control characters that count as white space."""
_KINDS: Final[dict[str, NameFault]] = {
    "Cc": "control",
    "Cs": "broken",
    "Zl": "separator",
    "Zp": "separator",
    "Co": "private",
}
_BIDIRECTIONAL: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_VISIBLE_FORMATS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Signs of Arabic, Syriac and Kaithi: Unicode calls them format characters, and they are drawn."""
_JOINERS: Final = frozenset("\u200c\u200d")
# Letters, marks and symbols that are drawn as nothing.
_BLANK_LETTERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159")


def trainee_name(text: str) -> str:
    r"""The name in a typed text: composed (NFC), with single spaces, otherwise as it was typed.

    Args:
        text: The text as it was typed.

    Returns:
        A name of 1 to 80 characters.

    Raises:
        TraineeNameError: The text is blank or too long, is made of combining marks alone, or has a
            character that no name can have; see `NameFault`.

    >>> trainee_name("  Ana   Lima ")
    'Ana Lima'
    >>> trainee_name("Ανα\u0301 \t Λίμα") == "Ανά Λίμα"
    True
    """
    if len(text.strip()) > LONGEST_TYPED:  # Composing many marks takes quadratic time.
        raise TraineeNameError("too-long")
    typed = unicodedata.normalize("NFC", text)
    for place, character in enumerate(typed):
        fault = _fault(typed, place, character)
        if fault is not None:
            raise TraineeNameError(fault, character, place + 1)
    name = _composed(typed)
    if not name:
        raise TraineeNameError("empty")
    if all(unicodedata.category(x)[0] in "MZ" for x in name):
        raise TraineeNameError("marks")
    if len(name) > LONGEST_NAME:
        raise TraineeNameError("too-long")
    return name


def spellings(text: str) -> tuple[str, ...]:
    r"""The names under which attempts of a typed name may be stored, in this and earlier versions.

    Args:
        text: The text as it was typed; it need not be a name.

    >>> spellings(" Ana ")
    ('Ana', ' Ana ')
    >>> spellings("क्\u200dष")
    ('क्\u200dष', 'क्ष')
    """
    visible = "".join(x for x in text if unicodedata.category(x) != "Cf")
    found = dict.fromkeys((_composed(text), text, _composed(visible)))
    return tuple(x for x in found if x.strip() and not _UNSTORABLE.search(x))


def waiting_attempt(store: PlayStore, trainee: str, scenario: str) -> Attempt | None:
    """The newest unfinished attempt of a trainee at a scenario, under the first spelling with one.

    Args:
        store: The store of the attempts.
        trainee: The name of the trainee.
        scenario: The id of the scenario.

    Raises:
        StoreError: The store cannot be read.
    """
    found = (store.waiting(x, scenario) for x in spellings(trainee))
    return next((x for x in found if x is not None), None)


def attempts_of(
    store: AttemptReader, typed: str, **wanted: Unpack[AttemptFilter]
) -> Iterator[Attempt]:
    """The attempts of a trainee under each spelling of the name, oldest start first.

    Args:
        store: The store of the attempts.
        typed: The name as it was typed.
        **wanted: The other filters; see `attempt.ports.AttemptFilter`.

    Raises:
        StoreError: The store cannot be read.
        TraineeNameError: The text cannot be a name, and no attempt is stored under it.
    """
    wanted["trainee"] = spellings(typed)
    found = store.attempts(**wanted)
    first = next(found, None)
    if first is None:
        trainee_name(typed)
        return iter(())
    return itertools.chain((first,), found)


def _composed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _fault(text: str, place: int, character: str) -> NameFault | None:
    """Why a name cannot have the character at a place; None if it can."""
    if character.isascii():
        return None if character.isprintable() or character in _BLANKS else "control"
    category = unicodedata.category(character)
    fault: NameFault | None = _KINDS.get(category)
    if character in _BIDIRECTIONAL:
        fault = "bidirectional"
    elif character in _JOINERS or _is_selector(character):
        fault = None if is_meaningful(text, place) else "joiner"
    elif category == "Cn" and _is_no_character(character):
        fault = "private"
    elif category == "Cf" and character not in _VISIBLE_FORMATS:
        fault = None if is_tag_of_flag(text, place) else "invisible"
    elif character in _BLANK_LETTERS:
        fault = "invisible"
    return fault


def _is_selector(character: str) -> bool:
    return (
        "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
        or character in "\u180b\u180c\u180d\u180f"
    )


def _is_no_character(character: str) -> bool:
    """Whether Unicode has set a code point aside for ever, or keeps it for invisible characters."""
    code = ord(character)
    return (
        0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or 0xE0000 <= code <= 0xE0FFF
        or code == 0x2065
        or 0xFFF0 <= code <= 0xFFF8
    )
