"""Ratings of one to five stars."""


def mean_rating(total: int, count: int) -> float | None:
    """The mean with one decimal place, as it is shown; None without any rating."""
    return round(total / count, 1) if count else None
