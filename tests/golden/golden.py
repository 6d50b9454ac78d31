"""What the golden runs keep, where, and how they are made: one a reference and model version."""

from __future__ import annotations

import json
from pathlib import Path

from stackdesk.engine import MODEL_VERSION, Result, Runner
from stackdesk.scenario import SHIPPED, Scenario, reference

FOLDER = Path(__file__).parent
VERSIONS = SHIPPED.versions()
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


def file(version: str, model: str = MODEL_VERSION) -> Path:
    """Give where the golden run of a reference stands."""
    return FOLDER / f"{version}-model-{model}.json"


def baseline(version: str) -> Result:
    """Run a reference as it stands."""
    return Runner("compiled").run(Scenario(reference(version)))


def write(version: str) -> None:
    """Write the golden run of a reference anew."""
    series = kept(baseline(version))
    document = {"reference": version, "model": MODEL_VERSION, "years": YEARS, "series": series}
    file(version).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
