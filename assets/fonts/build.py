"""Cut the game's fonts out of the complete Noto fonts.

The committed fonts hold fixed sets of characters and every character that a
catalogue or a scenario uses. Run again after adding text that
``tests/assets/test_fonts.py`` reports as not covered; README.md says where the
sources come from.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TEXTS = ("locales/**/*.po", "scenarios/**/*.yaml")

PUNCTUATION = (
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20CF),
    (0x2100, 0x214F),
    (0x2190, 0x21FF),
)
SYMBOLS = ((0x2200, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF))
LATIN = ((0x0020, 0x007E), (0x00A0, 0x017F), (0x0218, 0x021B), (0x02B0, 0x036F))
GREEK = ((0x0370, 0x03FF), (0x1F00, 0x1FFF))
CHINESE_FORMS = ((0x3000, 0x303F), (0xFE10, 0xFE4F), (0xFF00, 0xFFEF))

# Common in Chinese names, and younger than GB 2312.
NAME_CHARACTERS = "喆玥昇祎堃珺甯镕瑄熠曈晞旻翀祺炜彧翊赟弢犇骉淼垚頔婧琤璟睿烨煊"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family to cut: its name, its characters and the layout that it keeps."""

    name: str
    characters: frozenset[int]
    features: tuple[str, ...]


def spans(*ranges: tuple[int, int]) -> Iterator[int]:
    """Every code point of inclusive ranges."""
    for first, last in ranges:
        yield from range(first, last + 1)


def gb2312() -> Iterator[int]:
    """The 6,763 hanzi and the symbols of GB 2312, without its Greek and Cyrillic.

    A Greek word must come from one font: the Chinese one has no accented
    Greek letters, so a run split by coverage would mix two designs.
    """
    for row in (*range(0xA1, 0xA6), 0xA8, *range(0xB0, 0xF8)):
        for cell in range(0xA1, 0xFF):
            yield from map(ord, bytes((row, cell)).decode("gb2312", "ignore"))


def text_characters(root: Path) -> frozenset[int]:
    """Every printable character in the catalogues and scenarios under a root."""
    texts = (path.read_text(encoding="utf-8") for glob in TEXTS for path in root.glob(glob))
    return frozenset(
        ord(character) for text in texts for character in text if character.isprintable()
    )


def families(used: Iterable[int]) -> tuple[Family, Family]:
    """The Latin-Greek family and the Chinese one, with the characters in use."""
    sans = frozenset((*spans(*LATIN, *GREEK, *PUNCTUATION, *SYMBOLS), *used))
    chinese_used = (code for code in used if code not in frozenset(spans(*GREEK)))
    chinese = (
        *gb2312(),
        *spans((0x20, 0x7E), (0xA0, 0xFF), *PUNCTUATION, *SYMBOLS, *CHINESE_FORMS),
    )
    names = map(ord, NAME_CHARACTERS)
    return (
        Family(
            name="NotoSans",
            characters=sans,
            features=("ccmp", "kern", "liga", "locl", "mark", "mkmk"),
        ),
        # Without `locl` and `vert`: they would pull in Japanese, Korean and vertical forms.
        Family(
            name="NotoSansSC",
            characters=frozenset((*chinese, *names, *chinese_used)),
            features=("ccmp", "kern"),
        ),
    )


def cut(source: Path, target: Path, family: Family) -> frozenset[int]:
    """The code points of the subset font that is written to a target."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = list(family.features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT"]
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=family.characters)
        subsetter.subset(font)
        subset.save_font(font, str(target), options)
        return frozenset(font.getBestCmap())


def build(sources: dict[str, tuple[Path, Path, Path]], root: Path, target: Path) -> str:
    """The characters in use that no font covers; the fonts and licences are written.

    Args:
        sources: Regular, bold and licence file of each family.
        root: The project, whose catalogues and scenarios are read.
        target: The folder to write to.
    """
    used = text_characters(root)
    covered: set[int] = set()
    for family in families(used):
        regular, bold, licence = sources[family.name]
        for style, source in (("Regular", regular), ("Bold", bold)):
            covered |= cut(source, target / f"{family.name}-{style}.ttf", family)
        text = licence.read_text(encoding="utf-8")
        (target / f"OFL-{family.name}.txt").write_text(text, encoding="utf-8")
    return "".join(map(chr, sorted(used - covered)))


def main() -> int:
    """Exit code 0, or 1 when a character in use is in none of the fonts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("--sans", "--sc"):
        parser.add_argument(
            option, nargs=3, type=Path, required=True, metavar=("REGULAR", "BOLD", "LICENCE")
        )
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("--target", type=Path, default=HERE, help="the folder to write to")
    arguments = parser.parse_args()
    sources = {"NotoSans": tuple(arguments.sans), "NotoSansSC": tuple(arguments.sc)}
    missing = build(sources, arguments.root, arguments.target)
    if missing:
        sys.stderr.write(f"No font covers: {missing}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
