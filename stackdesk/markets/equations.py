"""What happens between the layers: trade, rent, expectations, the capital budget.

Compute in million H100e running, power in GW of IT, rent in USD per H100e-hour, money in billion
USD a year.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import approached, between, power, ratio
from stackdesk.core.equation import equation

HIGHEST_RENT = 1000.0  # USD/H100e-h: a guard far above any rent, where hardly anything can run
SEARCH = 4  # Newton steps towards the World's rent
FARTHEST = 7.0  # logarithm of the farthest that it may lie from the going one
REVENUE_LAG = 0.25  # years between revenue and the money it frees


@equation
def clearing_rent(rent: float, need: float, supply: float, elasticity: float) -> float:
    """Rent at which need equals supply: `rent (need / supply)^(1 / elasticity)`.

    A Newton step in the logarithm of rent from the going one, with the elasticity of the whole need at
    that rent. Where need equals supply it stays, so the response is counted once; for a constant
    elasticity it is the same rent as `P_ref (need at P_ref / supply)^(1/e)`. Need over supply counts
    within 0.01 to 100, an elasticity below 0.2 as 0.2.
    """
    return rent * power(between(0.01, ratio(need, supply, 100.0), 100.0), 1.0 / max(elasticity, 0.2))


@equation
def cash_cost(floor: float, density: float) -> float:
    """Cash cost of the running fleet, USD per H100e-hour, below which chips are switched off.

    `floor` is that of an H100 (1.453 kW with server and network); a denser fleet, million H100e per
    GW, needs less power and upkeep for the same compute.
    """
    return floor / (max(density, 1e-6) * 1.453)


@equation
def affordable_orders(budget: float, under_way: float) -> float:
    """Orders, billion USD a year, that a budget allows: `max(0, 2 budget - under_way)`.

    `under_way` is what work under way costs. Orders become payments later: with payments at the
    budget, as many may be placed as are paid.
    """
    return max(0.0, 2.0 * budget - under_way)


@equation
def start(p: Any, s: Any) -> None:
    """Set the state at the start of 2023; the trend is set after the first walk."""
    s.external_index = 1.0
    for r in range(len(s.rent)):
        s.rent[r] = p.rent.start


@equation
def settle(p: Any, s: Any, need_reference: Any) -> None:
    """Start the smoothed need where it grew as expected."""
    for r in range(len(s.rent)):
        s.trend[r] = math.log(max(need_reference[r], 1e-9)) - p.expectation.start * p.expectation.smoothing


@equation
def hosting_weight(weight: float, standing: float, refused: float, mobility: float) -> float:
    """Weight of a region where providers choose: `weight (standing / (standing + refused))^mobility`.

    `standing` is the power of the chips there in GW of IT, `refused` what was not ordered within a year
    for want of halls, wires or power: so building moves on to where there is room.
    """
    return weight * power(ratio(standing, standing + refused, 1.0), mobility)


@equation
def host(p: Any, f: Any, chips: Any, refused: Any) -> None:
    """Shares of the regions in what is built for need that may be served from anywhere."""
    total = 0.0
    for r in range(len(f.host)):
        cut = refused[r][0] + refused[r][1] + refused[r][2]
        f.host[r] = hosting_weight(p.hosting[r], chips.nameplate[r], cut, p.mobility)
        total += f.host[r]
    for r in range(len(f.host)):
        f.host[r] = ratio(f.host[r], total, 0.0)


@equation
def placed(p: Any, f: Any, need: float, sovereign: float, free: float, r: int) -> float:
    """Need that is met in a region where providers choose: its sovereign part and its share of `free`.

    `free` is the need of all regions that may be served from anywhere.
    """
    return need + p.placement * ((sovereign - 1.0) * need + f.host[r] * free)


@equation
def ask(p: Any, s: Any, f: Any, owning_cost: Any) -> None:
    """Rents of the step: the going one and the one at which new capacity pays."""
    for r in range(len(s.rent)):
        f.rent[r] = s.rent[r]
        f.discount[r] = 1.0
        f.paying_rent[r] = owning_cost[r] * p.rent.hurdle


@equation
def open_need(need: float, supply: float, sovereign: float) -> float:
    """Need that is met at home or may be met abroad: `need - sovereign max(0, need - supply)`."""
    return need - sovereign * max(0.0, need - supply)


@equation
def world_rent(need: Any, elasticity: Any, supply: Any, sovereign: Any) -> float:
    """The rent over the going one at which what may be traded clears, all regions together.

    Newton steps in the logarithm, each region's need (million H100e at the going rent) with its own
    elasticity; what a region must serve at home and cannot is left out, since no rent abroad would
    serve it.
    """
    rise = 0.0
    for _ in range(SEARCH):
        asked = 0.0
        stands = 0.0
        answer = 0.0
        for r in range(len(need)):
            now = need[r] * math.exp(-elasticity[r] * rise)
            asked += open_need(now, supply[r], sovereign[r])
            stands += supply[r]
            opened = 1.0
            if now > supply[r]:
                opened = 1.0 - sovereign[r]
            answer += now * elasticity[r] * opened
        rise = math.log(clearing_rent(math.exp(rise), asked, stands, ratio(answer, asked, 1.0)))
        rise = between(-FARTHEST, rise, FARTHEST)
    return math.exp(rise)


@equation
def price(p: Any, s: Any, f: Any, models: Any, chips: Any, sovereign: Any) -> None:
    """The rent that would clear each region, and what is paid: spare compute is sold at a discount.

    It is the World's rent, times how scarce compute is at home after trade as far as need must be served
    there; since that takes some need away, the World's rent is then found again. Contracts lag, so in a
    tight market need exceeds supply at the going rent and is rationed; in a slack one whatever is spare
    is let at the clearing rent, down to cash cost.
    """
    world = world_rent(models.need, models.elasticity, chips.runnable, sovereign)
    for r in range(len(s.rent)):
        f.asked[r] = models.need[r] * power(world, -models.elasticity[r])
    trade(f, f.asked, chips.runnable, sovereign)
    for r in range(len(s.rent)):
        asked = f.asked[r] + p.placement * (f.exports[r] - f.imports[r])
        home = clearing_rent(1.0, asked, max(chips.runnable[r], 1e-6), models.elasticity[r])
        f.scarce[r] = power(home, sovereign[r])
        f.asked[r] = models.need[r] * power(world * f.scarce[r], -models.elasticity[r])
    world *= world_rent(f.asked, models.elasticity, chips.runnable, sovereign)
    for r in range(len(s.rent)):
        floor = cash_cost(p.rent.floor, chips.density[r])
        f.rent_target[r] = between(floor, s.rent[r] * world * f.scarce[r], HIGHEST_RENT)
        f.discount[r] = min(1.0, f.rent_target[r] / s.rent[r])


@equation
def trade(f: Any, need: Any, runnable: Any, sovereign: Any) -> None:
    """Each region serves itself first; pooled surplus serves unmet need up to what may be served abroad."""
    surplus = 0.0
    unmet = 0.0
    for r in range(len(f.exports)):
        surplus += max(0.0, runnable[r] - need[r])
        unmet += max(0.0, need[r] - runnable[r]) * (1.0 - sovereign[r])
    pool = min(surplus, unmet)
    for r in range(len(f.exports)):
        spare = max(0.0, runnable[r] - need[r])
        short = max(0.0, need[r] - runnable[r])
        f.exports[r] = spare * ratio(pool, surplus, 0.0)
        f.imports[r] = short * (1.0 - sovereign[r]) * ratio(pool, unmet, 0.0)


@equation
def clear(s: Any, f: Any, models: Any, infrastructure: Any, chips: Any, sovereign: Any) -> None:
    """What runs after trade, and what would with every need that money and skills keep back."""
    trade(f, models.need, chips.runnable, sovereign)
    for r in range(len(s.rent)):
        asked = models.need[r] + f.exports[r] - f.imports[r]
        served = min(chips.runnable[r], asked)
        f.met[r] = between(0.0, ratio(served - f.exports[r] + f.imports[r], models.need[r], 1.0), 1.0)
        density = max(chips.density[r], 1e-6)
        infrastructure.ceiling_need[r] = asked / density
        infrastructure.ceiling_models[r] = (asked + models.unlocked[r]) / density
        infrastructure.running[r] = infrastructure.physical[r] * ratio(served, chips.runnable[r], 0.0)
        f.occupancy[r] = ratio(served, chips.runnable[r], 0.0)


@equation
def look_ahead(p: Any, s: Any, f: Any, models: Any, chips: Any, sovereign: Any) -> None:
    """What buyers would run at a rent that pays, and how fast they think need grows.

    Without placement a region builds for its own need and the trade that is seen.
    """
    free = 0.0
    for r in range(len(s.rent)):
        free += (1.0 - sovereign[r]) * models.need_cost[r]
    for r in range(len(s.rent)):
        now = math.log(max(models.need_reference[r], 1e-9))
        f.growth[r] = between(-0.3, (now - s.trend[r]) / p.expectation.smoothing, 1.2)
        trade = (1.0 - p.placement) * (f.exports[r] - f.imports[r])
        asked = max(0.0, placed(p, f, models.need_cost[r], sovereign[r], free, r) + trade)
        fleet = chips.fleet[r]
        if asked > fleet:
            f.wanted[r] = chips.nameplate[r] + (asked - fleet) * max(chips.new_power[r], 0.01)
        else:
            f.wanted[r] = chips.nameplate[r] * ratio(asked, fleet, 0.0)


@equation
def fund(p: Any, s: Any, f: Any, energy: Any, chips: Any, infrastructure: Any, models: Any) -> None:
    """One budget pays all orders; short money cuts them, and slows work that it cannot pay.

    Work under way is paid first, then chips on delivery, which count twice, as order and as payment; what
    is left of twice the budget goes to new halls, plant and connections, so that as much is begun as is
    paid off even where chips are short of money.
    """
    revenue = 0.0
    orders = 0.0
    under_way = 0.0
    delivered = 0.0
    for r in range(len(s.rent)):
        revenue += s.revenue[r]
        orders += (
            chips.capital_cost[r] + infrastructure.capital_cost[r] + energy.capital_cost[r] + models.staff[r]
        )
        under_way += infrastructure.spending[r] + models.staff[r]
        under_way += energy.spending[r] * infrastructure.speed[r]
        delivered += chips.capital_cost[r]
    f.budget = p.external * s.external_index + p.revenue_share * revenue
    f.ordered = orders
    f.slowed = between(0.0, ratio(f.budget, under_way, 1.0), 1.0)
    f.chips_funded = between(0.0, ratio(max(0.0, f.budget - under_way), delivered, 1.0), 1.0)
    left = max(0.0, affordable_orders(f.budget, under_way) - 2.0 * delivered * f.chips_funded)
    f.building_funded = between(0.0, ratio(left, orders - delivered, 1.0), 1.0)
    placed = delivered * f.chips_funded + (orders - delivered) * f.building_funded
    f.funded = ratio(placed, orders, 1.0)
    f.payments = under_way * f.slowed + delivered * f.chips_funded


@equation
def rates(
    p: Any, s: Any, f: Any, d: Any, energy: Any, chips: Any, infrastructure: Any, models: Any, spend: Any
) -> None:
    """Money spent by layer and region; what rent and trend move towards."""
    for r in range(len(s.rent)):
        f.capex_energy[r] = energy.spending[r] * infrastructure.speed[r] * f.slowed
        f.capex_chips[r] = chips.capital_cost[r] * f.chips_funded
        f.capex_infrastructure[r] = infrastructure.spending[r] * f.slowed
        f.capex_models[r] = models.staff[r] * f.slowed
        f.capex[r] = f.capex_energy[r] + f.capex_chips[r] + f.capex_infrastructure[r] + f.capex_models[r]
        d.capex[r] = f.capex[r]
        d.rent_target[r] = f.rent_target[r]
        d.revenue_target[r] = spend[r]
        d.trend_target[r] = math.log(max(models.need_reference[r], 1e-9))


@equation
def advance(p: Any, s: Any, d: Any, clock: Any, h: float, n: Any) -> None:
    """Move the state over a step of `h` years; `n` takes the new one."""
    n.external_index = s.external_index * math.exp(h * clock.after * p.external_growth)
    for r in range(len(s.rent)):
        n.rent[r] = approached(s.rent[r], d.rent_target[r], p.rent.contract_lag, h)
        n.trend[r] = approached(s.trend[r], d.trend_target[r], p.expectation.smoothing, h)
        n.revenue[r] = approached(s.revenue[r], d.revenue_target[r], REVENUE_LAG, h)
        n.cumulative[r] = s.cumulative[r] + h * d.capex[r]
