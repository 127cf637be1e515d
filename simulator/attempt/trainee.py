"""The rule for names of trainees: different ways to type one name give equal names.

Waiting attempts, and the filters of `simulator scores`, are found by the exact name. Names that
older versions of the program stored are not changed.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from simulator.errors import TraineeNameError

LONGEST_NAME: Final = 80
"""The maximum number of characters in a name, counted after NFC composition."""

# General categories of Unicode: control characters, surrogates, and invisible format characters.
_FORBIDDEN: Final = ("Cc", "Cs")
_INVISIBLE: Final = "Cf"


def trainee_name(text: str) -> str:
    r"""The name in a typed text: composed (NFC), with single spaces, without invisible characters.

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
