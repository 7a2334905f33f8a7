"""Columns that make a row's words searchable."""

from sqlalchemy import Computed

from domain.words import ACCENTED, PLAIN


def searchable(**weights: str) -> Computed:
    """A stored `tsvector` over columns with their weights, A (most) to D; language-neutral, folded as `domain.words`."""
    parts = (
        f"setweight(to_tsvector('simple', translate(lower(coalesce({column}, '')), '{ACCENTED}', '{PLAIN}')), '{weight}')"
        for column, weight in weights.items()
    )
    return Computed(" || ".join(parts), persisted=True)
