"""What each mood changes in a face, as numbers."""

from dataclasses import dataclass
from typing import Literal

Mouth = Literal["smile", "laugh", "soft", "gasp", "wobble", "skew", "teeth", "shout", "frown"]
Lids = Literal["open", "laughing", "resting"]
Mark = Literal["sweat", "tear", "rays", "breath", "huff", "cross", "steam"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """One mood; every measure is a difference from the face at rest.

    Attributes:
        tilt: Turn of the head in degrees, clockwise.
        drop: How far the head sinks.
        jaw: How far the chin falls as the mouth opens.
        shrug: How far the shoulders rise.
        flush: Share of red in the skin.
        pale: Share of white in the skin.
        cheeks: Opacity of the blush.
        brows: Drop of the inner end, middle and outer end.
        raised: Lift of the right brow alone.
        cut: Height of the upper lid's edge as a share of the eye; above 1 leaves it free.
        slant: How much the upper lid falls towards the nose; below 0, outwards.
        cheek: Height of the lower lid as a share of the eye.
        gaze: Where the eyes turn.
        iris: Size of the iris.
        crease: Whether lines stand between the brows.
    """

    mouth: Mouth
    lids: Lids = "open"
    marks: tuple[Mark, ...] = ()
    tilt: float = 0
    drop: float = 0
    jaw: float = 0
    shrug: float = 0
    flush: float = 0
    pale: float = 0
    cheeks: float = 0.45
    brows: tuple[float, float, float] = (0, 0, 0)
    raised: float = 0
    cut: float = 1.3
    slant: float = 0
    cheek: float = 1
    gaze: tuple[float, float] = (0, 0)
    iris: float = 1
    crease: bool = False


MOODS = {
    "calm": Mood(mouth="smile", cut=1.05, brows=(-4, -2, 1)),
    "happy": Mood(
        mouth="laugh",
        lids="laughing",
        tilt=2,
        jaw=4,
        drop=-3,
        shrug=2,
        cheeks=0.9,
        brows=(-9, -7, -2),
    ),
    "relieved": Mood(
        mouth="soft",
        lids="resting",
        marks=("breath",),
        tilt=-4,
        drop=4,
        shrug=-7,
        cheeks=0.75,
        brows=(-8, -5, 2),
    ),
    "surprised": Mood(
        mouth="gasp",
        marks=("rays",),
        drop=-6,
        jaw=4,
        shrug=5,
        pale=0.08,
        cheeks=0.35,
        brows=(-17, -16, -9),
        cut=1.7,
        iris=0.82,
    ),
    "worried": Mood(
        mouth="wobble",
        marks=("sweat",),
        tilt=3,
        shrug=3,
        pale=0.12,
        cheeks=0.2,
        brows=(-12, -5, 5),
        cut=1.15,
        slant=-4,
        gaze=(-3, 1.5),
        iris=0.92,
    ),
    "annoyed": Mood(
        mouth="skew",
        marks=("huff",),
        tilt=-3,
        flush=0.03,
        cheeks=0.3,
        brows=(6, 4, 1),
        raised=9,
        cut=0.38,
        slant=1,
        gaze=(5, 0),
        crease=True,
    ),
    "angry": Mood(
        mouth="teeth",
        marks=("cross",),
        drop=3,
        shrug=5,
        flush=0.13,
        cheeks=0.7,
        brows=(12, 2, -7),
        cut=0.6,
        slant=7,
        cheek=0.75,
        iris=0.92,
        crease=True,
    ),
    "furious": Mood(
        mouth="shout",
        marks=("steam", "cross"),
        tilt=2,
        drop=4,
        jaw=7,
        shrug=8,
        flush=0.27,
        cheeks=0.9,
        brows=(15, 0, -13),
        cut=0.85,
        slant=9,
        iris=0.68,
        crease=True,
    ),
    "sad": Mood(
        mouth="frown",
        marks=("tear",),
        tilt=-5,
        drop=9,
        shrug=-7,
        pale=0.08,
        cheeks=0.3,
        brows=(-13, -2, 8),
        cut=0.55,
        slant=-5,
        gaze=(0, 4),
    ),
}
