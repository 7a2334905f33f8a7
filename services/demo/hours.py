"""Opening hours and delivery zones that fit a kind of shop. When a shop *is* open is decided in the domain."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.demo.chance import Chance
from services.demo.city import Zone

DAY = 24 * 60
WEEK = 7 * DAY
Spans = Sequence[tuple[int, int]]

# Style -> (Monday to Thursday, Friday, Saturday, Sunday): spans in minutes since midnight, past 1440 the next day.
STYLES: dict[str, tuple[Spans, Spans, Spans, Spans]] = {
    "late": (
        [(720, 900), (1110, 1380)],
        [(720, 900), (1110, 1530)],
        [(720, 960), (1110, 1530)],
        [(720, 960), (1110, 1350)],
    ),
    "allday": ([(660, 1440)], [(660, 1620)], [(660, 1620)], [(690, 1410)]),
    "lunch": ([(600, 1260)], [(600, 1260)], [(660, 1260)], [(660, 1200)]),
    "early": ([(390, 1140)], [(390, 1140)], [(420, 1080)], [(450, 810)]),
    "day": ([(450, 1140)], [(450, 1170)], [(510, 1170)], [(540, 1080)]),
    "grocery": ([(480, 1320)], [(480, 1320)], [(480, 1320)], [(540, 1260)]),
    "pharmacy": ([(540, 1200)], [(540, 1200)], [(540, 840)], []),
    "shop": ([(540, 1170)], [(540, 1200)], [(570, 1140)], []),
    "evening": ([(660, 1380)], [(660, 1500)], [(660, 1500)], [(720, 1320)]),
    "sweet": ([(720, 1380)], [(720, 1440)], [(690, 1470)], [(690, 1380)]),
}
ROUND_THE_CLOCK = 0.15

# Style -> rings of (up to metres, fee, minimum order, free from), cents.
ZONES: dict[str, Sequence[tuple[int, int, int, int | None]]] = {
    "kitchen": [(1200, 149, 800, 3000), (2500, 249, 1200, 4000), (4500, 399, 1800, None)],
    "corner": [(1000, 149, 500, 2000), (2200, 249, 1000, 3000), (3500, 349, 1500, None)],
    "van": [(2000, 199, 1000, 3500), (4000, 299, 1500, 5000), (7000, 449, 2500, 8000)],
}


def weekly(spans_of_days: Sequence[Spans]) -> list[tuple[int, int]]:
    """Join seven days' spans into minutes since Monday 00:00: sorted, merged, split where Sunday runs into Monday."""
    spans: list[tuple[int, int]] = []
    for day, of_day in enumerate(spans_of_days):
        for start, end in of_day:
            begin, until = day * DAY + start, day * DAY + end
            spans.append((begin, min(until, WEEK)))
            if until > WEEK:
                spans.append((0, until - WEEK))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def make_hours(chance: Chance, style: str) -> list[tuple[int, int]]:
    """Hours of one shop: its style, moved by up to half an hour; kitchens may rest a day, some shops never close."""
    if style in {"grocery", "pharmacy"} and chance.happens(ROUND_THE_CLOCK):
        return [(0, WEEK)]
    weekday, friday, saturday, sunday = STYLES[style]
    days: list[Spans] = [weekday, weekday, weekday, weekday, friday, saturday, sunday]
    opens, closes = chance.choice((-30, 0, 0, 30)), chance.choice((-30, 0, 0, 30))
    days = [[(start + opens, end + closes) for start, end in day] for day in days]
    if style == "late" and chance.happens(0.4):
        days[chance.choice((0, 0, 1, 6))] = []
    return weekly(days)


def make_exceptions(chance: Chance, today: date) -> dict[str, list[tuple[int, int]]]:
    """Feasts of the coming year, and for some shops a day off within two weeks."""
    christmas = date(today.year, 12, 25)
    if christmas < today:
        christmas = date(today.year + 1, 12, 25)
    exceptions: dict[str, list[tuple[int, int]]] = {christmas.isoformat(): []}
    if chance.happens(0.6):
        exceptions[(christmas + timedelta(days=6)).isoformat()] = [(600, 1080)]
        exceptions[(christmas + timedelta(days=7)).isoformat()] = []
    if chance.happens(0.1):
        exceptions[(today + timedelta(days=chance.randint(2, 14))).isoformat()] = []
    return dict(sorted(exceptions.items()))


def make_zones(chance: Chance, style: str) -> list[Zone]:
    """Return the rings of one shop, the nearest first."""
    reach = chance.choice((0.9, 1.0, 1.0, 1.2))
    dearer = chance.choice((-50, 0, 0, 50))
    return [
        Zone(round(metres * reach / 100) * 100, max(fee + dearer, 0), minimum, free)
        for metres, fee, minimum, free in ZONES[style]
    ]
