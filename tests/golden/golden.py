"""What the golden run keeps, where, and how it is made."""

from __future__ import annotations

import json
from pathlib import Path

from stackdesk.engine import MODEL_VERSION, Result, Runner
from stackdesk.scenario import Scenario, reference

VERSION = "2026.1"
FILE = Path(__file__).parent / f"{VERSION}-model-{MODEL_VERSION}.json"
YEARS = (2023.0, 2025.0, 2026.5, 2028.0, 2030.0, 2035.0, 2040.0)
REGIONS = ("World", "us")
SERIES = (
    "energy.firm_power",
    "energy.electricity_use",
    "energy.datacentre_electricity",
    "energy.price",
    "energy.emissions",
    "energy.per_million_tokens",
    "chips.shipments",
    "chips.sold",
    "chips.in_operation",
    "chips.idle",
    "chips.packaging_capacity",
    "chips.accelerator_revenue",
    "infrastructure.running_load",
    "infrastructure.ceiling.energy",
    "infrastructure.ceiling.connection",
    "infrastructure.ceiling.shells",
    "infrastructure.ceiling.need",
    "infrastructure.connection_wait",
    "infrastructure.trades.electricians.needed",
    "infrastructure.rental_price",
    "infrastructure.owning_cost",
    "models.largest_run",
    "models.inference_share",
    "models.capability.language",
    "models.token_price",
    "applications.tokens_delivered",
    "applications.adoption.software",
    "applications.spend",
    "applications.headcount.healthcare",
    "capital.capex",
    "capital.cumulative",
    "binding.layer",
    "binding.cause",
)

Kept = dict[str, dict[str, list[float] | list[str]]]


def kept(result: Result) -> Kept:
    """Give what is kept of a run: series, regions, one number or word a year."""
    return {
        address: {region: [result.at(address, year, region) for year in YEARS] for region in REGIONS}
        for address in SERIES
    }


def baseline() -> Result:
    """Run the reference as it stands."""
    return Runner("compiled").run(Scenario(reference(VERSION)))


def write() -> None:
    """Write the golden run anew."""
    document = {"reference": VERSION, "model": MODEL_VERSION, "years": YEARS, "series": kept(baseline())}
    FILE.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
