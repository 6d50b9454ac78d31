"""What comes out: a series is declared once and appears in charts, tables, exports and commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Total = Literal["sum", "mean", "first"]


@dataclass(frozen=True)
class Series:
    """One output over time.

    `source` is the place in the records, such as "flows.firm_power" or "state.shells"; `over` the
    list it runs along, if any (its address then holds `{item}`). `total` says how regions make the
    World: their sum, a mean weighted by the series named in `weight`, or "first" where it has no
    regions.
    """

    address: str
    unit: str
    label: str
    source: str
    definition: str
    regional: bool = True
    total: Total = "sum"
    weight: str = ""
    over: str | None = None

    @property
    def layer(self) -> str:
        """The first word of the address."""
        return self.address.split(".", 1)[0]


FIRST_VINTAGE = 2022
"""Year of the first vintage of chips, which holds all that was sold before 2023."""

Dimension = str | int
Layout = dict[str, tuple[Dimension, ...]]
"""Names and shapes of the numbers a room keeps: `{"pipe": ("region", "source", 3)}`."""


@dataclass(frozen=True)
class Item:
    """One entry of a list: its key in addresses and what it is called."""

    key: str
    label: str
    short: str = ""
