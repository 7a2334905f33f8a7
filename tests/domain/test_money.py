import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, money, percent_off
from domain.rating import mean_rating

PRICES = st.integers(0, 10**9)


def test_no_amount_is_no_money_and_zero_is_some() -> None:
    assert money(None, "EUR") is None
    assert money(0, "EUR") == Money(0, "EUR")


def test_the_same_number_of_another_currency_is_other_money() -> None:
    assert Money(100, "EUR") != Money(100, "GBP")


@pytest.mark.parametrize(
    ("price", "former", "percent"), [(750, 1000, 25), (999, 1000, 0), (0, 500, 100), (2, 3, 33), (1, 3, 66)]
)
def test_what_is_taken_off_is_rounded_down(price: int, former: int, percent: int) -> None:
    assert percent_off(price, former) == percent


@given(PRICES, st.none() | PRICES)
def test_only_a_price_below_the_former_one_is_reduced(price: int, former: int | None) -> None:
    found = percent_off(price, former)
    if former is None or former <= price:
        assert found is None
    else:
        assert found is not None
        assert former * found <= (former - price) * 100 < former * (found + 1)


@pytest.mark.parametrize(("total", "count", "mean"), [(9, 2, 4.5), (14, 3, 4.7), (5, 1, 5.0), (433, 100, 4.3)])
def test_a_mean_rating_has_one_decimal_place(total: int, count: int, mean: float) -> None:
    assert mean_rating(total, count) == mean


def test_without_ratings_there_is_no_mean() -> None:
    assert mean_rating(0, 0) is None


@given(st.lists(st.integers(1, 5), min_size=1))
def test_a_mean_lies_between_the_worst_and_the_best(ratings: list[int]) -> None:
    mean = mean_rating(sum(ratings), len(ratings))
    assert mean is not None
    assert min(ratings) <= mean <= max(ratings)
