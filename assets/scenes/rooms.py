"""What stands in each room; the floor begins at ``FLOOR``.

Everything is drawn large, flat and close in colour, so that it rests behind
panels and a portrait.
"""

from collections.abc import Callable

from assets.scenes.palette import Palette
from assets.svg import box, circle, ellipse, group, line, mix, path

FLOOR = 830

Room = Callable[[Palette], str]


def restaurant(p: Palette) -> str:
    """Hanging lamps, an arched window, laid tables."""
    window = arch(1440, 210, 300, 460, p) + arch(1800, 210, 300, 460, p)
    lamps = "".join(pendant(x, low, p) for x, low in ((250, 230), (620, 170), (1010, 230)))
    seat = box((-40, 600), (1220, 230), p.far, 26) + "".join(
        line(f"M{x} 612V826", p.mid, 5) for x in range(160, 1180, 170)
    )
    return (
        window + seat + lamps + "".join(laid_table(x, p) for x in (300, 900, 1560)) + plant(1240, p)
    )


def shop_online(p: Palette) -> str:
    """Shelves of parcels and a packing table."""
    shelves = shelf(90, 150, 620, p) + shelf(1250, 150, 580, p)
    boxes = ((130, 130, 110), (270, 170, 80), (470, 120, 120), (620, 60, 70))
    goods = "".join(
        parcel(left + x, shelf_y, width, height, p)
        for left in (0, 1160)
        for shelf_y, shift in ((330, 0), (520, 24), (710, -16))
        for x, width, height in ((a + shift, b, c) for a, b, c in boxes)
        if left + x + width < (700 if not left else 1820)
    )
    table = box((760, 690), (440, 24), p.near, 8) + legs((800, 1160), 714, p)
    return (
        shelves
        + goods
        + table
        + parcel(830, 690, 150, 110, p)
        + parcel(1000, 690, 110, 70, p)
        + clock(960, 330, p)
    )


def control_room(p: Palette) -> str:
    """A wall of quiet screens over long desks."""
    wall = "".join(
        box((x, y), (300, 180), p.far, 14) + box((x + 12, y + 12), (276, 156), p.glow, 8)
        for x in (110, 440, 770, 1100, 1430)
        for y in (130, 330)
    )
    curves = "".join(
        line(f"M{x + 34} 258q40 -60 80 -20t80 -30t70 -14", p.mid, 5) for x in (110, 770, 1430)
    )
    bars = "".join(
        box((x + 50 + 44 * i, 470 - h), (26, h), p.mid, 4)
        for x in (440, 1100)
        for i, h in enumerate((50, 84, 66, 100, 72))
    )
    network = "".join(
        line(d, p.mid, 4)
        for d in ("M480 270L560 190L640 240L700 180", "M1140 200L1230 270L1330 200")
    ) + "".join(
        circle(point, 11, p.warm if index == 2 else p.near)
        for index, point in enumerate(
            ((480, 270), (560, 190), (640, 240), (700, 180), (1140, 200), (1230, 270), (1330, 200))
        )
    )
    lines = "".join(
        line(f"M{x + 34} {y}h{w}", p.mid, 7)
        for x in (110, 770, 1430)
        for y, w in ((390, 220), (424, 160), (458, 190))
    )
    wall = group([wall, curves, bars, network, lines], "translate(40 0)")
    return (
        wall
        + desk(120, 700, 760, p)
        + desk(1040, 700, 760, p)
        + screen(330, 700, 220, 130, p)
        + screen(660, 700, 220, 130, p)
        + screen(1420, 700, 220, 130, p)
    )


def repair_shop(p: Palette) -> str:
    """A workbench, tools on a board, drawers."""
    board = box((120, 150), (820, 400), p.far, 20)
    pegs = "".join(
        circle((x, y), 4, p.mid) for x in range(170, 930, 60) for y in range(190, 530, 60)
    )
    tools = (
        wrench(250, 230, p)
        + driver(400, 220, p)
        + wrench(560, 230, p)
        + driver(700, 220, p)
        + driver(790, 220, p)
    )
    case = box((1236, 316), (538, 514), p.mid, 14)
    drawers = "".join(
        box((x, y), (150, 84), p.far, 10) + line(f"M{x + 55} {y + 44}h40", p.near, 8)
        for x in (1260, 1430, 1600)
        for y in (336, 432, 528, 624, 720)
    )
    bench = box((60, 680), (1060, 34), p.near, 10) + box((100, 714), (1000, 116), p.mid)
    phone = box((520, 560), (70, 120), p.near, 12) + box((528, 572), (54, 92), p.glow, 4)
    lamp = line("M840 680L790 560L890 470", p.near, 12) + path(
        "M860 440L960 490L900 540L830 500Z", p.warm
    )
    return (
        board
        + pegs
        + tools
        + case
        + drawers
        + bench
        + phone
        + lamp
        + box((250, 620), (180, 60), p.mid, 8)
    )


def hotel(p: Palette) -> str:
    """A reception desk, key boxes, a clock and a sofa."""
    keys = box((520, 210), (560, 330), p.far, 18) + "".join(
        box((550 + 104 * column, 240 + 94 * row), (84, 74), p.mid, 8)
        + circle((592 + 104 * column, 270 + 94 * row), 8, p.warm)
        for column in range(5)
        for row in range(3)
    )
    counter = (
        box((330, 610), (960, 40), p.near, 12)
        + box((360, 650), (900, 180), p.mid)
        + "".join(line(f"M{x} 668V816", p.far, 6) for x in range(460, 1240, 110))
    )
    bell = path("M760 608a46 40 0 0 1 92 0Z", p.warm) + circle((806, 562), 7, p.near)
    sofa = (
        box((1440, 640), (380, 130), p.mid, 40)
        + box((1410, 710), (440, 90), p.far, 30)
        + legs((1450, 1810), 796, p, 34)
    )
    return (
        keys
        + picture(1500, 270, 250, 200, p)
        + counter
        + bell
        + sofa
        + plant(190, p)
        + pendant(210, 190, p)
        + pendant(1640, 150, p)
    )


def service_desk(p: Palette) -> str:
    """A row of desks with dividers and headset hooks before a window."""
    window = "".join(
        box((x, 150), (370, 360), p.glow, 10)
        + line(f"M{x + 185} 156V504M{x + 6} 330h358", p.far, 8)
        for x in (110, 520, 930, 1340)
    )
    town = "".join(
        box((x, 510 - h), (w, h), p.far)
        for x, w, h in (
            (130, 80, 120),
            (215, 60, 180),
            (380, 80, 90),
            (560, 90, 160),
            (760, 70, 110),
            (960, 70, 190),
            (1120, 110, 90),
            (1390, 90, 140),
            (1560, 90, 100),
        )
    )
    dividers = "".join(box((x, 570), (26, 260), p.near, 10) for x in (60, 660, 1250))
    panels = "".join(box((x, 590), (570, 130), p.far, 12) for x in (90, 685, 1270))
    tables = "".join(box((x, 716), (574, 26), p.near, 6) for x in (84, 682, 1268))
    screens = "".join(screen(x, 716, 230, 140, p) for x in (370, 970, 1550))
    return window + town + panels + dividers + tables + screens + plant(1790, p)


def home(p: Palette) -> str:
    """A living room with a sofa, shelves, and a ladder for the work in hand."""
    window = (
        box((170, 170), (430, 380), p.glow, 12)
        + line("M385 176V544M176 360H594", p.far, 10)
        + curtain(140, p)
        + curtain(590, p)
    )
    books = "".join(
        box((1300 + 46 * i, y - h), (34, h), (p.mid, p.warm, p.near, p.leaf)[(i + y) % 4], 4)
        for y in (330, 490)
        for i, h in enumerate((96, 110, 84, 104, 92, 110, 80))
    )
    shelves = box((1270, 330), (430, 16), p.near, 6) + box((1270, 490), (430, 16), p.near, 6)
    sofa = (
        box((720, 560), (470, 190), p.mid, 46)
        + box((670, 650), (570, 140), p.far, 40)
        + legs((730, 1180), 786, p, 44)
        + box((800, 600), (110, 96), p.warm, 24)
    )
    lamp = (
        line("M1380 830V680", p.near, 10)
        + path("M1310 680L1340 575H1420L1450 680Z", p.glow)
        + ellipse((1380, 828), 60, 12, p.near)
    )
    rug = ellipse((955, 915), 520, 56, p.mid)
    return (
        window
        + picture(880, 230, 260, 210, p)
        + books
        + shelves
        + rug
        + sofa
        + lamp
        + plant(1720, p)
    )


def arch(x: float, y: float, width: float, height: float, p: Palette) -> str:
    """An arched window about a middle line."""
    half = width / 2
    frame = (
        f"M{x - half} {y + height}V{y + half}A{half} {half} 0 0 1 {x + half} {y + half}"
        f"V{y + height}Z"
    )
    return path(frame, p.glow, stroke=p.far, stroke_width=14) + line(
        f"M{x} {y}V{y + height}M{x - half} {y + half}H{x + half}", p.far, 8
    )


def pendant(x: float, low: float, p: Palette) -> str:
    """A lamp on a cord."""
    shade = (
        f"M{x - 70} {low + 70}C{x - 64} {low + 14} {x - 30} {low} {x} {low}"
        f"S{x + 64} {low + 14} {x + 70} {low + 70}Z"
    )
    return (
        line(f"M{x} 0V{low}", p.near, 5)
        + ellipse((x, low + 70), 46, 14, p.glow)
        + path(shade, p.warm)
    )


def laid_table(x: float, p: Palette) -> str:
    """A round table with a cloth, a plate and a glass."""
    cloth = f"M{x - 210} 760Q{x} 736 {x + 210} 760L{x + 170} 900Q{x} 926 {x - 170} 900Z"
    plate = ellipse((x - 40, 752), 74, 11, p.glow) + ellipse((x - 40, 751), 44, 6, p.far)
    glass = path(f"M{x + 80} 690h44q4 38 -22 42q-26 -4 -22 -42Z", p.glow) + line(
        f"M{x + 102} 732V752M{x + 86} 753h32", p.glow, 5
    )
    return (
        line(f"M{x} 900V990M{x - 70} 996Q{x} 970 {x + 70} 996", p.near, 14)
        + path(cloth, mix(p.mid, p.near, 0.3))
        + ellipse((x, 758), 212, 22, p.far)
        + plate
        + glass
    )


def clock(x: float, y: float, p: Palette) -> str:
    """A round clock on the wall."""
    face = circle((x, y), 76, p.near) + circle((x, y), 64, p.glow)
    return face + line(f"M{x} {y - 40}V{y}L{x + 28} {y + 18}", p.near, 8)


def plant(x: float, p: Palette) -> str:
    """A plant in a pot on the floor."""
    leaves = "".join(
        path(
            (
                f"M{x} 730C{x + a} {y + 60} {x + b} {y + 20} {x + b} {y}"
                f"C{x + b * 0.3} {y + 20} {x} 660 {x} 730Z"
            ),
            p.leaf,
        )
        for a, b, y in (
            (-90, -110, 600),
            (90, 110, 590),
            (-50, -60, 520),
            (60, 56, 510),
            (-14, 6, 480),
        )
    )
    return leaves + path(f"M{x - 56} 730h112l-14 112h-84Z", p.near)


def shelf(x: float, y: float, width: float, p: Palette) -> str:
    """A tall open shelf that stands on the floor."""
    boards = "".join(box((x, y + 180 + 190 * row), (width, 18), p.near, 4) for row in range(3))
    return (
        box((x, y), (width, FLOOR - y), p.far, 10)
        + boards
        + "".join(box((side, y), (18, FLOOR - y + 30), p.near, 4) for side in (x, x + width - 18))
    )


def parcel(x: float, low: float, width: float, height: float, p: Palette) -> str:
    """A parcel with tape."""
    return box((x, low - height), (width, height), p.mid, 6) + box(
        (x + width * 0.42, low - height), (width * 0.16, height * 0.4), p.warm
    )


def desk(x: float, y: float, width: float, p: Palette) -> str:
    """A desk with a panel below."""
    return box((x, y), (width, 28), p.near, 8) + box(
        (x + 24, y + 28), (width - 48, FLOOR - y), p.mid, 6
    )


def screen(x: float, low: float, width: float, height: float, p: Palette) -> str:
    """A screen on a stand; the place is the middle of its foot."""
    stand = box((x - 8, low - 30), (16, 24), p.near) + box((x - 50, low - 8), (100, 8), p.near, 4)
    return (
        stand
        + box((x - width / 2, low - 30 - height), (width, height), p.near, 12)
        + box((x - width / 2 + 10, low - 20 - height), (width - 20, height - 20), p.glow, 6)
    )


def legs(places: tuple[float, ...], y: float, p: Palette, length: float = 130) -> str:
    """Straight legs from a height."""
    return "".join(line(f"M{x} {y}v{length}", p.near, 14) for x in places)


def wrench(x: float, y: float, p: Palette) -> str:
    """A spanner on the board."""
    return line(f"M{x} {y + 50}V{y + 210}", p.near, 22) + line(
        f"M{x - 28} {y}Q{x - 34} {y + 44} {x} {y + 48}Q{x + 34} {y + 44} {x + 28} {y}", p.near, 18
    )


def driver(x: float, y: float, p: Palette) -> str:
    """A screwdriver on the board."""
    return box((x - 18, y), (36, 110), p.warm, 14) + line(f"M{x} {y + 114}V{y + 220}", p.near, 12)


def picture(x: float, y: float, width: float, height: float, p: Palette) -> str:
    """A framed landscape."""
    hills = (
        f"M{x + 12} {y + height - 12}V{y + height * 0.66}"
        f"Q{x + width * 0.3} {y + height * 0.3} {x + width * 0.55} {y + height * 0.62}"
        f"T{x + width - 12} {y + height * 0.58}V{y + height - 12}Z"
    )
    return (
        box((x, y), (width, height), p.near, 8)
        + box((x + 12, y + 12), (width - 24, height - 24), p.glow, 4)
        + circle((x + width * 0.74, y + height * 0.34), height * 0.1, p.warm)
        + path(hills, p.leaf)
    )


def curtain(x: float, p: Palette) -> str:
    """A curtain down to the floor."""
    folds = "".join(line(f"M{x + fold} 150V790", p.far, 5) for fold in (-16, 6, 28))
    return (
        path(
            f"M{x - 40} 130H{x + 50}Q{x + 40} 500 {x + 56} 800H{x - 46}Q{x - 30} 500 {x - 40} 130Z",
            p.mid,
        )
        + folds
    )


ROOMS: dict[str, Room] = {
    "restaurant": restaurant,
    "e-commerce": shop_online,
    "telecom": control_room,
    "after-sales": repair_shop,
    "hotel": hotel,
    "service-desk": service_desk,
    "home": home,
}
