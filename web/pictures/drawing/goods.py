"""What stands on shelves: drinks, food to keep, and everything that is not eaten. `main` differs between versions."""

from drawing.pen import box, circle, dots, ellipse, shape, stroke, turned

CREAM, BROWN, DARK, GREEN, RED, YELLOW, WHITE = "#fff4df", "#8a5a34", "#4a3428", "#5fa55a", "#d9503f", "#f5c542", "#ffffff"


def _bottle(glass: str, label: str, neck: str, sign: str = "") -> str:
    """A tall bottle with a label."""
    return shape("M53 12h14v26c10 8 12 14 12 24v38c0 6-4 8-8 8H49c-4 0-8-2-8-8V62c0-10 2-16 12-24z", glass) + box(52, 10, 16, 13, neck, 3) + box(41, 66, 38, 26, label) + sign


def wine(main: str) -> str:
    """A bottle of red."""
    return _bottle("#3b4a3a", CREAM, main, stroke("M48 74h24M48 82h16", main, 3))


def white_wine(main: str) -> str:
    """A bottle of white."""
    return _bottle("#c9cf7e", WHITE, main, circle(60, 79, 8, main))


def champagne(main: str) -> str:
    """A bottle with foil, and bubbles."""
    return _bottle("#2f5a45", main, YELLOW, stroke("M48 78h24", WHITE, 3)) + box(52, 20, 16, 16, YELLOW) + dots("90,40 98,56 92,72 26,50 20,68", 4, "#e8d9a0")


def spirits(main: str) -> str:
    """A short square bottle."""
    return box(50, 14, 20, 16, BROWN, 3) + box(53, 28, 14, 14, "#cfe0e4") + box(30, 40, 60, 66, "#cfe0e4", 10) + box(30, 60, 60, 46, main, 10) + box(38, 66, 44, 26, CREAM, 3)


def beer(main: str) -> str:
    """A glass of beer."""
    return stroke("M82 54h12c6 0 6 30 0 30H82", "#e6dfd0", 7) + box(28, 38, 56, 68, main, 8) + box(38, 54, 6, 42, "#ffffff55", 3) + box(54, 54, 6, 42, "#ffffff55", 3) + dots("34,38 48,32 62,32 76,38 56,42 40,44 70,44", 11, WHITE)


def soda(main: str) -> str:
    """A can."""
    return ellipse(60, 20, 24, 6, "#c9ced3") + box(32, 20, 56, 84, main, 8) + shape("M32 66c18-16 38 12 56-4v22c-18 14-38-14-56 2z", "#ffffffcc") + ellipse(60, 104, 24, 5, "#b5babf") + box(36, 16, 48, 8, "#dfe3e6", 4)


def juice(main: str) -> str:
    """A glass with a straw and a slice."""
    return stroke("M66 50l10-40 14-4", "#e07a9a", 5) + shape("M32 34h56l-8 70H40z", "#ffffffaa") + shape("M34 48h52l-6 54H40z", main) + circle(86, 36, 17, "#f0a53a") + circle(86, 36, 12, "#ffd98a")


def coffee(main: str) -> str:
    """A cup from the side, steaming."""
    return stroke("M48 34c-6-8 6-12 0-20M66 34c-6-8 6-12 0-20", "#d5c9bb", 4) + stroke("M84 54h8c14 0 12 24-8 24", main, 7) + shape("M24 44h64v22c0 18-12 26-32 26S24 84 24 66z", main) + ellipse(56, 45, 32, 7, DARK) + ellipse(58, 102, 42, 5, "#e2d8ca")


def iced(main: str) -> str:
    """A tall cup with ice and a straw."""
    return stroke("M64 34l6-26", GREEN, 5) + box(28, 30, 64, 8, "#e6e9ea", 4) + shape("M32 38h56l-8 68H40z", main) + shape("M32 38h56l-2 18H34z", CREAM) + box(44, 58, 15, 15, "#ffffff77", 3) + box(64, 68, 15, 15, "#ffffff77", 3)


def beans(main: str) -> str:
    """A bag of coffee beans."""
    bean = ellipse(60, 72, 12, 17, DARK) + stroke("M60 58c-6 9 6 18 0 28", "#b98f68", 3)
    return shape("M28 26h64l6 74c0 6-4 8-8 8H30c-4 0-8-2-8-8z", main) + box(28, 16, 64, 16, "#00000033", 3) + circle(60, 72, 25, CREAM) + turned(24, bean)


def milk(main: str) -> str:
    """A carton."""
    return shape("M34 42l12-22h28l12 22z", "#e4e8ec") + box(44, 12, 32, 10, main, 3) + box(34, 42, 52, 66, WHITE, 3) + shape("M34 70c14-12 36 12 52-2v40H34z", main)


def jar(main: str) -> str:
    """A jar with a label."""
    return box(32, 14, 56, 16, "#c9a24b", 5) + box(26, 28, 68, 78, main, 14) + box(26, 52, 68, 32, CREAM) + stroke("M42 62h36M42 73h22", "#b9a98c", 4) + box(34, 34, 6, 14, "#ffffff66", 3)


def chips(main: str) -> str:
    """A bag of crisps."""
    return shape("M26 18c10 6 58 6 68 0l-4 44 4 44c-10-6-58-6-68 0l4-44z", main) + ellipse(60, 66, 24, 18, CREAM) + shape("M46 70c2-16 26-18 30-4-8 10-22 12-30 4z", YELLOW) + box(26, 24, 68, 5, "#ffffff55")


def cheese(main: str) -> str:
    """A wedge with holes."""
    return shape("M14 66L76 30c18 4 28 18 30 36z", "#f8dc84") + shape("M14 66h92v30H14z", main) + dots("34,80 60,88 84,76", 7, "#e0a92c") + dots("70,50", 5, "#e8c04c")


def fruit(main: str) -> str:
    """An apple."""
    return shape("M60 40c-14-12-42-4-42 24 0 26 20 44 32 42 6-2 14-2 20 0 12 2 32-16 32-42 0-28-28-36-42-24z", main) + stroke("M60 40c0-12 4-18 10-24", BROWN, 5) + shape("M66 28c8-14 22-12 26-10-4 12-16 18-26 10z", GREEN) + ellipse(36, 60, 7, 12, "#ffffff55")


def vegetables(main: str) -> str:
    """A carrot."""
    return turned(40, stroke("M60 34c-14-12-16-18-14-26M60 34V6M60 34c14-12 16-18 14-26", GREEN, 7), shape("M42 40c0-12 36-12 36 0 0 26-10 52-18 72-8-20-18-46-18-72z", main), stroke("M46 54h14M58 70h12M52 84h8", "#00000026", 3))


def soap(main: str) -> str:
    """A bottle with a pump."""
    return stroke("M60 36V20h-18", "#d5d9dc", 7) + box(48, 32, 24, 12, "#d5d9dc", 4) + box(30, 42, 60, 64, main, 14) + box(30, 60, 60, 28, WHITE) + shape("M60 62c8 10 8 18 0 20-8-2-8-10 0-20z", main)


def pills(main: str) -> str:
    """A strip of tablets and a capsule."""
    strip = box(20, 24, 52, 74, "#dfe4e8", 8) + dots("35,40 57,40 35,61 57,61 35,82 57,82", 8, WHITE)
    capsule = '<g transform="rotate(35 86 72)">' + box(74, 44, 24, 56, WHITE, 12) + shape("M74 72h24v16a12 12 0 0 1-24 0z", main) + "</g>"
    return strip + capsule


def plaster(main: str) -> str:
    """Two crossed plasters."""
    one = box(14, 46, 92, 28, main, 14) + box(44, 46, 32, 28, CREAM) + dots("53,54 67,54 53,66 67,66", 2.2, "#cfae86")
    return turned(-40, one) + turned(40, one)


def bottle(main: str) -> str:
    """A small bottle of tablets."""
    return box(36, 14, 48, 20, WHITE, 5) + box(30, 34, 60, 72, main, 12) + box(30, 52, 60, 34, WHITE) + box(55, 58, 10, 22, RED, 2) + box(49, 64, 22, 10, RED, 2)


def baby(main: str) -> str:
    """A baby's bottle."""
    return shape("M52 30c0-6 4-8 4-14 0-6 8-6 8 0 0 6 4 8 4 14z", "#f2b98a") + box(38, 30, 44, 13, main, 4) + box(36, 43, 48, 64, WHITE, 12) + shape("M36 66h48v29a12 12 0 0 1-12 12H48a12 12 0 0 1-12-12z", CREAM) + stroke("M72 56h8M72 68h8M72 80h8", main, 3)


def bouquet(main: str) -> str:
    """Flowers in paper."""
    stems = shape("M36 58l24 54 24-54z", "#efe3cf") + stroke("M60 108V62M60 108L44 62M60 108l16-46", GREEN, 3)
    flowers = "".join(circle(x, y, 15, colour) + circle(x, y, 6, YELLOW) for x, y, colour in ((40, 44, main), (80, 44, main), (60, 28, "#f2a7b5"), (60, 54, WHITE)))
    return stems + dots("28,60 92,60 44,24 78,24", 8, "#7cbf6b") + flowers + shape("M46 82h28l-4 9H50z", main)


def plant(main: str) -> str:
    """A plant in a pot."""
    leaves = shape("M60 72C44 66 22 56 20 30c22 2 40 18 40 42z", GREEN) + shape("M60 72c16-6 38-16 40-42-22 2-40 18-40 42z", "#7cbf6b") + shape("M60 72c-10-20-8-44 0-60 8 16 10 40 0 60z", "#4c8f50")
    return leaves + box(34, 68, 52, 12, main, 3) + shape("M38 80h44l-6 28H44z", main) + box(38, 80, 44, 5, "#00000022")


def vase(main: str) -> str:
    """A vase with a twig."""
    return stroke("M60 50C56 30 66 22 62 8M60 40l14-12M61 30L48 22", GREEN, 4) + dots("74,27 47,21 62,9", 5, "#7cbf6b") + shape("M46 42h28c-4 14 18 24 18 42 0 14-10 24-32 24S28 98 28 84c0-18 22-28 18-42z", main) + stroke("M32 78c18 8 38 8 56 0", "#ffffff66", 5)


def dog(main: str) -> str:
    """A dog's head."""
    return ellipse(26, 52, 13, 26, DARK) + ellipse(94, 52, 13, 26, DARK) + circle(60, 56, 38, main) + ellipse(60, 76, 21, 18, CREAM) + dots("46,50 74,50", 5, DARK) + ellipse(60, 68, 8, 6, DARK) + stroke("M60 74v6c-4 6-10 4-12 0M60 80c4 6 10 4 12 0", DARK, 3)


def cat(main: str) -> str:
    """A cat's head."""
    return shape("M22 62L24 16l28 18zM98 62l-2-46-28 18z", main) + circle(60, 64, 38, main) + dots("45,58 75,58", 5.5, DARK) + shape("M54 72h12l-6 7z", "#e88a9a") + stroke("M60 79c-3 7-10 6-12 2M60 79c3 7 10 6 12 2", DARK, 3) + stroke("M30 70L10 66M30 77L12 82M90 70l20-4M90 77l18 5", DARK, 2)


def rabbit(main: str) -> str:
    """A rabbit's head."""
    return ellipse(46, 32, 11, 28, main) + ellipse(74, 32, 11, 28, main) + ellipse(46, 34, 5, 20, "#f2b9c4") + ellipse(74, 34, 5, 20, "#f2b9c4") + circle(60, 76, 32, main) + dots("48,70 72,70", 4.5, DARK) + ellipse(60, 81, 5, 4, "#e88a9a") + box(54, 88, 5, 9, WHITE, 1) + box(61, 88, 5, 9, WHITE, 1)


def ball(main: str) -> str:
    """A ball."""
    return ellipse(60, 104, 30, 5, "#00000018") + circle(60, 60, 42, main) + stroke("M24 40c26 10 30 40 18 58M96 40c-26 10-30 40-18 58", WHITE, 6) + ellipse(46, 34, 9, 6, "#ffffff66")
