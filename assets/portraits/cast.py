"""The twelve people, put together from their parts."""

from assets.portraits import clothes, extras, face, hair
from assets.portraits.person import Brows, Eyes, Person
from assets.svg import points

LONG_FACE = points("0,90 46,95 72,126 79,176 77,226 66,268 40,298 0,308")
OVAL_FACE = points("0,92 50,98 75,132 79,180 73,228 55,268 28,297 0,304")
FULL_FACE = points("0,96 52,102 79,138 86,188 87,234 72,276 40,302 0,309")
HEAVY_FACE = points("0,82 46,88 74,122 80,174 82,226 78,266 54,299 0,311")
HEART_FACE = points("0,98 52,104 80,140 84,190 75,238 50,278 22,299 0,303")
SQUARE_FACE = points("0,90 52,96 77,130 81,180 81,232 72,276 44,304 0,310")
SLIM_FACE = points("0,94 46,100 69,134 74,184 70,232 54,274 28,302 0,309")
BROAD_FACE = points("0,92 52,98 79,134 85,186 83,236 66,278 36,302 0,308")
ANGULAR_FACE = points("0,92 50,98 74,132 78,184 75,234 62,272 34,302 0,309")
SOFT_FACE = points("0,92 50,99 76,136 81,186 76,232 58,272 30,299 0,305")
BIG_FACE = points("0,92 52,98 80,136 88,188 95,238 86,282 54,310 0,318")

TEAL = "#2f7f7a"

LIN = Person(
    name="lin",
    skin="#ecc49a",
    outline=LONG_FACE,
    eyes=Eyes(half_width=15, up=9.5, down=6.5, tilt=1, iris="#3d2a20", fold=False),
    brows=Brows(colour="#5b5557", weight=6, arch=3, y=167),
    nose=face.round_nose(242, 12),
    mouth=22,
    mouth_y=268,
    lines=extras.age_lines(mouth_y=268, forehead=True),
    clothes=clothes.suit("#3d4a63", "#eef0ee", "#a3473c", 29),
    top=extras.together(hair.side_parted("#45403f", "#9b9694"), extras.glasses("#3a3236")),
)
SOFIA = Person(
    name="sofia",
    skin="#efc09a",
    outline=OVAL_FACE,
    eyes=Eyes(up=13, iris="#6b4a2a", wing=6, lash=3.6),
    brows=Brows(colour="#4a2e26", weight=5.5, arch=6),
    nose=face.bridge_nose(240, 8, 30),
    mouth=21,
    lip="#b8463f",
    neck=25,
    reach=108,
    ear=None,
    back=hair.long_back("#3d2620"),
    clothes=clothes.knit("#c7653f", 25, width=132),
    top=hair.swept_long("#4b2f27", "#6d4638"),
)
OKAFOR = Person(
    name="okafor",
    skin="#7d4c33",
    outline=FULL_FACE,
    eyes=Eyes(apart=38, up=12, iris="#2e1a12", wing=4, y=200),
    brows=Brows(colour="#2c1a16", weight=5.5, arch=6, y=173),
    nose=face.broad_nose(244, 18),
    mouth=26,
    mouth_y=272,
    lip="#8e2f3c",
    neck=31,
    reach=110,
    ear=(208, 14),
    lines=extras.age_lines(y=200, apart=38, mouth_y=270, deep=True),
    clothes=clothes.printed_dress("#5d3a70", "#e0a437", "#b8472f", "#f0c35a", 31),
    top=extras.together(
        extras.headwrap("#c9542f", "#f0b542", "#b7aeab"),
        extras.earrings("#e9b63f", 92, 224, hoop=15),
    ),
)
PAPADAKIS = Person(
    name="papadakis",
    skin="#dea57c",
    outline=HEAVY_FACE,
    eyes=Eyes(half_width=14.5, up=9.5, down=7, tilt=-1.5, iris="#5c6b52", y=196),
    brows=Brows(colour="#e4ddd4", weight=11, arch=4, y=167, half_length=21),
    nose=face.eagle_nose(246, 15),
    mouth=22,
    mouth_y=280,
    ear=(204, 18),
    neck=31,
    lines=extras.age_lines(y=196, mouth_y=276, forehead=True, deep=True),
    clothes=clothes.cardigan("#6c7350", "#e9eef2", 31),
    moustache=extras.big_moustache("#f4efe8", "#cbc2b8"),
    top=hair.side_tufts("#efe9e1", "#c9c0b6"),
)
WEI = Person(
    name="wei",
    skin="#f8d5b4",
    outline=HEART_FACE,
    eyes=Eyes(
        apart=38,
        half_width=16,
        up=12.5,
        down=7.5,
        tilt=3,
        iris="#33221c",
        wing=5,
        y=203,
        fold=False,
    ),
    brows=Brows(colour="#3a2a2c", weight=4, arch=3, y=178, half_length=16),
    nose=face.bridge_nose(240, 5, 12, 0),
    mouth=17,
    mouth_y=264,
    lip="#d0605c",
    neck=23,
    reach=106,
    ear=None,
    back=hair.bob_back("#241b20"),
    clothes=clothes.shirt_under_knit("#dda438", "#fdf8ee", 23, width=126),
    top=hair.bob("#2d2328", "#57464e", "#d8483f"),
)
DANIEL = Person(
    name="daniel",
    skin="#f2c7a8",
    outline=SQUARE_FACE,
    eyes=Eyes(up=10.5, iris="#4f7290", tilt=0.5),
    brows=Brows(colour="#5f3c26", weight=8, arch=3, y=171),
    nose=face.bridge_nose(240, 11, 38, 4),
    mouth=20,
    mouth_y=272,
    lip="#cf7d6c",
    ear=(204, 14),
    neck=34,
    clothes=clothes.open_shirt("#4d6d92", "#f2ece2", 34),
    beard=extras.full_beard("#6d442a", "#8b5c3c"),
    top=hair.quiff("#6d442a", "#936441"),
)
AISHA = Person(
    name="aisha",
    skin="#d29c72",
    outline=SOFT_FACE,
    eyes=Eyes(apart=35, up=13, iris="#4a2f1c", wing=6, lash=4, tilt=2.5, y=200),
    brows=Brows(colour="#33211c", weight=5.5, arch=5, y=171, half_length=17),
    nose=face.bridge_nose(243, 9, 36, 3),
    mouth=20,
    mouth_y=268,
    lip="#a94a4a",
    neck=26,
    ear=None,
    lines=extras.age_lines(y=200, apart=35, mouth_y=268, bags=False),
    clothes=clothes.draped("#35594f", "#c88a92"),
    top=extras.headscarf("#d79aa0", "#8d4f5c"),
)
JONAS = Person(
    name="jonas",
    skin="#fbdcc6",
    outline=SLIM_FACE,
    eyes=Eyes(apart=34, up=12, iris="#5f8fa8", half_width=15.5, lash=2.6),
    brows=Brows(colour="#c08a45", weight=5, arch=3, y=174),
    nose=face.round_nose(240, 10),
    mouth=21,
    mouth_y=268,
    ear=(206, 16),
    neck=25,
    lines=extras.freckles(),
    clothes=clothes.hoodie("#7a9a6b", 25),
    top=hair.tousled("#e7bd62", "#f5d98f"),
)
CARMEN = Person(
    name="carmen",
    skin="#e0a67d",
    outline=BROAD_FACE,
    eyes=Eyes(up=12.5, iris="#5e3d22", wing=6, lash=4),
    brows=Brows(colour="#4a251c", weight=5, arch=8, y=170),
    nose=face.round_nose(241, 12),
    mouth=25,
    mouth_y=268,
    lip="#c22f3a",
    neck=28,
    reach=124,
    ear=None,
    back=hair.curls_back("#5f2c22"),
    lines=extras.age_lines(mouth_y=268, deep=True, bags=False),
    clothes=clothes.blazer("#7a3558", "#f4dccb", 28, chain="#eab94a"),
    top=extras.together(
        hair.curls("#75382a", "#9d5640"), extras.earrings("#f0c14b", 86, 250, hoop=11)
    ),
)
RAVI = Person(
    name="ravi",
    skin="#ad754d",
    outline=ANGULAR_FACE,
    eyes=Eyes(up=11.5, iris="#2f1d14", tilt=2),
    brows=Brows(colour="#241819", weight=9, arch=4, y=171, half_length=20),
    nose=face.bridge_nose(242, 12, 38, 3),
    mouth=22,
    mouth_y=269,
    neck=30,
    beard=extras.stubble(),
    clothes=clothes.polo(TEAL, "#e9f0ec", "#e2913b", 30),
    top=extras.together(
        hair.wavy_short("#2a1f22", "#574449"), extras.headset("#3b3f49", "#e2913b", 91, 50)
    ),
)
PRIYA = Person(
    name="priya",
    skin="#bb8157",
    outline=OVAL_FACE,
    eyes=Eyes(up=13, iris="#33201a", wing=6, lash=4, tilt=2.5, half_width=17),
    brows=Brows(colour="#2a1b1d", weight=5.5, arch=7),
    nose=extras.together(face.bridge_nose(240, 9, 30, 1), extras.nose_stud("#f2cf72")),
    mouth=21,
    lip="#a33c4a",
    neck=25,
    ear=(214, 11),
    back=hair.braid_back("#231a1f"),
    clothes=clothes.kurta("#b8384e", "#f0bd5e", TEAL, 25),
    top=extras.together(
        hair.centre_parted("#2b2025", "#54424a"),
        hair.braid("#2b2025", "#54424a", "#f0bd5e"),
        extras.headset("#3b3f49", "#e2913b", 90, 52),
    ),
)
TOMAS = Person(
    name="tomas",
    skin="#f1ba9a",
    outline=BIG_FACE,
    eyes=Eyes(apart=36, half_width=14, up=9.5, down=7, iris="#5b7a5a", tilt=-0.5, y=196, lash=2.8),
    brows=Brows(colour="#9a5428", weight=9, arch=3, y=168),
    nose=face.broad_nose(240, 19),
    mouth=20,
    mouth_y=268,
    lip="#b0584a",
    reach=104,
    ear=(204, 17),
    neck=44,
    lines=extras.age_lines(y=196, apart=36, mouth_y=262),
    clothes=clothes.apron("#6b3b33", "#f1ebe0", 44),
    beard=extras.goatee("#a85f30", "#c98450", 268),
    top=hair.cropped("#a85f30", "#c98450"),
)

CAST = (LIN, SOFIA, OKAFOR, PAPADAKIS, WEI, DANIEL, AISHA, JONAS, CARMEN, RAVI, PRIYA, TOMAS)
