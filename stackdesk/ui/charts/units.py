"""The units that a chart can be read in: what a series counts in, and its usual relatives."""

from __future__ import annotations

from stackdesk.ui import format as fmt

_HOURS = 8766.0
_DAYS = 365.25
_OTHERS: dict[str, tuple[tuple[float, str], ...]] = {
    "GW": ((1e3, "MW"), (1.0, "GW"), (1e-3, "TW")),
    "TWh/yr": ((1.0, "TWh/yr"), (1e3, "GWh/yr"), (1e3 / _HOURS, "GW on average")),
    "USD/MWh": ((1.0, "$/MWh"), (0.1, "ct/kWh")),
    "MtCO2/yr": ((1.0, "Mt CO₂/yr"), (1e-3, "Gt CO₂/yr")),
    "years": ((1.0, "yr"), (12.0, "months")),
    "million H100e": ((1.0, "M H100e"), (1e3, "k H100e"), (1e-3, "B H100e")),
    "million H100e/yr": ((1.0, "M H100e/yr"), (1e-3, "B H100e/yr"), (1.0 / 12.0, "M H100e/month")),
    "million/yr": ((1.0, "M/yr"), (1.0 / 12.0, "M/month")),
    "thousand people": ((1.0, "k people"), (1e-3, "M people")),
    "billion USD": ((1.0, "B$"), (1e-3, "T$")),
    "billion USD/yr": ((1.0, "B$/yr"), (1e-3, "T$/yr"), (1.0 / _DAYS, "B$/day")),
    "USD/H100e-h": ((1.0, "$/H100e-h"), (_HOURS, "$/H100e-yr")),
    "USD/million tokens": ((1.0, "$/M tokens"), (1e3, "$/B tokens")),
    "tokens/yr": ((1e-15 / _DAYS, "P tokens/day"), (1e-18, "E tokens/yr")),
    "FLOP/yr": ((1.0, "FLOP/yr"), (1.0 / (_HOURS * 3600.0), "FLOP/s")),
    "billion litres/yr": ((1.0, "B L/yr"), (1.0, "M m³/yr")),
    "1": ((100.0, "%"), (1.0, "share")),
    "%": ((1.0, "%"),),
}


def units(unit: str) -> tuple[str, ...]:
    """List what a series in a unit can be read in; empty where there is nothing to choose."""
    found = tuple(name for _, name in _OTHERS.get(unit, ()))
    return found if len(found) > 1 else ()


def in_unit(unit: str, name: str) -> fmt.Scale | None:
    """Give how to show a unit under one of its names; None for a name that is not among them."""
    found = next((factor for factor, other in _OTHERS.get(unit, ()) if other == name), None)
    if found is None:
        return None
    return fmt.Scale(found, name, power=name.startswith("FLOP"))
