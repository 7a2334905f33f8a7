"""Draws every picture of the demo city into the folders beside this file: `python web/pictures/draw.py`.

The same drawing comes out each time; change a colour here or a stroke in `drawing/`, run, and commit the result.
"""

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from drawing import goods, meals, scenes  # noqa: E402 - found through the line above.
from drawing.pen import picture  # noqa: E402

GROUNDS = ("#fbe9d0", "#e3efe0", "#fde2dc", "#e0ecf4", "#f4e6f2", "#fff3c9")

# Drawing -> the main colour of its two versions.
PRODUCTS: dict[Callable[[str], str], tuple[str, str]] = {
    meals.pizza: ("#d9503f", "#9c4a3c"), meals.pasta: ("#d9503f", "#7fae5b"), meals.salad: ("#d9503f", "#f5c542"),
    meals.soup: ("#e8863c", "#8fb35c"), meals.curry: ("#e0852f", "#c9582f"), meals.bowl: ("#d9637a", "#f0a080"),
    meals.ramen: ("#c94f4f", "#3f6f8f"), meals.dumplings: ("#cfa063", "#b98350"), meals.sushi: ("#f08a62", "#d94f5c"),
    meals.maki: ("#f08a62", "#8cc06a"), meals.burger: ("#7a4630", "#5f3a2a"), meals.fries: ("#d9503f", "#3f7fb0"),
    meals.chicken: ("#c97b35", "#a95f2a"), meals.steak: ("#8f4a3c", "#a85c42"), meals.fish: ("#6f9fb5", "#e08f6a"),
    meals.wrap: ("#b5653c", "#d9503f"), meals.taco: ("#b5533c", "#8f5a34"), meals.bread: ("#c98a45", "#9c6436"),
    meals.roll: ("#d99c52", "#b5793c"), meals.croissant: ("#dca050", "#c48238"), meals.cake: ("#8a5a44", "#e9a0b0"),
    meals.sandwich: ("#e48a8a", "#f5c542"), meals.eggs: ("#2f3136", "#b0503c"), meals.waffle: ("#e0a850", "#d0903c"),
    meals.icecream: ("#8a5a44", "#a8cf8e"), meals.popsicle: ("#f07f7f", "#f5b942"), meals.tub: ("#e59ab0", "#8fbcd4"),
    goods.wine: ("#a83246", "#5a2f5f"), goods.white_wine: ("#5f8a4a", "#d9a441"), goods.champagne: ("#c9a03c", "#d98aa0"),
    goods.spirits: ("#c98a3c", "#7fa8b8"), goods.beer: ("#f0b23c", "#b0682c"), goods.soda: ("#d9503f", "#3f8fb0"),
    goods.juice: ("#f5a53c", "#8fbf5a"), goods.coffee: ("#d97b5a", "#5f8f8f"), goods.iced: ("#b07f52", "#8fbf6a"),
    goods.beans: ("#7a5540", "#3f6f6a"), goods.milk: ("#5a9fd0", "#7fbf6a"), goods.jar: ("#d9603c", "#c9a04a"),
    goods.chips: ("#e0574a", "#e0a02f"), goods.cheese: ("#f5c542", "#f0b26a"), goods.fruit: ("#d9503f", "#8cbf4a"),
    goods.vegetables: ("#ee8a3a", "#d9703a"), goods.soap: ("#6fb5c9", "#a58ac9"), goods.pills: ("#d9503f", "#3f8fb0"),
    goods.plaster: ("#e8b58a", "#d99a72"), goods.bottle: ("#e0963c", "#6f9f6a"), goods.baby: ("#8fbcd9", "#f0a0b5"),
    goods.bouquet: ("#e0607a", "#b58ad0"), goods.plant: ("#c9744a", "#6f8fa5"), goods.vase: ("#5f8fa8", "#c98a6a"),
    goods.dog: ("#c98f5a", "#e0c49a"), goods.cat: ("#8a8f99", "#e0a05a"), goods.rabbit: ("#cfc6bd", "#b59a85"),
    goods.ball: ("#d9503f", "#3f8fb0"),
}

# Kind of shop -> the drawing in its window.
KINDS: dict[str, Callable[[str], str]] = {
    "pizza": meals.pizza, "burgers": meals.burger, "sushi": meals.sushi, "home-cooking": meals.soup,
    "indian": meals.curry, "asian": meals.ramen, "kebab": meals.wrap, "mexican": meals.taco, "healthy": meals.salad,
    "bakery": meals.croissant, "coffee": goods.coffee, "groceries": goods.fruit, "pharmacy": goods.plaster,
    "flowers": goods.bouquet, "wine": goods.wine, "pets": goods.dog, "ice-cream": meals.icecream,
}
FRONTS = (("#f0ddc4", "#c8553d"), ("#dfe6e0", "#3f7f72"), ("#f2e3d5", "#d99a2b"), ("#e4e2ee", "#5a5f9c"))
SKINS, SHIRTS = ("#f3cfb3", "#e0ac82", "#b97e56", "#8a5a3c"), ("#3f7f72", "#c8553d", "#5a5f9c", "#d99a2b", "#4f8fb0")
HAIR = ("#3a2a22", "#7a4a2c", "#d9b26a", "#1f1f24", "#a8543a")
BANNERS = (
    ("#c8553d", meals.pizza), ("#3f7f72", goods.bouquet), ("#d99a2b", meals.croissant),
    ("#5a5f9c", goods.coffee), ("#b0506f", meals.icecream),
)
FACES = 12


def name_of(drawing: Callable[[str], str]) -> str:
    """`white_wine` is called `white-wine` in paths."""
    return drawing.__name__.replace("_", "-")


def all_pictures() -> dict[str, str]:
    """Every picture by its path."""
    pictures: dict[str, str] = {}
    for number, (drawing, mains) in enumerate(PRODUCTS.items()):
        for version, main in enumerate(mains):
            ground = GROUNDS[(number + 2 * version) % len(GROUNDS)]
            pictures[f"products/{name_of(drawing)}-{version + 1}.svg"] = picture(ground, drawing(main))
        pictures[f"categories/{name_of(drawing)}.svg"] = picture("#f4efe6", drawing(mains[0]), corner=60)
    for number, (kind, drawing) in enumerate(KINDS.items()):
        main = PRODUCTS[drawing][0]
        pictures[f"categories/{kind}.svg"] = picture(GROUNDS[number % len(GROUNDS)], drawing(main), corner=28)
        for version in (1, 2):
            wall, awning = FRONTS[(number + version) % len(FRONTS)]
            ground = GROUNDS[(number + 3 * version) % len(GROUNDS)]
            pictures[f"stores/{kind}-{version}.svg"] = picture(ground, scenes.shop(wall, awning, drawing(main)))
    for number in range(FACES):
        look = SKINS[number * 3 % len(SKINS)], HAIR[number * 2 % len(HAIR)], SHIRTS[number % len(SHIRTS)], number % 4
        pictures[f"people/{number + 1}.svg"] = picture(GROUNDS[number % len(GROUNDS)], scenes.face(*look))
    for number, (colour, drawing) in enumerate(BANNERS):
        sign = drawing(PRODUCTS[drawing][1])
        pictures[f"promotions/{number + 1}.svg"] = picture(colour, scenes.banner(colour, sign))
    return pictures


def main() -> None:
    """Write them all."""
    for path, text in all_pictures().items():
        file = HERE / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
