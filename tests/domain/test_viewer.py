import pytest

from domain.order import ACTIVE, OrderStatus
from domain.viewer import STRANGER, Role, Viewer


def test_a_stranger_is_nobody_and_may_act_as_nothing() -> None:
    assert STRANGER.id is None
    assert STRANGER.roles == frozenset()
    assert STRANGER.store_ids == ()
    assert not STRANGER.is_support


@pytest.mark.parametrize("role", Role)
def test_only_support_and_admins_are_support(role: Role) -> None:
    assert Viewer(roles=frozenset({role})).is_support is (role in {Role.SUPPORT, Role.ADMIN})


def test_a_role_beside_others_counts() -> None:
    assert Viewer(roles=frozenset({Role.CUSTOMER, Role.SUPPORT})).is_support


@pytest.mark.parametrize("status", OrderStatus)
def test_a_customer_waits_until_an_order_is_over(status: OrderStatus) -> None:
    over = {OrderStatus.DELIVERED, OrderStatus.REJECTED, OrderStatus.CANCELLED, OrderStatus.EXPIRED}
    assert status.is_active is (status not in over)
    assert (status in ACTIVE) is status.is_active
