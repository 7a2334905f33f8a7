"""Rows on their way to the database, and the order in which tables can be written. How they travel stands in `load`."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from services.demo.rows import orders, people, shops

Row: TypeAlias = tuple[object, ...]

# Each table stands behind the tables it refers to.
TABLES: Final[dict[type[Row], str]] = {
    shops.CategoryRow: "categories",
    shops.StoreRow: "stores",
    shops.StoreCategoryRow: "store_categories",
    shops.ProductRow: "products",
    shops.OptionGroupRow: "option_groups",
    shops.OptionRow: "options",
    shops.PromotionRow: "promotions",
    people.UserRow: "users",
    people.UserRoleRow: "user_roles",
    people.AddressRow: "addresses",
    people.DeviceRow: "devices",
    people.NotificationPreferenceRow: "notification_preferences",
    people.FavouriteRow: "favourites",
    people.CourierRow: "couriers",
    people.CartRow: "carts",
    people.CartLineRow: "cart_lines",
    orders.OrderRow: "orders",
    orders.OrderLineRow: "order_lines",
    orders.OrderEventRow: "order_events",
    orders.PromotionUseRow: "promotion_uses",
    orders.PaymentRow: "payments",
    orders.LedgerEntryRow: "ledger_entries",
    orders.DeliveryRow: "deliveries",
    orders.PositionRow: "positions",
    orders.ConversationRow: "conversations",
    orders.ParticipantRow: "participants",
    orders.MessageRow: "messages",
    people.NotificationRow: "notifications",
    orders.ReviewRow: "reviews",
    shops.StockRow: "stock",
}


class Batch:
    """Rows of any tables that are written together; `step` tells a person what they are."""

    def __init__(self, step: str) -> None:
        self.step = step
        self._rows: dict[type[Row], list[Row]] = {kind: [] for kind in TABLES}

    def add(self, row: Row) -> None:
        """Put a row to the others of its table."""
        self._rows[type(row)].append(row)

    def tables(self) -> Iterator[tuple[str, list[str], list[Row]]]:
        """Yield table, columns and rows of what is there, in an order that satisfies the foreign keys."""
        for kind, rows in self._rows.items():
            if rows:
                yield TABLES[kind], list(kind.__annotations__), rows
