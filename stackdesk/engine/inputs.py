"""A scenario's numbers laid out for the engine: parameters by step, links between lists."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from stackdesk.core.quantity import Parameter
from stackdesk.engine.records import lengths, parameters_type, rooms_type
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.references import Reference
from stackdesk.scenario.sampling import differences, sample

Steps = npt.NDArray[Any]


class Inputs:
    """The parameters of one scenario on the steps of a run; follows edits by sampling what changed."""

    def __init__(self, scenario: Scenario, steps_per_year: int = 8) -> None:
        if steps_per_year not in (4, 8, 12, 16, 20, 24):
            raise ValueError("steps per year: 4, 8, 12, 16, 20 or 24")
        reference = scenario.reference
        self.catalogue = reference.catalogue
        self.regions = self.catalogue.regions
        self.every = steps_per_year // 4
        self.h = 1.0 / steps_per_year
        count = round((reference.end - reference.start) * steps_per_year) + 1
        self.years = [reference.start + t / steps_per_year for t in range(count)]
        self.sizes = lengths(self.catalogue.lists, reference.end)
        self.parameters: Steps = np.zeros(count, parameters_type(self.sizes))
        self.links = links(reference)
        self.kinds = {kind: rooms_type(kind, self.sizes) for kind in ("state", "flows", "rates")}
        self.scenario = scenario
        self.parameters["clock"]["year"] = self.years
        self._fill_all()

    def follow(self, scenario: Scenario) -> None:
        """Sample again what differs between the scenario held and another of the same reference."""
        for address, region in differences(self.scenario, scenario):
            self._fill(self.catalogue.parameters[address], region, scenario)
        if scenario.present != self.scenario.present:
            self._set_clock(scenario.present)
        self.scenario = scenario

    def place(self, parameter: Parameter, region: str | None) -> npt.NDArray[np.float64]:
        """Give the numbers of one parameter and region over the steps, to read or write."""
        column: Any = self.parameters
        for word in parameter.path:
            column = column[word]
        if parameter.quantity.regional and region is not None:
            column = column[:, self.regions.index(region)]
        return column if parameter.index is None else column[..., parameter.index]  # type: ignore[no-any-return]

    def _fill_all(self) -> None:
        self._set_clock(self.scenario.present)
        for parameter in self.catalogue.parameters.values():
            for region in self.regions if parameter.quantity.regional else (None,):
                self._fill(parameter, region, self.scenario)

    def _fill(self, parameter: Parameter, region: str | None, scenario: Scenario) -> None:
        self.place(parameter, region)[:] = sample(scenario, parameter.address, self.years, region)

    def _set_clock(self, present: float) -> None:
        self.parameters["clock"]["since"] = [year - present for year in self.years]
        self.parameters["clock"]["after"] = [float(year >= present) for year in self.years]


def links(reference: Reference) -> npt.NDArray[Any]:
    """Give the links between lists: for each sector, weights of the families that sum to one.

    A sector without a link is served by the first family.
    """
    families = [item.key for item in reference.catalogue.lists["family"]]
    sectors = reference.catalogue.lists["sector"]
    record = np.zeros(1, np.dtype([("sector_family", "f8", (len(sectors), len(families)))]))
    named = reference.links.get("sector_family", {})
    for i, sector in enumerate(sectors):
        served = [families.index(key) for key in named.get(sector.key, families[:1])]
        for m in served:
            record["sector_family"][0, i, m] = 1.0 / len(served)
    return record
