"""An ensemble in words: what varied, quantiles of some series by year, how often each layer binds."""

from __future__ import annotations

from collections import Counter

import numpy as np

from stackdesk.cli.streams import shown
from stackdesk.cli.summary import milestones
from stackdesk.cli.words import aligned, date, quantity, shown_unit
from stackdesk.engine.bands import QUANTILES, Bands
from stackdesk.engine.ensemble import Ensemble
from stackdesk.layers import LAYERS

HEADS = ("the run", "5 %", "25 %", "50 %", "75 %", "95 %")


def lines(ensemble: Ensemble, bands: Bands, name: str) -> list[str]:
    """Write all of it."""
    count, sources = len(ensemble.varied), Counter(one.source for one in ensemble.varied)
    vary = f"{count} parameter varies" if count == 1 else f"{count} parameters vary"
    ranges = "the reference's" if ensemble.every else "published"
    told = [
        shown(name),
        f"Conditional projections: {bands.count:,} samples with seed {bands.seed}, each from "
        f"{date(ensemble.scenario.present)} on.",
        f"{vary}: {sources['scenario']} as the scenario says, "
        f"{sources['reference']} within {ranges} ranges, read as 10 % to 90 %.",
    ]
    for address, region in bands.quantiles:
        told += ["", *_series(ensemble, bands, address, region)]
    return [*told, "", *_binding(ensemble, bands)]


def _series(ensemble: Ensemble, bands: Bands, address: str, region: str) -> list[str]:
    """Write the quantiles of one series: a row a year."""
    base = ensemble.base
    series, course = base.catalogue.series[address], bands.quantiles[address, region]
    unit = shown_unit(series.unit)
    rows = [[f"{series.label.upper()}{f', {unit}' if unit else ''}", *HEADS]]
    assert len(QUANTILES) == len(course)
    for year in _ahead(ensemble):
        values = [base.at(address, year, region), *(np.interp(year, bands.years, row) for row in course)]
        rows.append([date(year), *(quantity(float(value), series.unit) for value in values)])
    return aligned(rows)


def _binding(ensemble: Ensemble, bands: Bands) -> list[str]:
    """Write in what share of the samples each layer binds."""
    rows = [["WHAT BINDS, % of samples", *(layer.label.lower() for layer in LAYERS), "the run"]]
    for year in _ahead(ensemble):
        row = int(np.searchsorted(bands.years, year + 1e-9)) - 1
        shares = [f"{bands.binding['World'][layer.key][row] * 100.0:.0f}" for layer in LAYERS]
        rows.append([date(year), *shares, str(ensemble.base.at("binding.layer", year))])
    return aligned(rows, left=(0, len(LAYERS) + 1))


def _ahead(ensemble: Ensemble) -> list[float]:
    """Choose the years to show: those after the present."""
    return [year for year in milestones(ensemble.base) if year > ensemble.scenario.present]
