"""Ratings of one to five stars."""


def mean_rating(total: int, count: int) -> float | None:
    """The mean with one decimal place, halves up, as it is shown; None without any rating."""
    return (20 * total + count) // (2 * count) / 10 if count else None
