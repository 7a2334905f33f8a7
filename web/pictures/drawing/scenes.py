"""Shop fronts, faces and banners."""

from drawing.pen import box, circle, ellipse, shape, stroke

WHITE, GLASS, DOOR = "#ffffff", "#cfe6ee", "#6b4a35"


def shop(wall: str, awning: str, sign: str) -> str:
    """A shop front with a striped awning; `sign` is a drawing that stands small in the window."""
    stripes = "".join(
        shape(f"M{10 + i * 20} 34h20v16a10 10 0 0 1-20 0z", awning if i % 2 == 0 else WHITE) for i in range(5)
    )
    return (
        box(14, 30, 92, 78, wall) + box(10, 14, 100, 20, awning, 4) + box(34, 21, 52, 6, "#ffffffcc", 3) + stripes
        + box(22, 62, 46, 36, GLASS, 3) + f'<g transform="translate(27 62) scale(.3)">{sign}</g>'
        + box(76, 60, 22, 48, DOOR, 3) + box(80, 65, 14, 18, GLASS, 2) + circle(80, 88, 2, "#f5c542") + box(6, 106, 108, 5, "#00000022")
    )


def face(skin: str, hair: str, shirt: str, style: int) -> str:
    """A person from the chest up; `style` 0 to 3 is how the hair is worn."""
    behind = shape("M30 58c-6-50 66-50 60 0l4 34H26z", hair) if style == 1 else ""
    top = (
        shape("M34 52c-2-34 54-34 52 0-8-12-20-16-30-14-10 0-18 4-22 14z", hair),
        shape("M34 56c0-36 52-36 52 0-6-10-14-18-24-20-8 8-18 14-28 20z", hair),
        circle(60, 20, 13, hair) + shape("M34 52c-2-32 54-32 52 0-8-14-44-14-52 0z", hair),
        shape("M33 54c-4-14 2-24 10-26 4-10 30-10 34 0 8 2 14 12 10 26-4-10-10-14-14-14-8 2-18 2-26 0-6 0-10 6-14 14z", hair),
    )[style]
    eyes = circle(50, 58, 3, "#33272a") + circle(70, 58, 3, "#33272a")
    return (
        behind + shape("M16 120c2-28 20-34 44-34s42 6 44 34z", shirt) + box(51, 76, 18, 18, skin, 8) + ellipse(60, 57, 25, 28, skin)
        + top + eyes + stroke("M52 70c4 5 12 5 16 0", "#33272a", 2.5)
    )


def banner(colour: str, sign: str) -> str:
    """A tag on a ribbon with a drawing on it."""
    return (
        shape("M0 78c30-20 90 20 120-6v48H0z", "#ffffff33") + circle(60, 58, 44, "#ffffff55") + circle(60, 58, 37, WHITE)
        + f'<g transform="translate(30 28) scale(.5)">{sign}</g>' + circle(96, 26, 15, colour) + stroke("M90 32l12-12", WHITE, 4)
        + circle(91, 21, 3, WHITE) + circle(101, 31, 3, WHITE)
    )
