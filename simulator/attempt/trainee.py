"""The one rule for the name of a trainee: all ways to type a name give one name.

Attempts that wait, and the filters of `simulator scores`, go by the name to the letter. Names
that older versions stored keep the form in which they were stored.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from simulator.errors import TraineeNameError

LONGEST_NAME: Final = 80
"""Characters, after composition."""

_FORBIDDEN: Final = ("Cc", "Cs")
_INVISIBLE: Final = "Cf"


def trainee_name(text: str) -> str:
    r"""The name that a text gives: composed (NFC), with single spaces, without invisible marks.

    Args:
        text: The text as it was typed.

    Returns:
        A name of 1 to 80 characters.

    Raises:
        TraineeNameError: The text is blank, is too long, or has a control character
            other than white space.

    >>> trainee_name("  Ana   Lima ")
    'Ana Lima'
    >>> trainee_name("Ανα\u0301 \t Λίμα") == "Ανά Λίμα"
    True
    """
    visible = "".join(x for x in text if unicodedata.category(x) != _INVISIBLE)
    name = " ".join(unicodedata.normalize("NFC", visible).split())
    if not name:
        raise TraineeNameError("empty")
    if any(unicodedata.category(x) in _FORBIDDEN for x in name):
        raise TraineeNameError("control")
    if len(name) > LONGEST_NAME:
        raise TraineeNameError("too-long")
    return name
