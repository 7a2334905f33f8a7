from math import acos, cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.place import EARTH_METRES, Place, distance_metres

PLACES = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))
HALF_AROUND = 20_015_115


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Place(38.7223, -9.1393), Place(41.1579, -8.6291), 274_000),
        (Place(51.5074, -0.1278), Place(52.5200, 13.4050), 931_600),
        (Place(0, 0), Place(0, 1), 111_195),
        (Place(60, 179.5), Place(60, -179.5), 55_597),
    ],
)
def test_distances_are_those_of_the_map(one: Place, other: Place, metres: int) -> None:
    assert distance_metres(one, other) == pytest.approx(metres, rel=0.005)


@given(PLACES, PLACES)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_around_the_earth(one: Place, other: Place) -> None:
    assert distance_metres(one, other) == distance_metres(other, one)
    assert 0 <= distance_metres(one, other) <= HALF_AROUND


@given(PLACES)
def test_a_place_is_no_distance_from_itself(place: Place) -> None:
    assert distance_metres(place, place) == 0


@given(PLACES)
def test_the_other_side_of_the_earth_is_half_around_it(place: Place) -> None:
    opposite = Place(-place.latitude, place.longitude - 180 if place.longitude > 0 else place.longitude + 180)
    assert distance_metres(place, opposite) == pytest.approx(HALF_AROUND, abs=1)


@given(PLACES, PLACES)
def test_far_apart_it_agrees_with_the_law_of_cosines(one: Place, other: Place) -> None:
    a, b = radians(one.latitude), radians(other.latitude)
    cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(other.longitude - one.longitude))
    expected = EARTH_METRES * acos(max(-1.0, min(1.0, cosine)))
    assert distance_metres(one, other) == pytest.approx(expected, abs=200)
