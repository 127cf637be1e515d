"""Write every person in every mood as ``<person>-<mood>.svg``."""

from pathlib import Path

from assets.portraits import face
from assets.portraits.cast import CAST
from assets.portraits.marks import MARKS
from assets.portraits.mood import MOODS, Mood
from assets.portraits.mouth import mouth
from assets.portraits.person import Person, Skin
from assets.svg import document, group, write

HERE = Path(__file__).parent
SIZE = (360, 432)
MIDDLE = SIZE[0] // 2
NECK_Y = 316


def portrait(person: Person, mood: Mood) -> str:
    """One person in one mood, on a transparent ground."""
    skin = Skin.of(person.skin, lip=person.lip, flush=mood.flush, pale=mood.pale)
    turn = f"translate(0 {mood.drop}) rotate({mood.tilt} 0 {NECK_Y})"
    layers = (
        face.head(person, skin, mood),
        person.lines(skin),
        person.beard(skin),
        person.nose(skin),
        mouth(person, skin, mood.mouth),
        person.moustache(skin),
        face.eyes(person, skin, mood),
        person.top(skin),
        face.brows(person, skin, mood),  # above the fringe, so that a raised brow is seen
        *(MARKS[mark](person) for mark in mood.marks),
    )
    content = (
        group([person.back(skin)], turn),
        group([person.clothes(skin)], f"translate(0 {-mood.shrug})"),
        group(layers, turn),
    )
    return document(SIZE, [group(content, f"translate({MIDDLE} 0)")])


def drawings() -> dict[Path, str]:
    """Every portrait by its file."""
    return {
        HERE / f"{person.name}-{name}.svg": portrait(person, mood)
        for person in CAST
        for name, mood in MOODS.items()
    }


def main() -> None:
    """Writes the portraits beside this file."""
    write(drawings())


if __name__ == "__main__":
    main()
