"""Order-by dates: when to order what takes time, read backwards from a need through the lead times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stackdesk.engine.result import Result
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario

_ENDING = ".lead_time"
_CONNECTION = "infrastructure.connection.lead_time"
_WAIT = "infrastructure.connection_wait"
_A_YEAR = 48


@dataclass(frozen=True)
class OrderBy:
    """The last date at which ordering is in time for a need, on average (decimal years).

    `lead` is what holds for an order of that date, in years. Deliveries of one order spread around the
    mean: the delays are of third order. `late` says that the date lies before the present.
    """

    address: str
    label: str
    lead: float
    order: float
    late: bool


def order_by(
    scenario: Scenario, need: float, region: str = WORLD, result: Result | None = None
) -> tuple[OrderBy, ...]:
    """Read every lead time backwards from a need: plants, fabs, connections, halls; the earliest first.

    Args:
        scenario: Where the lead times are from.
        need: When it shall be there, a decimal year.
        region: A region's key, or the World.
        result: A run of the scenario; with it, connection also has a row with the queue as it runs.

    Raises:
        AddressError: no such region.
    """
    place = scenario.catalogue.region(region)
    rows = []
    for address, parameter in scenario.catalogue.parameters.items():
        if address.endswith(_ENDING):
            where = place if parameter.quantity.regional else None
            lead = _lead_of(scenario, address, where)
            rows.append(_row(scenario, need, address, parameter.label, lead))
    if result is not None:
        label = "Connection with its queue"
        rows.append(
            _row(scenario, need, _CONNECTION, label, lambda year: float(result.at(_WAIT, year, region)))
        )
    return tuple(sorted(rows, key=lambda row: (row.order, row.address, row.label)))


def _lead_of(scenario: Scenario, address: str, region: str | None) -> Callable[[float], float]:
    return lambda year: scenario.at(address, year, region)


def _row(
    scenario: Scenario, need: float, address: str, label: str, lead: Callable[[float], float]
) -> OrderBy:
    """Find the last date in time."""
    order = latest(lead, need, scenario.reference.start)
    return OrderBy(address, label, need - order, order, order < scenario.present)


def latest(lead: Callable[[float], float], need: float, start: float) -> float:
    """Give the last date from which a lead time of that date still ends by the need.

    Lead times change over the years, so the dates are walked back from the need; the one sought lies
    between two of them and is read off in a straight line. Before `start` its lead time holds.
    """
    step = 1.0 / _A_YEAR
    late_by, date = lead(need), need
    if late_by <= 0.0:
        return need
    while date - step >= start:
        before = date - step + lead(date - step) - need
        if before <= 0.0:
            between = date - step * late_by / (late_by - before)
            exact = need - lead(between)
            return exact if abs(exact - between) < 1e-6 else between
        late_by, date = before, date - step
    return need - lead(start)
