"""The few strokes all pictures are made of, on a square of 120 units. Colours are given, never chosen here."""

SIZE = 120


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled disc."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'


def ellipse(x: float, y: float, wide: float, high: float, fill: str) -> str:
    """A filled ellipse; `wide` and `high` are its radii."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{high}" fill="{fill}"/>'


def box(x: float, y: float, wide: float, high: float, fill: str, corner: float = 0) -> str:
    """A filled rectangle with round corners."""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{corner}" fill="{fill}"/>'


def shape(path: str, fill: str) -> str:
    """A filled path."""
    return f'<path d="{path}" fill="{fill}"/>'


def stroke(path: str, colour: str, width: float = 4) -> str:
    """A line along a path, with round ends."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def dots(places: str, radius: float, fill: str) -> str:
    """Discs at "x,y x,y ..."."""
    return "".join(circle(*map(float, place.split(",")), radius, fill) for place in places.split())


def turned(angle: float, *parts: str) -> str:
    """Parts turned around the middle of the square, in degrees."""
    return f'<g transform="rotate({angle} 60 60)">{"".join(parts)}</g>'


def picture(background: str, *parts: str, corner: float = 0) -> str:
    """A whole picture on a plain ground."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f"{box(0, 0, SIZE, SIZE, background, corner)}{''.join(parts)}</svg>\n"
    )
