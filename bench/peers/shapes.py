"""What a row's columns become in an answer, for the Python peers: ids, moments, amounts, pictures, ratings."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def global_id(kind: str, key: UUID) -> str:
    """Such as `store_0191f3...`."""
    return f"{kind}_{key.hex}"


def key_of(identity: str) -> UUID:
    """The key in a global id."""
    return UUID(hex=identity.rpartition("_")[2])


def moment(value: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def picture(key: str | None) -> str | None:
    """The path of a picture."""
    return None if key is None else f"/pictures/{key}"


def mean(total: int, count: int) -> float | None:
    """The mean of ratings with one decimal place, ties upwards."""
    return (20 * total + count) // (2 * count) / 10 if count else None


def percent_off(price: int, former: int | None) -> int | None:
    """By how many percent a price is below the former one."""
    return None if former is None else (former - price) * 100 // former


def short_name(name: str) -> str:
    """The first name and the last one's initial."""
    first, *others = name.split()
    return f"{first} {others[-1][0]}." if others else name


def amount(value: int, currency: str) -> dict[str, Any]:
    """An amount of money."""
    return {"amount": value, "currency": currency}
