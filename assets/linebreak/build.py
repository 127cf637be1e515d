"""Write the table of line-break classes, ``simulator/gui/text/classes.py``.

The classes are those of ICU, whose library comes with ``icu4py``. Run again when the version of
``icu4py`` in ``constraints.txt`` brings a newer Unicode, and read the difference:
``python -m assets.linebreak.build``. This works only with the Linux wheels of ``icu4py``.
"""

import ctypes
import string
from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "simulator/gui/text/classes.py"
LETTERS = string.ascii_letters + "@#%&~;:<>!"
"""No digits, and nothing that means something else between the brackets of a pattern."""

# Numbers of properties and their values in ICU's uchar.h.
LINE_BREAK, EAST_ASIAN_WIDTH, GENERAL_CATEGORY, EXTENDED_PICTOGRAPHIC = 0x1008, 0x1004, 0x1005, 64
UNASSIGNED, MARKS, INITIAL_QUOTE, FINAL_QUOTE = 0, (6, 8), 28, 29
WIDE = (2, 3, 5)

HEAD = '''"""The line-break class of each character: a table made by `assets/linebreak/build.py`.

Unicode {version}. Classes that rule LB1 resolves are resolved; `_` follows a class of characters
that East Asian text draws wide. Of the quotation marks, `QI` open and `QF` close. `DC` is the
dotted circle. Pictographs that are not assigned yet are in `EB` or `XP`. Hangul syllables of both
kinds are in `H3`.
"""

from __future__ import annotations

from typing import Final

'''


class Icu:
    """The properties of characters in the ICU library of the wheel of ``icu4py``."""

    def __init__(self) -> None:
        files = {
            Path(x.name).name.split("-")[0]: str(x.locate())
            for x in distribution("icu4py").files or ()
            if ".so" in x.name
        }
        ctypes.CDLL(files["libicudata"], mode=ctypes.RTLD_GLOBAL)
        self._library = ctypes.CDLL(files["libicuuc"])
        self._suffix = files["libicuuc"].rsplit(".so.", 1)[1].split(".")[0]
        self._value = self._library[f"u_getIntPropertyValue_{self._suffix}"]

    @property
    def unicode(self) -> str:
        """The version of Unicode."""
        found = (ctypes.c_uint8 * 4)()
        self._library[f"u_getUnicodeVersion_{self._suffix}"](found)
        return f"{found[0]}.{found[1]}"

    def line_class(self, code: int) -> str:
        """The resolved line-break class of a code point."""
        category = self._value(code, GENERAL_CATEGORY)
        named = self._library[f"u_getPropertyValueName_{self._suffix}"]
        named.restype = ctypes.c_char_p
        found = named(LINE_BREAK, self._value(code, LINE_BREAK), 0).decode()
        if found == "SA":
            found = "CM" if category in MARKS else "AL"
        elif found == "QU":
            found = {INITIAL_QUOTE: "QI", FINAL_QUOTE: "QF"}.get(category, "QU")
        elif code == ord("\u25cc"):
            found = "DC"
        elif category == UNASSIGNED and self._value(code, EXTENDED_PICTOGRAPHIC):
            found = "EB" if found == "ID" else "XP"
        found = {"AI": "AL", "XX": "AL", "SG": "AL", "CJ": "NS", "H2": "H3"}.get(found, found)
        return found + "_" * (self._value(code, EAST_ASIAN_WIDTH) in WIDE)


def module(icu: Icu) -> str:
    """The text of the module."""
    runs = [(x, len(list(y))) for x, y in groupby(map(icu.line_class, range(0x110000)))]
    letters = dict(zip(sorted({x for x, _ in runs}), LETTERS, strict=False))
    table = "".join(letters[x] + (str(n) if n > 1 else "") for x, n in runs)
    lines = [f'    "{table[x : x + 90]}"\n' for x in range(0, len(table), 90)]
    names = [f'    "{x}": "{y}",\n' for x, y in letters.items()]
    return (
        HEAD.format(version=icu.unicode)
        + f"LETTERS: Final = {{\n{''.join(names)}}}\n"
        + '"""The letter of each class in the table."""\n\n'
        + f"RUNS: Final = (\n{''.join(lines)})\n"
        + '"""All code points in order, as runs: the letter of a class, and how many follow '
        + 'each other."""\n'
    )


def main() -> None:
    """Write the table."""
    TARGET.write_text(module(Icu()), encoding="utf-8")


if __name__ == "__main__":
    main()
