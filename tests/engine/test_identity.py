from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.errors import ErrorCode, FieldError
from engine.identity import global_id, key_of, split_id

KEY = UUID("0191f3c2-7a5b-7c1d-9e2f-0a1b2c3d4e5f")
DIGITS = KEY.hex


def test_an_id_names_its_kind_and_its_key() -> None:
    assert global_id("Store", KEY) == "store_0191f3c27a5b7c1d9e2f0a1b2c3d4e5f"
    assert split_id(f"store_{DIGITS}") == ("store", KEY)
    assert key_of("Store", f"store_{DIGITS}") == KEY


@given(st.text("abcdefgh_", min_size=1), st.uuids())
def test_every_id_that_is_given_out_leads_back(kind: str, key: UUID) -> None:
    assert split_id(global_id(kind, key)) == (kind, key)


@pytest.mark.parametrize(
    "identity",
    [
        *("", "_", "store", "store_", DIGITS, f"store{DIGITS}", f"store_{DIGITS[:-1]}", f"store_{DIGITS}0"),
        *(f"store_{DIGITS.upper()}", f"store_{KEY}", f"store_{{{DIGITS[:30]}}}", f"store_0x{DIGITS[:30]}"),
        *(f"store_{DIGITS}\n", f" store_{DIGITS} ", f"store_{'g' * 32}", "store_" + "\u0661" * 32),
        *("store_" + "\uff11" * 32, f"store_urn:{DIGITS[:28]}", f"store_+{DIGITS[:31]}", f"store_{DIGITS[:31]}\0"),
    ],
)
def test_what_is_no_id_is_none(identity: str) -> None:
    assert split_id(identity) is None


@given(st.text() | st.text("abcdef0123456789_", min_size=33, max_size=40))
@example("_" * 100)
@example("\ud800_" + DIGITS)
def test_an_object_has_one_id_only(text: str) -> None:
    parts = split_id(text)
    assert parts is None or f"{parts[0]}_{parts[1].hex}" == text


@pytest.mark.parametrize("identity", ["", "nonsense", f"order_{DIGITS}", f"Store_{DIGITS}", f"store_{DIGITS}x"])
def test_an_id_of_another_kind_is_as_unknown_as_nonsense(identity: str) -> None:
    with pytest.raises(FieldError) as refused:
        key_of("Store", identity)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert refused.value.message == "No store has this id."
