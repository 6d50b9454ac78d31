"""What happens in the energy layer: firm power, orders of plant, energy, price and carbon.

Regions first, then sources; the grid stands first in the list of sources. Power in GW, energy in
TWh/yr, prices in USD/MWh, money in billion USD a year.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import booked, expected, lagged, ratio, through
from stackdesk.core.equation import equation

GRID = 0
FIRM_POWER, TURBINES, CAPITAL, BUILD_LIMIT = 0, 1, 2, 3
HOURS = 8.76  # TWh a year of one GW
ROUNDS = 3  # in which what build limits refuse is offered to other sources
OF_CAPITAL = 0.3  # turbine's part of a gas plant's capital cost
OF_LEVELISED = 0.08  # and of its levelised cost, of which capital is about a quarter
REST_LOAD = 0.5  # average draw of other data centres over what they connect (reference row I090)


@equation
def scarcity_price(cost: float, margin: float, rise: float, scale: float) -> float:
    """Price with a convex mark-up as the reserve thins: `cost (1 + rise exp(-margin / scale))`.

    Cost in USD/MWh, margin = firm power over load less one, at least zero. Shape after the
    capacity-price form in the reference notes; without reserve the price is `1 + rise` times the cost.
    """
    return cost * (1.0 + rise * math.exp(-max(margin, 0.0) / scale))


@equation
def turbine_price(years: float, normal: float, response: float) -> float:
    """Price over the normal one: `(backlog years / normal years)^response`, never below 0.5."""
    return max(0.5, math.exp(response * math.log(max(years, 0.05) / normal)))


@equation
def turbine_mark_up(price: float, turbines: float, part: float) -> float:
    """Cost over the normal one: `1 + (price - 1) part turbines`.

    Turbines are `price` times as dear as normal and a `part` of the cost; `turbines` GW of them go
    into a GW of plant.
    """
    return 1.0 + (price - 1.0) * part * turbines


@equation
def choice_weight(cost: float, wait: float, waiting_cost: float, slope: float) -> float:
    """Logit weight of a source: `exp(-slope (cost + waiting_cost wait))`.

    Levelised cost in USD/MWh, wait in years at a cost of USD/MWh each, slope in MWh/USD.
    """
    return math.exp(-slope * (cost + waiting_cost * wait))


@equation
def start(p: Any, s: Any) -> None:
    """Set the stocks at the start of 2023."""
    for r in range(len(s.headroom)):
        s.headroom[r] = p.grid.headroom[r]
        s.rest[r] = p.rest_electricity[r]
        s.price[r] = p.grid.price[r]
        for g in range(len(s.capacity[r])):
            s.capacity[r][g] = p.sources.capacity[r][g]
    s.backlog = p.turbines.backlog
    s.turbine_index = 1.0


@equation
def supply(p: Any, s: Any, f: Any) -> None:
    """Firm power by source and region, what is on its way, and how long turbines take."""
    output = p.turbines.output * s.turbine_index
    f.turbine_wait = ratio(s.backlog, output, 50.0)
    f.turbine_price = turbine_price(f.turbine_wait, p.turbines.normal_backlog, p.turbines.price_response)
    for r in range(len(s.headroom)):
        f.firm_by_source[r][GRID] = s.headroom[r] * (1.0 - p.losses) * p.ease.power
        f.firm_power[r] = f.firm_by_source[r][GRID]
        f.on_site[r] = 0.0
        f.on_site_pipeline[r] = 0.0
        f.pipeline[r] = 0.0
        f.rest_growth[r] = max(0.0, s.rest[r] * p.rest_growth) / HOURS / REST_LOAD
        f.spending[r] = 0.0
        f.labour[r] = 0.0
        f.additions_ahead[r] = p.grid.additions[r] * (1.0 - p.losses)
        for g in range(1, len(s.capacity[r])):
            firm = firm_of(p, g) * p.ease.power
            f.firm_by_source[r][g] = s.capacity[r][g] * firm
            f.firm_power[r] += f.firm_by_source[r][g]
            f.on_site[r] += f.firm_by_source[r][g] * p.sources.on_site[g]
            under_way = s.pipe[r][g][0] + s.pipe[r][g][1] + s.pipe[r][g][2]
            f.pipeline[r] += under_way * firm
            f.on_site_pipeline[r] += under_way * firm * p.sources.on_site[g]
            backlog_wait = max(0.0, f.turbine_wait - p.turbines.normal_backlog) * p.sources.turbines[g]
            f.lead_time[r][g] = p.sources.lead_time[r][g] + backlog_wait
            moving = under_way / f.lead_time[r][g]
            f.spending[r] += moving * plant_cost(p, f, g)
            f.labour[r] += moving * p.sources.labour[g]
            f.additions_ahead[r] += s.pipe[r][g][2] / (f.lead_time[r][g] / 3.0) * firm


@equation
def demand(p: Any, s: Any, f: Any, ask: Any) -> None:
    """Orders of plant: close the gap between expected load and firm power, cheapest and soonest first.

    Plant on campus also stands in for wires that come too late.
    """
    f.turbine_orders = 0.0
    for r in range(len(s.headroom)):
        weights = 0.0
        on_campus = 0.0
        for g in range(1, len(s.capacity[r])):
            f.weight[r][g] = 0.0
            if p.sources.build_limit[r][g] > 0.0:
                f.weight[r][g] = source_weight(p, f, r, g)
            weights += f.weight[r][g]
            on_campus += f.weight[r][g] * p.sources.on_site[g]
        f.capital_cost[r] = 0.0
        for g in range(1, len(s.capacity[r])):
            order_source(p, s, f, ask, r, g, weights, on_campus)
        for _ in range(ROUNDS):
            pass_on(p, f, r)
        for g in range(1, len(s.capacity[r])):
            f.capital_cost[r] += f.starts[r][g] * plant_cost(p, f, g)
            f.turbine_orders += f.starts[r][g] * p.sources.turbines[g]


@equation
def source_weight(p: Any, f: Any, r: int, g: int) -> float:
    """Weight of one source in one region's orders."""
    cost = p.sources.cost[g] * turbine_mark_up(f.turbine_price, p.sources.turbines[g], OF_LEVELISED)
    return choice_weight(cost, f.lead_time[r][g], p.waiting_cost, p.choice)


@equation
def plant_cost(p: Any, f: Any, g: int) -> float:
    """What a gigawatt of a source costs the AI buyer, billion USD."""
    mark_up = turbine_mark_up(f.turbine_price, p.sources.turbines[g], OF_CAPITAL)
    return p.sources.capital_cost[g] * mark_up * p.sources.buyer_paid[g] / 1000.0


@equation
def order_source(p: Any, s: Any, f: Any, ask: Any, r: int, g: int, weights: float, on_campus: float) -> None:
    """Wanted and possible starts of one source, what they cost and the work they take.

    A source on campus is wanted for the larger of two gaps: its share of that in firm power, and that
    between expected load and the wires that stand, are being built or are in a queue by then.
    """
    lead_time = f.lead_time[r][g]
    ahead = expected(ask.facility[r], ask.growth[r], ask.horizon, lead_time)
    coming = f.firm_power[r] + f.pipeline[r] + p.grid.additions[r] * lead_time * (1.0 - p.losses)
    gap = max(0.0, ahead * (1.0 + p.reserve) - coming) / p.adjustment * ratio(f.weight[r][g], weights, 0.0)
    if p.sources.on_site[g] > 0.0:
        wires = ask.wires[r] + min(ask.wires_ahead[r] * lead_time, ask.wires_queued[r])
        wires += f.on_site[r] + f.on_site_pipeline[r]
        share = ratio(f.weight[r][g], on_campus, 0.0)
        gap = max(gap, max(0.0, ahead - wires) / p.adjustment * share)
    f.wanted[r][g] = ratio(gap, firm_of(p, g), 0.0)
    f.starts[r][g] = min(f.wanted[r][g], p.sources.build_limit[r][g])


@equation
def firm_of(p: Any, g: int) -> float:
    """Firm power delivered of a gigawatt of a source, GW: its firm share less losses of the grid."""
    return p.sources.firm_share[g] * (1.0 - p.losses * (1.0 - p.sources.on_site[g]))


@equation
def pass_on(p: Any, f: Any, r: int) -> None:
    """Offer what sources at their build limits refuse to those that have room, by their weights.

    Plant on campus may stand in for wires, so what it refuses stays its own. What nobody can take stays
    wanted of the last that were asked.
    """
    refused = 0.0
    weights = 0.0
    for g in range(1, len(f.starts[r])):
        refused += (f.wanted[r][g] - f.starts[r][g]) * firm_of(p, g) * (1.0 - p.sources.on_site[g])
        if f.starts[r][g] < p.sources.build_limit[r][g]:
            weights += f.weight[r][g]
    if weights > 0.0:
        for g in range(1, len(f.starts[r])):
            if f.starts[r][g] < p.sources.build_limit[r][g]:
                f.wanted[r][g] += ratio(refused * f.weight[r][g] / weights, firm_of(p, g), 0.0)
                f.starts[r][g] = min(f.wanted[r][g], p.sources.build_limit[r][g])
            else:
                kept = (f.wanted[r][g] - f.starts[r][g]) * p.sources.on_site[g]
                f.wanted[r][g] = f.starts[r][g] + kept


@equation
def use(p: Any, s: Any, f: Any, running: Any, pue_mean: Any, peak_need: Any) -> None:
    """Energy, price and carbon of the running load.

    Contracted plant runs first, that without fuel before gas; the rest comes from the grid, whose
    price rises as the reserve thins.
    """
    for r in range(len(s.headroom)):
        f.it_electricity[r] = running[r] * p.load_factor * HOURS
        f.electricity_use[r] = f.it_electricity[r] * pue_mean[r]
        f.datacentre_electricity[r] = f.electricity_use[r] + s.rest[r]
        f.by_source[r][GRID] = f.electricity_use[r]
        f.contracts[r] = 0.0
        f.emissions[r] = 0.0
        dispatch(p, s, f, r, 0.0)
        dispatch(p, s, f, r, 1.0)
        left = f.by_source[r][GRID]
        f.emissions[r] += left * p.grid.intensity[r] / 1000.0
        margin = ratio(f.firm_power[r], peak_need[r], 10.0) - 1.0
        grid = scarcity_price(p.grid.price[r], margin, p.scarcity, p.scarcity_reserve)
        f.price_target[r] = ratio(f.contracts[r] + left * grid, f.electricity_use[r], grid)


@equation
def dispatch(p: Any, s: Any, f: Any, r: int, fuelled: float) -> None:
    """Run a region's contracted plant that burns gas (`fuelled` 1) or none (0), as far as needed."""
    for g in range(1, len(s.capacity[r])):
        burns = 1.0 if p.sources.turbines[g] > 0.0 else 0.0
        if burns == fuelled:
            used = min(f.by_source[r][GRID], s.capacity[r][g] * p.sources.capacity_factor[g] * HOURS)
            f.by_source[r][g] = used
            f.by_source[r][GRID] -= used
            paid = p.sources.buyer_paid[g]
            f.contracts[r] += used * (paid * p.sources.running_cost[g] + (1.0 - paid) * p.sources.cost[g])
            f.emissions[r] += used * p.sources.intensity[g] / 1000.0


@equation
def energy_of_tokens(draw: float, compute: float) -> float:
    """Facility energy of a million tokens, kWh: what the compute behind them draws.

    `draw` in TWh a year of a million H100e running, `compute` million H100e running for 1e15 tokens a
    year; TWh for 1e15 tokens is kWh for a million.
    """
    return draw * compute


@equation
def per_token(f: Any, token_compute: Any, in_operation: Any, allocation: float, query: float) -> None:
    """Facility energy of tokens served in a region, kWh a million, and of a typical query, Wh."""
    for r in range(len(f.per_million_tokens)):
        draw = ratio(f.electricity_use[r], in_operation[r], 0.0)
        f.per_million_tokens[r] = energy_of_tokens(draw, token_compute[r] / allocation)
        f.per_query[r] = f.per_million_tokens[r] * query / 1000.0


@equation
def rates(
    p: Any,
    s: Any,
    f: Any,
    d: Any,
    clock: Any,
    funded: float,
    slowed: float,
    speed: Any,
    cut: Any,
    pue: Any,
) -> None:
    """Hand the flows to the integrator; book what each limit refused, in GW of IT a year."""
    wait = f.turbine_wait - p.turbines.normal_backlog
    d.turbine_output = min(p.turbines.output * s.turbine_index, s.backlog * 4.0)
    d.turbine_orders = f.turbine_orders * funded + p.turbines.other_demand
    d.turbine_growth = 0.0
    if clock.after > 0.5 and wait > 0.0:
        d.turbine_growth = p.turbines.growth
    for r in range(len(s.headroom)):
        d.speed[r] = speed[r] * slowed
        d.additions[r] = p.grid.additions[r]
        d.price_target[r] = f.price_target[r]
        for g in range(1, len(s.capacity[r])):
            d.starts[r][g] = f.starts[r][g] * funded
            d.lead_time[r][g] = f.lead_time[r][g]
        book(p, f, d, funded, max(0.0, wait), cut[r], pue[r], r)


@equation
def book(p: Any, f: Any, d: Any, funded: float, wait: float, cut: float, pue: float, r: int) -> None:
    """Book what each limit of a region refused, GW of IT a year.

    `cut` is what chips were not ordered for want of power; `wait` the turbine backlog beyond the normal
    one, years. It is shared out over what keeps plant from being there: limits that refused it, turbines,
    money, and for the rest that what was started is not ready yet. What the budget cut and turbines
    delay moves at the mean lead time of what was ordered.
    """
    for q in range(len(d.booking[r])):
        d.booking[r][q] = 0.0
        d.booking_time[r][q] = 1.0
    ordered = 0.0
    wanted = 0.0
    years = 0.0
    for g in range(1, len(f.starts[r])):
        firm = firm_of(p, g) / pue
        placed = f.starts[r][g] * firm
        d.booking[r][BUILD_LIMIT + g] = f.wanted[r][g] * firm - placed
        d.booking_time[r][BUILD_LIMIT + g] = f.lead_time[r][g]
        d.booking[r][CAPITAL] += placed * (1.0 - funded)
        d.booking[r][TURBINES] += placed * ratio(wait * p.sources.turbines[g], f.lead_time[r][g], 0.0)
        ordered += placed
        wanted += f.wanted[r][g] * firm
        years += placed * f.lead_time[r][g]
    d.booking_time[r][TURBINES] = ratio(years, ordered, 1.0)
    d.booking_time[r][CAPITAL] = d.booking_time[r][TURBINES]
    share = ratio(cut, wanted, 0.0)
    d.booking[r][FIRM_POWER] = cut
    for q in range(TURBINES, len(d.booking[r])):
        blamed = d.booking[r][q] * share
        if blamed > d.booking[r][q]:
            d.booking[r][q] = blamed
            d.booking_time[r][q] = 0.5
        d.booking[r][FIRM_POWER] -= blamed
    d.booking[r][FIRM_POWER] = max(0.0, d.booking[r][FIRM_POWER])
    d.booking_time[r][FIRM_POWER] = 0.5


@equation
def advance(p: Any, s: Any, d: Any, h: float, n: Any) -> None:
    """Move the stocks over a step of `h` years; `n` takes the new state."""
    kept = math.exp(-h)
    n.backlog = max(0.0, s.backlog + h * (d.turbine_orders - d.turbine_output))
    n.turbine_index = s.turbine_index * math.exp(d.turbine_growth * h)
    growth = math.exp(p.rest_growth * h)
    for r in range(len(s.headroom)):
        n.headroom[r] = s.headroom[r] + h * d.additions[r]
        n.rest[r] = s.rest[r] * growth
        n.price[r] = lagged(s.price[r], d.price_target[r] / 0.25, 0.25, h)
        for g in range(1, len(s.capacity[r])):
            inflow = through(s.pipe[r][g], n.pipe[r][g], d.starts[r][g], d.lead_time[r][g], h, d.speed[r])
            n.capacity[r][g] = lagged(s.capacity[r][g], inflow, p.sources.lifetime[g], h)
        for q in range(len(d.booking[r])):
            booked(s.booked[r][q], n.booked[r][q], d.booking[r][q], d.booking_time[r][q], h, kept)
