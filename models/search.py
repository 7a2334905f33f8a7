"""Columns that make a row's words searchable."""

from sqlalchemy import Computed

from domain.words import ACCENTED, PLAIN


def searchable(**weights: str) -> Computed:
    """A stored `tsvector` over columns with weights, A (most) to D; of no language, folded as `domain.words` does."""
    folded = f"translate(lower(coalesce(%s, '')), '{ACCENTED}', '{PLAIN}')"
    parts = (f"setweight(to_tsvector('simple', {folded % column}), '{weight}')" for column, weight in weights.items())
    return Computed(" || ".join(parts), persisted=True)
