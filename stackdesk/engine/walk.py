"""The walk: supply bottom up, clearing, demand top down, money, rates; and the run over the steps.

One walk gives every flow and rate from the state. Stocks advance by Heun's method: walk, predict,
walk again, mean rate. Delay stages and lags advance by their exact solution over the step.
"""

from __future__ import annotations

from typing import Any

from stackdesk.core.equation import equation
from stackdesk.engine.storage import average, copy, keep
from stackdesk.layers.applications import advance as applications_advance
from stackdesk.layers.applications import demand as applications_demand
from stackdesk.layers.applications import rates as applications_rates
from stackdesk.layers.applications import report as applications_report
from stackdesk.layers.applications import run as applications_run
from stackdesk.layers.applications import start as applications_start
from stackdesk.layers.applications import supply as applications_supply
from stackdesk.layers.chips import advance as chips_advance
from stackdesk.layers.chips import demand as chips_demand
from stackdesk.layers.chips import plug_in as chips_plug_in
from stackdesk.layers.chips import rates as chips_rates
from stackdesk.layers.chips import run as chips_run
from stackdesk.layers.chips import start as chips_start
from stackdesk.layers.chips import supply as chips_supply
from stackdesk.layers.energy import advance as energy_advance
from stackdesk.layers.energy import demand as energy_demand
from stackdesk.layers.energy import per_token as energy_per_token
from stackdesk.layers.energy import rates as energy_rates
from stackdesk.layers.energy import start as energy_start
from stackdesk.layers.energy import supply as energy_supply
from stackdesk.layers.energy import use as energy_use
from stackdesk.layers.infrastructure import advance as infrastructure_advance
from stackdesk.layers.infrastructure import cost as infrastructure_cost
from stackdesk.layers.infrastructure import demand as infrastructure_demand
from stackdesk.layers.infrastructure import rates as infrastructure_rates
from stackdesk.layers.infrastructure import run as infrastructure_run
from stackdesk.layers.infrastructure import start as infrastructure_start
from stackdesk.layers.infrastructure import supply as infrastructure_supply
from stackdesk.layers.models import advance as models_advance
from stackdesk.layers.models import demand as models_demand
from stackdesk.layers.models import let as models_let
from stackdesk.layers.models import rates as models_rates
from stackdesk.layers.models import run as models_run
from stackdesk.layers.models import settle as models_settle
from stackdesk.layers.models import start as models_start
from stackdesk.layers.models import supply as models_supply
from stackdesk.markets import advance as markets_advance
from stackdesk.markets import ask as markets_ask
from stackdesk.markets import bind, fund, host, look_ahead
from stackdesk.markets import clear as markets_clear
from stackdesk.markets import price as markets_price
from stackdesk.markets import rates as markets_rates
from stackdesk.markets import settle as markets_settle
from stackdesk.markets import start as markets_start


@equation
def supply(p: Any, s: Any, f: Any, links: Any) -> None:
    """Bottom up: each layer turns what it gets from below into what it can pass on."""
    energy_supply(p.energy, s.energy, f.energy)
    chips_supply(p.chips, s.chips, f.chips)
    infrastructure_supply(p.infrastructure, s.infrastructure, f.infrastructure, f.energy, f.chips)
    chips_plug_in(p.chips, s.chips, f.chips, f.infrastructure.physical, p.models.bandwidth_weight)
    infrastructure_cost(
        p.infrastructure,
        f.infrastructure,
        s.energy.price,
        f.chips,
        p.chips.life,
        p.energy.load_factor,
        p.capital,
    )
    models_supply(p.models, s.models, f.models, f.chips, s.capital.rent, p.capital.rent.start)
    applications_supply(p.applications, s.applications, f.applications, s.models, p.models, links)


@equation
def let_compute(p: Any, s: Any, f: Any) -> None:
    """Rent and trade: the rent that lets what is spare, need at it, then what runs."""
    sovereign = p.applications.sovereign_share
    models_let(p.models, f.models, f.applications, f.capital.discount)
    markets_price(p.capital, s.capital, f.capital, f.models, f.chips, sovereign)
    models_let(p.models, f.models, f.applications, f.capital.discount)
    markets_clear(s.capital, f.capital, f.models, f.infrastructure, f.chips, sovereign)


@equation
def draw(p: Any, s: Any, f: Any) -> None:
    """What the running load takes at the meter, in all and for a million tokens."""
    energy_use(
        p.energy,
        s.energy,
        f.energy,
        f.infrastructure.running,
        p.infrastructure.pue_mean,
        f.infrastructure.facility_load,
    )
    energy_per_token(
        f.energy,
        f.models.token_compute,
        f.chips.in_operation,
        p.infrastructure.network.allocation,
        p.models.tokens_per_query,
    )


@equation
def clear(p: Any, s: Any, f: Any) -> None:
    """Need meets supply: trade, rent, what runs, and what it makes and uses."""
    reference = p.capital.rent.reference
    allocation = p.infrastructure.network.allocation
    host(p.capital, f.capital, f.chips, s.chips.cut)
    markets_ask(p.capital, s.capital, f.capital, f.infrastructure.owning_cost)
    paying = f.capital.paying_rent
    applications_demand(
        p.applications,
        s.applications,
        f.applications,
        f.models.token_price,
        s.capital.rent,
        reference,
        paying,
    )
    models_demand(
        p.models,
        s.models,
        f.models,
        f.applications,
        s.capital.rent,
        reference,
        paying,
        s.capital.revenue,
        allocation,
        f.chips.runnable,
    )
    let_compute(p, s, f)
    chips_run(f.chips, f.infrastructure.running)
    infrastructure_run(p.infrastructure, f.infrastructure, f.chips, p.energy.load_factor)
    models_run(
        p.models, s.models, f.models, f.chips, f.capital.met, allocation, p.infrastructure.network.goodput
    )
    applications_run(p.applications, s.applications, f.applications, f.models.token_price, f.capital.met)
    draw(p, s, f)


@equation
def demand(p: Any, s: Any, f: Any) -> None:
    """Top down: the pull of need on every layer, down to the power plant, paid from one budget."""
    look_ahead(p.capital, s.capital, f.capital, f.models, f.chips, p.applications.sovereign_share)
    infrastructure_demand(
        p.infrastructure,
        s.infrastructure,
        f.infrastructure,
        f.energy,
        f.chips,
        f.energy.labour,
        f.capital.wanted,
        f.capital.growth,
        p.capital.expectation.horizon,
        f.energy.rest_growth,
    )
    chips_demand(p.chips, s.chips, f.chips, f.infrastructure, f.applications.on_board)
    energy_demand(p.energy, s.energy, f.energy, f.infrastructure)
    fund(p.capital, s.capital, f.capital, f.energy, f.chips, f.infrastructure, f.models)
    bind(f.capital, s.energy, s.chips, s.infrastructure, f.applications, f.infrastructure, f.chips.ordered)


@equation
def rates(p: Any, s: Any, f: Any, d: Any) -> None:
    """What the integrator needs: flows into every stock, and what each limit refused."""
    building, slowed = f.capital.building_funded, f.capital.slowed
    energy_rates(
        p.energy,
        s.energy,
        f.energy,
        d.energy,
        p.clock,
        building,
        slowed,
        f.infrastructure.speed,
        f.chips.cut_power,
        p.infrastructure.cooling.peak_pue,
    )
    chips_rates(p.chips, s.chips, f.chips, d.chips, f.capital.chips_funded)
    infrastructure_rates(
        p.infrastructure, s.infrastructure, f.infrastructure, d.infrastructure, building, slowed, f.chips
    )
    models_rates(s.models, f.models, d.models)
    applications_rates(p.applications, s.applications, f.applications, d.applications)
    markets_rates(
        p.capital,
        s.capital,
        f.capital,
        d.capital,
        f.energy,
        f.chips,
        f.infrastructure,
        f.models,
        f.applications.spend,
    )


@equation
def walk(p: Any, s: Any, f: Any, d: Any, links: Any) -> None:
    """One pass: every flow and rate from the state."""
    supply(p, s, f, links)
    clear(p, s, f)
    demand(p, s, f)
    rates(p, s, f, d)


@equation
def start(p: Any, s: Any, f: Any, d: Any, links: Any) -> None:
    """Set every stock at the start; memories of need and capability begin where a first walk puts them."""
    energy_start(p.energy, s.energy)
    chips_start(p.chips, s.chips)
    infrastructure_start(p.infrastructure, s.infrastructure)
    models_start(p.models, s.models)
    applications_start(p.applications, s.applications)
    markets_start(p.capital, s.capital)
    walk(p, s, f, d, links)
    models_settle(s.models, f.models)
    walk(p, s, f, d, links)
    models_settle(s.models, f.models)
    markets_settle(p.capital, s.capital, f.models.need_reference)


@equation
def advance(p: Any, s: Any, d: Any, h: float, n: Any) -> None:
    """Move every stock over a step of `h` years; `n` takes the new state."""
    energy_advance(p.energy, s.energy, d.energy, h, n.energy)
    chips_advance(p.chips, s.chips, d.chips, p.clock, h, n.chips)
    infrastructure_advance(p.infrastructure, s.infrastructure, d.infrastructure, p.clock, h, n.infrastructure)
    models_advance(p.models, s.models, d.models, p.clock, h, n.models)
    applications_advance(p.applications, s.applications, d.applications, p.clock, h, n.applications)
    markets_advance(p.capital, s.capital, d.capital, p.clock, h, n.capital)


@equation
def simulate(
    p: Any,
    s: Any,
    n: Any,
    f: Any,
    d: Any,
    e: Any,
    flat: Any,
    links: Any,
    kept_flows: Any,
    kept_states: Any,
    h: float,
    every: int,
    first: int,
    last: int,
) -> None:
    """Run from step `first` to `last`; keep flows and states at every `every`-th step.

    `p` holds the parameters by step; `s`, `n` the state and its next, `f` the flows, `d`, `e` the
    rates of the two walks; `flat` the same records as (s, n, f, d, e) for copying. With `first` at
    zero the stocks are set from the parameters, else `s` holds the state at `first`.
    """
    if first == 0:
        start(p[0], s, f, d, links)
    for t in range(first, last + 1):
        walk(p[t], s, f, d, links)
        if t % every == 0:
            applications_report(p[t].applications, s.applications, f.applications, f.capital.met)
            keep(kept_flows, t // every, flat[2])
            keep(kept_states, t // every, flat[0])
        if t < last:
            advance(p[t], s, d, h, n)
            walk(p[t + 1], n, f, e, links)
            average(flat[3], flat[4])
            advance(p[t], s, d, h, n)
            copy(flat[0], flat[1])
