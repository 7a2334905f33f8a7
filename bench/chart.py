"""A bar chart as SVG text, drawn by hand so that no library is needed. What is shown is decided by report.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 760
NAMES: Final = 190
NUMBERS: Final = 130
BAR: Final = 22
GAP: Final = 10
HEAD: Final = 44
SIZE: Final = ' font-size="14"'
COLOURS: Final = {"ours": "#0b7a4b", "peer": "#8a94a6", "limit": "#c9a227"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, what is written at its end, and whose it is: ours, a peer's or the limit's."""

    name: str
    value: float
    text: str
    role: str


def draw(title: str, bars: Sequence[Bar]) -> str:
    """The chart; the longest bar fills the width."""
    height = HEAD + len(bars) * (BAR + GAP) + GAP
    longest = max(bar.value for bar in bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"{SIZE}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{GAP}" y="26" font-weight="bold" fill="#1c2430">{escape(title)}</text>',
    ]
    for index, bar in enumerate(bars):
        top = HEAD + index * (BAR + GAP)
        length = max(1.0, (WIDTH - NAMES - NUMBERS) * bar.value / longest)
        middle = top + BAR * 0.72
        lines += [
            f'<text x="{NAMES - GAP}" y="{middle:.1f}" text-anchor="end" fill="#1c2430">{escape(bar.name)}</text>',
            f'<rect x="{NAMES}" y="{top}" width="{length:.1f}" height="{BAR}" rx="3" fill="{COLOURS[bar.role]}"/>',
            f'<text x="{NAMES + length + 8:.1f}" y="{middle:.1f}" fill="#1c2430">{escape(bar.text)}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
