"""Fills a basket in a shop and adds it up, for orders and carts alike. Real prices are computed in the domain."""

from uuid import UUID

from domain.order import PromotionKind
from services.demo.chance import Chance
from services.demo.city import Article, Choice, Deal, Line, Money, Shop, Zone

LINES = ((1, 2, 3, 4, 5), (34, 36, 19, 8, 3))
QUANTITIES = ((1, 2, 3, 4), (80, 15, 4, 1))
TIPS = (100, 150, 200, 300, 500)
MOST_LINES = 9


def choose_options(chance: Chance, choice: Choice) -> tuple[tuple[UUID, str, int], ...]:
    """Take as many options as the group asks for and seldom more; of a must, the usual one half of the time."""
    if choice.minimum == 1 and chance.happens(0.5):
        return choice.options[:1]
    spare = min(choice.maximum, len(choice.options)) - choice.minimum
    count = choice.minimum + (chance.randint(0, spare) if chance.happens(0.4) else 0)
    return tuple(chance.sample(choice.options, count)) if count else ()


def _line(chance: Chance, article: Article) -> Line:
    options = tuple(option for choice in article.choices for option in choose_options(chance, choice))
    return Line(article, options, chance.choices(*QUANTITIES)[0])


def fill_basket(chance: Chance, shop: Shop, zone: Zone) -> tuple[Line, ...]:
    """Take some goods, the popular ones more often, until the zone's minimum is reached."""
    count = chance.choices(*LINES)[0]
    wanted = chance.choices(shop.articles, cum_weights=shop.popularity, k=MOST_LINES)
    articles = list({article.id: article for article in wanted}.values())
    lines: list[Line] = []
    total = 0
    for article in articles:
        if len(lines) >= count and total >= zone.minimum_order:
            break
        lines.append(_line(chance, article))
        total += lines[-1].total
    if total < zone.minimum_order:
        last = lines.pop()
        more = -(-(zone.minimum_order - total) // last.unit_price)
        lines.append(Line(last.article, last.options, last.quantity + more))
    return tuple(lines)


def zone_of(shop: Shop, metres: int) -> Zone:
    """Return the ring a home lies in; the last one for a home that moved out of reach."""
    return next((zone for zone in shop.zones if metres <= zone.up_to_metres), shop.zones[-1])


def add_up(lines: tuple[Line, ...], zone: Zone, deal: Deal | None, tip: int) -> Money:
    """Sum up a basket; tax is included in its lines and falls with the discount."""
    items = sum(line.total for line in lines)
    fee = 0 if zone.free_from is not None and items >= zone.free_from else zone.fee
    discount = 0
    if deal is not None and deal.kind == PromotionKind.FREE_DELIVERY:
        fee = 0
    elif deal is not None and deal.kind == PromotionKind.PERCENTAGE:
        discount = items * deal.value // 10_000
    elif deal is not None:
        discount = min(deal.value, items)
    rates = ((line.total, line.article.tax_basis_points) for line in lines)
    tax = sum(total * rate / (10_000 + rate) for total, rate in rates) * (items - discount) / items
    return Money(items, discount, fee, tip, round(tax))


def choose_tip(chance: Chance) -> int:
    """One order in four leaves a tip."""
    return chance.choice(TIPS) if chance.happens(0.25) else 0
