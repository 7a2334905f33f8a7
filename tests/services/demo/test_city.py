"""What is true in a demo city: the books balance, the times agree, and nothing points into the void."""

import json
from itertools import pairwise
from pathlib import Path

import asyncpg
import pytest

from domain.order import OrderStatus
from services.demo.people import DEMO_PEOPLE

PICTURES = Path(__file__).parents[3] / "web" / "pictures"

# Each statement counts the rows that break a promise.
BROKEN_PROMISES = {
    "an order's lines add up to its items": """
        SELECT count(*) FROM orders AS o
        WHERE items_total IS DISTINCT FROM (SELECT sum(total) FROM order_lines WHERE order_id = o.id)""",
    "a line's price is its product's with the options'": """
        SELECT count(*) FROM order_lines AS l JOIN products AS p ON p.id = l.product_id
        WHERE unit_price <> price + (
            SELECT coalesce(sum((o->>'price_delta')::int), 0) FROM jsonb_array_elements(options) AS o)""",
    "a line's product is sold by the order's store": """
        SELECT count(*) FROM order_lines JOIN orders AS o ON o.id = order_id JOIN products AS p ON p.id = product_id
        WHERE p.store_id <> o.store_id""",
    "every ledger movement is zero in sum": """
        SELECT count(*) FROM (
            SELECT FROM ledger_entries GROUP BY movement_id, currency HAVING sum(amount) <> 0) AS unbalanced""",
    "customers paid what was captured and not refunded": """
        SELECT count(*) FROM payments AS p WHERE captured - refunded <> (
            SELECT coalesce(-sum(amount), 0) FROM ledger_entries WHERE payment_id = p.id AND account = 'customer')""",
    "a payment is of its order's total": """
        SELECT count(*) FROM orders AS o LEFT JOIN payments AS p ON p.order_id = o.id AND p.amount = o.total
        WHERE p.id IS NULL""",
    "only delivered orders are captured": """
        SELECT count(*) FROM payments JOIN orders AS o ON o.id = order_id
        WHERE (captured > 0) <> (o.status = 'delivered')""",
    "a shelf has sold and reserved what its orders say": """
        SELECT count(*) FROM stock AS s WHERE (sold, reserved) <> (
            SELECT coalesce(sum(quantity) FILTER (WHERE status = 'delivered'), 0), coalesce(sum(quantity) FILTER (
                WHERE status IN ('placed', 'accepted', 'preparing', 'ready', 'picked_up')), 0)
            FROM order_lines AS l JOIN orders AS o ON o.id = order_id WHERE l.product_id = s.product_id)""",
    "a promotion's uses are counted": """
        SELECT count(*) FROM promotions AS p WHERE used_count <> (
            SELECT count(*) FROM promotion_uses WHERE promotion_id = p.id AND released_at IS NULL)""",
    "a voucher is used once by a person": """
        SELECT count(*) FROM (SELECT FROM promotion_uses JOIN promotions AS p ON p.id = promotion_id
            WHERE usage_limit_per_user = 1 GROUP BY promotion_id, user_id HAVING count(*) > 1) AS twice""",
    "an order meets the minimum of its promotion and of its store": """
        SELECT count(*) FROM orders AS o JOIN stores AS s ON s.id = o.store_id
            LEFT JOIN promotions AS p ON p.id = promotion_id
        WHERE items_total < greatest(s.minimum_order, p.minimum_order)""",
    "reviews are of delivered orders, by their customers, about what was in them": """
        SELECT count(*) FROM reviews AS r JOIN orders AS o ON o.id = r.order_id
        WHERE o.status <> 'delivered' OR r.author_id <> o.customer_id OR r.store_id <> o.store_id
           OR r.created_at <= o.finished_at
           OR r.product_id NOT IN (SELECT product_id FROM order_lines WHERE order_id = o.id)""",
    "a store's rating is that of its reviews": """
        SELECT count(*) FROM stores AS s WHERE (rating_count, rating_total) <> (
            SELECT count(*), coalesce(sum(rating), 0) FROM reviews WHERE store_id = s.id AND product_id IS NULL)""",
    "a product's rating is that of its reviews": """
        SELECT count(*) FROM products AS p WHERE (rating_count, rating_total) <> (
            SELECT count(*), coalesce(sum(rating), 0) FROM reviews WHERE product_id = p.id)""",
    "the last event of an order is its status": """
        SELECT count(*) FROM orders AS o WHERE status <> (
            SELECT status FROM order_events WHERE order_id = o.id ORDER BY at DESC LIMIT 1)""",
    "only an order that is over has an end": """
        SELECT count(*) FROM orders WHERE (finished_at IS NULL)
            <> (status IN ('placed', 'accepted', 'preparing', 'ready', 'picked_up'))""",
    "no courier carries two orders at once": """
        SELECT count(*) FROM (SELECT FROM deliveries JOIN orders AS o ON o.id = order_id
            WHERE o.status IN ('ready', 'picked_up') GROUP BY courier_id HAVING count(*) > 1) AS twice""",
    "a courier is busy exactly while carrying an order": """
        SELECT count(*) FROM couriers AS c WHERE (status = 'busy') <> EXISTS (
            SELECT FROM deliveries WHERE courier_id = c.id AND status IN ('assigned', 'picked_up', 'near'))""",
    "goods on their way have left a trail": """
        SELECT count(*) FROM deliveries AS d WHERE status IN ('picked_up', 'near')
            AND NOT EXISTS (SELECT FROM positions WHERE delivery_id = d.id)""",
    "every customer has one default address": """
        SELECT count(*) FROM user_roles AS r WHERE role = 'customer'
            AND (SELECT count(*) FROM addresses WHERE user_id = r.user_id AND is_default) <> 1""",
    "what stands in a cart is sold by the cart's store": """
        SELECT count(*) FROM cart_lines AS l JOIN carts AS c ON c.id = cart_id JOIN products AS p ON p.id = product_id
        WHERE p.store_id <> c.store_id""",
    "a cart line takes as many options as each group asks for": """
        SELECT count(*) FROM cart_lines AS l JOIN option_groups AS g USING (product_id) WHERE (
            SELECT count(*) FROM options AS o WHERE o.group_id = g.id AND o.id = ANY(l.option_ids))
            NOT BETWEEN minimum_choices AND maximum_choices""",
    "a talk is between people of its order": """
        SELECT count(*) FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
            JOIN orders AS o ON o.id = c.order_id
            JOIN deliveries AS d ON d.order_id = o.id JOIN couriers AS r ON r.id = d.courier_id
        WHERE m.sender_id NOT IN (o.customer_id, r.user_id) OR m.sent_at < o.placed_at""",
    "nothing has happened yet that lies after the city's moment": """
        SELECT (SELECT count(*) FROM order_events WHERE at > '2026-11-20 19:00+00')
            + (SELECT count(*) FROM reviews WHERE created_at > '2026-11-20 19:00+00')
            + (SELECT count(*) FROM messages WHERE sent_at > '2026-11-20 19:00+00')
            + (SELECT count(*) FROM positions WHERE at > '2026-11-20 19:00+00')
            + (SELECT count(*) FROM notifications WHERE greatest(created_at, read_at) > '2026-11-20 19:00+00')""",
}


@pytest.mark.parametrize("promise", BROKEN_PROMISES)
async def test_the_city_keeps_its_promises(city: asyncpg.Connection, promise: str) -> None:
    assert await city.fetchval(BROKEN_PROMISES[promise]) == 0


async def test_every_table_of_the_city_has_rows(city: asyncpg.Connection) -> None:
    tables = await city.fetch("SELECT relname FROM pg_stat_user_tables WHERE relname <> 'alembic_version'")
    left_empty = [name for (name,) in tables if not await city.fetchval(f"SELECT EXISTS (SELECT FROM {name})")]  # noqa: S608 - names of the project's own tables.
    assert sorted(left_empty) == ["idempotency_records", "outbox"]


async def test_hours_are_sorted_spans_of_one_week_that_do_not_touch(city: asyncpg.Connection) -> None:
    for (text,) in await city.fetch("SELECT hours FROM stores"):
        spans = json.loads(text)
        assert spans
        assert all(0 <= start < end <= 10_080 for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))


async def test_delivery_zones_are_rings_from_near_to_far(city: asyncpg.Connection) -> None:
    for (text,) in await city.fetch("SELECT delivery_zones FROM stores"):
        zones = json.loads(text)
        assert [set(zone) for zone in zones] == [{"up_to_metres", "fee", "minimum_order", "free_from"}] * len(zones)
        assert all(near["up_to_metres"] < far["up_to_metres"] for near, far in pairwise(zones))


async def test_timelines_follow_the_life_of_an_order(city: asyncpg.Connection) -> None:
    path = [status.value for status in OrderStatus][:6]
    lives = await city.fetch("SELECT array_agg(status ORDER BY at) FROM order_events GROUP BY order_id")
    for (statuses,) in lives:
        *before, last = statuses
        assert before == path[: len(before)]
        assert last in path[len(before) : len(before) + 1] or last in {"cancelled", "rejected", "expired"}


async def test_orders_are_in_every_state(city: asyncpg.Connection) -> None:
    found = {status for (status,) in await city.fetch("SELECT DISTINCT status FROM orders")}
    assert found >= {"delivered", "picked_up", "cancelled"}


async def test_every_picture_is_there(city: asyncpg.Connection) -> None:
    paths = await city.fetch(
        " UNION ".join(
            f"SELECT picture FROM {table}"  # noqa: S608 - names of the project's own tables.
            for table in ("categories", "stores", "products", "promotions", "users")
        )
    )
    named = {path for (path,) in paths if path is not None}
    assert len(named) > 50
    assert sorted(path for path in named if not (PICTURES / path).is_file()) == []


@pytest.mark.parametrize(("role", "email"), DEMO_PEOPLE.items())
async def test_a_demo_person_holds_one_role(city: asyncpg.Connection, role: str, email: str) -> None:
    roles = await city.fetch("SELECT role FROM users JOIN user_roles ON user_id = users.id WHERE email = $1", email)
    assert [held for (held,) in roles] == [role]


async def test_rui_brings_ana_an_order_of_martas_shop(city: asyncpg.Connection) -> None:
    met = await city.fetchrow(
        """SELECT o.status, rider.email, merchant.email, c.status AS riding
        FROM orders AS o JOIN users AS ana ON ana.id = o.customer_id
        JOIN deliveries AS d ON d.order_id = o.id JOIN couriers AS c ON c.id = d.courier_id
        JOIN users AS rider ON rider.id = c.user_id
        JOIN user_roles AS role ON role.store_id = o.store_id JOIN users AS merchant ON merchant.id = role.user_id
        WHERE ana.email = $1 AND o.finished_at IS NULL""",
        DEMO_PEOPLE["customer"],
    )
    assert tuple(met) == ("picked_up", DEMO_PEOPLE["courier"], DEMO_PEOPLE["merchant"], "busy")


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("orders WHERE status = 'delivered' AND customer_id", 9),
        ("favourites WHERE user_id", 3),
        ("carts JOIN cart_lines ON cart_id = carts.id WHERE carts.status = 'active' AND customer_id", 1),
        ("notifications WHERE read_at IS NULL AND user_id", 2),
        ("addresses WHERE user_id", 3),
        ("participants WHERE user_id", 1),
    ],
)
async def test_ana_has_something_on_every_screen(city: asyncpg.Connection, what: str, least: int) -> None:
    ana = await city.fetchval("SELECT id FROM users WHERE email = $1", DEMO_PEOPLE["customer"])
    assert await city.fetchval(f"SELECT count(*) FROM {what} = $1", ana) >= least  # noqa: S608 - pieces from above.
