"""The four people of the demo city whom commands, documents and tests know by name."""

from typing import Final

ANA: Final = ("Ana Demo", "ana@doorstep.example")
RUI: Final = ("Rui Demo", "rui@doorstep.example")
MARTA: Final = ("Marta Demo", "marta@doorstep.example")
SAM: Final = ("Sam Demo", "sam@doorstep.example")

# Role -> e-mail: Ana waits for the order that Rui carries from Marta's shop; Sam helps everyone.
DEMO_PEOPLE: Final[dict[str, str]] = {"customer": ANA[1], "courier": RUI[1], "merchant": MARTA[1], "support": SAM[1]}
