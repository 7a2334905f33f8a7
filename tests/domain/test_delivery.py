import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery import Quote, Zone, quote
from domain.money import Money
from domain.place import Place, distance_metres

SHOP = Place(38.7, -9.1)
ZONES: list[Zone] = [
    {"up_to_metres": 1000, "fee": 0, "minimum_order": 800, "free_from": None},
    {"up_to_metres": 3000, "fee": 199, "minimum_order": 1200, "free_from": 2500},
]


def door(metres: int) -> Place:
    """A door so far north of the shop, to the metre."""
    place = Place(SHOP.latitude + metres / 111_195.08, SHOP.longitude)
    assert distance_metres(SHOP, place) == metres
    return place


def test_the_innermost_ring_that_reaches_the_door_sets_the_price() -> None:
    assert quote(ZONES, "EUR", 15, SHOP, door(400)) == Quote(
        fee=Money(0, "EUR"), minimum_order=Money(800, "EUR"), free_from=None, distance_metres=400, minutes=17
    )
    assert quote(ZONES, "EUR", 15, SHOP, door(2000)) == Quote(
        fee=Money(199, "EUR"),
        minimum_order=Money(1200, "EUR"),
        free_from=Money(2500, "EUR"),
        distance_metres=2000,
        minutes=24,
    )


@pytest.mark.parametrize(("metres", "fee"), [(1000, 0), (1001, 199), (3000, 199)])
def test_a_ring_holds_its_own_edge(metres: int, fee: int) -> None:
    offer = quote(ZONES, "EUR", 15, SHOP, door(metres))
    assert offer is not None
    assert offer.fee == Money(fee, "EUR")


def test_beyond_the_last_ring_there_is_no_delivery() -> None:
    assert quote(ZONES, "EUR", 15, SHOP, door(3001)) is None


def test_a_shop_without_rings_delivers_nowhere() -> None:
    assert quote([], "EUR", 15, SHOP, SHOP) is None


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 90))
def test_a_farther_door_is_never_reached_sooner(one: int, other: int, preparation: int) -> None:
    nearer, farther = (
        quote(ZONES, "EUR", preparation, SHOP, Place(SHOP.latitude + metres / 111_300, SHOP.longitude))
        for metres in sorted((one, other))
    )
    assert nearer is not None
    assert farther is not None
    assert preparation < nearer.minutes <= farther.minutes
