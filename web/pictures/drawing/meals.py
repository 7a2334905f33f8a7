"""Meals and sweets. Each function draws one thing; `main` is the colour that differs between its versions."""

from drawing.pen import box, circle, dots, ellipse, shape, stroke, turned

CREAM, CRUST, BROWN, DARK, GREEN, RED, YELLOW, WHITE = (
    "#fff4df", "#e3a857", "#8a5a34", "#4a3428", "#5fa55a", "#d9503f", "#f5c542", "#ffffff",
)
PLATE = ellipse(60, 64, 48, 44, WHITE) + ellipse(60, 64, 37, 33, "#f1eee8")


def _in_bowl(colour: str, *filling: str) -> str:
    """A bowl seen from the side with something heaped in it."""
    return "".join(filling) + shape("M16 60h88c0 26-18 42-44 42s-44-16-44-42z", colour) + box(42, 100, 36, 6, colour, 3)


def pizza(main: str) -> str:
    """A pizza from above, cut once."""
    return (
        circle(60, 60, 46, CRUST) + circle(60, 60, 38, "#f6d37a") + dots("45,45 74,42 80,66 58,78 38,68 60,58", 7.5, main)
        + dots("52,34 86,54 70,86 30,54", 3.2, GREEN) + stroke("M60 14v92M14 60h92", CRUST, 2)
    )


def pasta(main: str) -> str:
    """A nest of pasta on a plate."""
    swirl = "".join(stroke(f"M{30 + i * 3} {66 - i}c10-{24 - i * 3} 46-{24 - i * 3} {60 - i * 6} 0", YELLOW, 5) for i in range(5))
    return PLATE + ellipse(60, 66, 30, 24, "#f0b93a") + swirl + ellipse(60, 58, 16, 9, main) + dots("52,55 62,60 68,54", 2.5, GREEN)


def salad(main: str) -> str:
    """A bowl of leaves."""
    leaves = dots("36,52 52,42 68,44 84,52 60,54", 15, "#7cbf6b") + dots("44,56 76,54", 11, GREEN)
    return _in_bowl("#e9e2d3", leaves, dots("48,46 72,50 60,38", 6, main))


def soup(main: str) -> str:
    """A steaming bowl."""
    steam = stroke("M46 40c-6-8 6-12 0-20M62 40c-6-8 6-12 0-20M78 40c-6-8 6-12 0-20", "#cfc6b8", 3.5)
    return steam + ellipse(60, 60, 44, 12, main) + _in_bowl("#4f7c8a", "") + ellipse(60, 60, 38, 8, main) + dots("48,60 66,58 76,62", 3, GREEN)


def curry(main: str) -> str:
    """A pan of curry with a green leaf."""
    return (
        circle(60, 62, 44, "#5b5a60") + circle(60, 62, 37, main) + dots("46,54 70,50 76,70 54,74", 8, "#f3d9a4")
        + dots("62,62 40,66 66,80", 3, WHITE) + shape("M58 44c8-10 18-8 20-6-2 8-10 12-20 6z", GREEN)
    )


def bowl(main: str) -> str:
    """A bowl with four things side by side, from above."""
    return (
        circle(60, 60, 46, "#e8e0d0") + circle(60, 60, 39, WHITE) + shape("M60 60V23a37 37 0 0 1 37 37z", main)
        + shape("M60 60h37a37 37 0 0 1-37 37z", "#7cbf6b") + shape("M60 60v37a37 37 0 0 1-37-37z", YELLOW)
        + shape("M60 60H23a37 37 0 0 1 37-37z", "#e98a5c") + circle(60, 60, 13, CREAM) + circle(60, 60, 6, YELLOW)
    )


def ramen(main: str) -> str:
    """Noodles, half an egg and chopsticks."""
    noodles = "".join(stroke(f"M{28 + i * 9} 58c2-12 10-12 12 0", YELLOW, 4) for i in range(7))
    egg = ellipse(76, 48, 13, 11, WHITE) + circle(76, 48, 6, "#f0a53a")
    return stroke("M30 16l34 44M42 12l30 46", BROWN, 4) + noodles + egg + dots("44,50", 7, GREEN) + _in_bowl(main, "")


def dumplings(main: str) -> str:
    """Three dumplings in a steamer."""
    one = "M{x} {y}c-14 0-18-10-14-18 4-6 10-8 14-12 4 4 10 6 14 12 4 8 0 18-14 18z"
    three = "".join(shape(one.format(x=x, y=y), CREAM) + stroke(f"M{x} {y - 26}v8", "#e4cfa6", 3) for x, y in ((40, 66), (80, 66), (60, 58)))
    return three + box(14, 64, 92, 34, main, 6) + stroke("M18 76h84M18 88h84", "#00000022", 3)


def sushi(main: str) -> str:
    """Two nigiri on a board."""
    one = box(24, 50, 34, 22, WHITE, 9) + box(20, 40, 42, 18, main, 9) + stroke("M30 42l-3 13M42 42l-3 13M54 42l-3 13", "#ffffff88", 2.5)
    return box(10, 78, 100, 10, BROWN, 4) + box(22, 88, 10, 10, BROWN) + box(88, 88, 10, 10, BROWN) + f'<g transform="translate(-4 6)">{one}</g><g transform="translate(42 6)">{one}</g>'


def maki(main: str) -> str:
    """Three rolls from above."""
    return "".join(circle(x, y, 21, "#25443a") + circle(x, y, 17, WHITE) + circle(x, y, 8, main) + circle(x + 3, y - 2, 3, GREEN) for x, y in ((38, 44), (82, 44), (60, 80)))


def burger(main: str) -> str:
    """A burger from the side."""
    return (
        shape("M20 52c0-22 18-32 40-32s40 10 40 32z", CRUST) + dots("44,34 60,28 76,34 52,42 70,43", 2.2, CREAM)
        + shape("M16 56c6-6 10 4 16 0s10 4 16 0 10 4 16 0 10 4 16 0 10 4 16 0 6 2 8 6H16z", "#7cbf6b") + box(20, 62, 80, 6, YELLOW, 3)
        + box(18, 67, 84, 14, main, 7) + shape("M20 84h80c0 10-8 16-18 16H38c-10 0-18-6-18-16z", CRUST)
    )


def fries(main: str) -> str:
    """Fries in a bag."""
    sticks = "".join(box(32 + i * 8, 22 + (i * 7) % 16, 7, 50, YELLOW if i % 2 else "#f0b22f", 2) for i in range(7))
    return sticks + shape("M26 52c10 8 58 8 68 0l-8 52H34z", main) + circle(60, 80, 11, "#ffffffcc")


def chicken(main: str) -> str:
    """A fried drumstick."""
    return turned(38, box(55, 74, 10, 30, CREAM, 5), circle(54, 104, 7, CREAM), circle(66, 104, 7, CREAM), ellipse(60, 46, 28, 34, main), ellipse(50, 36, 8, 12, "#ffffff44"))


def steak(main: str) -> str:
    """A steak on a plate."""
    return PLATE + shape("M32 66c-2-18 18-26 34-22s28 10 24 24-20 20-34 18-23-6-24-20z", "#f2d6c2") + shape("M37 66c-2-14 15-20 29-17s23 8 20 19-17 16-29 14-19-5-20-16z", main) + stroke("M48 58l20 18M60 54l16 14", "#00000022", 3)


def fish(main: str) -> str:
    """A whole fish on a plate."""
    return ellipse(60, 62, 52, 38, WHITE) + shape("M20 62c12-22 46-24 62-4l16-12c-2 10-2 22 0 32L82 66c-16 20-50 18-62-4z", main) + circle(36, 58, 3.5, DARK) + stroke("M50 50c6 6 6 18 0 24M62 50c6 6 6 18 0 22", "#ffffff77", 3)


def wrap(main: str) -> str:
    """A rolled flatbread with its filling."""
    return turned(24, dots("46,30 60,24 74,30", 12, "#7cbf6b"), dots("52,32 68,32", 8, main), box(38, 30, 44, 72, "#f0d29b", 14), box(38, 66, 44, 36, WHITE, 10), stroke("M42 78h36M42 90h36", "#e0d8c8", 3))


def taco(main: str) -> str:
    """A folded taco."""
    return dots("32,56 46,42 62,38 78,44 90,58", 11, "#7cbf6b") + dots("40,52 56,44 72,46 84,56", 8, main) + shape("M14 86c0-28 20-44 46-44s46 16 46 44c0 6-4 8-8 8H22c-4 0-8-2-8-8z", "#f2c45f") + dots("40,70 60,60 78,74 56,82", 2.5, "#d89b35")


def bread(main: str) -> str:
    """A loaf."""
    return shape("M14 74c0-24 20-36 46-36s46 12 46 36c0 12-8 18-18 18H32c-10 0-18-6-18-18z", main) + stroke("M40 50l-8 18M60 46l-8 20M80 50l-8 18", CREAM, 5)


def roll(main: str) -> str:
    """A bun with a cut."""
    return ellipse(60, 68, 44, 30, main) + ellipse(60, 60, 38, 20, "#ffffff2e") + stroke("M26 62c20-12 48-12 68 0", CREAM, 6)


def croissant(main: str) -> str:
    """A croissant."""
    return shape("M12 78c2-34 26-48 48-48s46 14 48 48c-10 8-22 4-26-6-6-14-38-14-44 0-4 10-16 14-26 6z", main) + stroke("M34 42l8 22M52 32l2 26M70 32l-4 26M88 44l-8 20", "#00000026", 4)


def cake(main: str) -> str:
    """A slice of cake."""
    return shape("M16 62L86 36c12 4 18 14 18 26z", main) + box(16, 62, 88, 14, CREAM) + box(16, 74, 88, 10, main) + box(16, 82, 88, 14, CREAM, 4) + circle(84, 38, 8, RED)


def sandwich(main: str) -> str:
    """A sandwich of two slices."""
    return shape("M14 84L60 24l46 60z", "#f3dcae") + shape("M10 84h100v8H10z", GREEN) + box(10, 90, 100, 7, main, 3) + box(12, 96, 96, 9, "#e8c489", 4)


def eggs(main: str) -> str:
    """Two fried eggs in a pan."""
    return box(84, 54, 34, 10, DARK, 5) + circle(52, 60, 42, main) + circle(52, 60, 35, "#3d3d42") + ellipse(42, 54, 17, 14, WHITE) + ellipse(62, 70, 17, 13, WHITE) + dots("42,54 62,70", 7, YELLOW)


def waffle(main: str) -> str:
    """A waffle with a red berry."""
    grid = "".join(box(30 + 17 * x, 32 + 17 * y, 12, 12, "#c98a3c", 3) for x in range(4) for y in range(4))
    return box(22, 24, 76, 76, main, 14) + grid + circle(60, 60, 14, WHITE) + circle(60, 54, 7, RED)


def icecream(main: str) -> str:
    """A cone with two scoops."""
    return shape("M36 60h48l-24 52z", CRUST) + stroke("M46 66l22 26M74 66L52 92", "#c98a3c", 3) + circle(47, 48, 19, main) + circle(73, 48, 19, CREAM) + circle(60, 30, 17, "#f2a7b5")


def popsicle(main: str) -> str:
    """Ice on a stick."""
    return box(54, 80, 12, 32, CRUST, 6) + box(36, 12, 48, 76, main, 24) + box(46, 26, 7, 48, "#ffffff55", 3) + box(66, 26, 7, 48, "#ffffff55", 3)


def tub(main: str) -> str:
    """A tub for the freezer."""
    return shape("M24 42h72l-8 62H32z", main) + box(18, 30, 84, 16, CREAM, 6) + circle(60, 74, 17, WHITE) + circle(60, 74, 9, main)
