import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.words import ACCENTED, PLAIN, fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Pão de Açúcar", "pao de acucar"), ("KÄSE", "kase"), ("Smørrebrød", "smorrebrod"), ("Żurek", "zurek")],
)
def test_words_lose_their_case_and_their_accents(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_every_accented_letter_has_one_plain_letter() -> None:
    assert len(ACCENTED) == len(set(ACCENTED)) == len(PLAIN)
    assert PLAIN.isascii()
    assert PLAIN.islower()


@given(st.text())
def test_folded_words_stay_as_they_are(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(st.text(ACCENTED))
def test_capitals_fold_like_small_letters(words: str) -> None:
    assert fold(words.upper()) == fold(words)
