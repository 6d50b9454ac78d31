"""What happens in the infrastructure layer: connection, halls, trades, and what it costs to own.

Power in GW (IT nameplate unless said otherwise), people in thousand, money in billion USD.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import (
    annuity,
    between,
    booked,
    expected,
    lagged,
    passed_on,
    power,
    ratio,
    through,
)
from stackdesk.core.equation import equation

CONNECTION, SHELLS, PERMITS, EQUIPMENT, CAPITAL, TRADE = 0, 1, 2, 3, 4, 5
HOURS = 8.76
WAGE_TIME = 0.5
MOST_DRAWN = 0.6
HIGHEST_WAGE = 4.0
FIRST = 0.2  # share of what is wanted that is planned for even where there are no chips yet
QUEUE_TIME = 1.0  # years over which a queue would be worked off if there were places
SPECULATION = 1.15  # halls started over what can be connected


@equation
def owning_cost(
    price: float,
    power_kw: float,
    hall_cost: float,
    energy_price: float,
    pue: float,
    operation: float,
    rate: float,
    life: float,
    hall_life: float,
    load: float,
    hours: float,
) -> float:
    """Cost of owning an H100 equivalent, USD/h.

    `(price CRF(life) + hall_cost kW CRF(hall_life) + operation kW) / (8.76 hours)` plus energy:
    price in thousand USD, hall cost in billion USD/GW (thousand USD/kW), operation likewise a year,
    energy price in USD/MWh, `hours` the share of hours sold. Form of the reference notes, "Floor".
    """
    yearly = (
        price * annuity(rate, life) + hall_cost * power_kw * annuity(rate, hall_life) + operation * power_kw
    )
    return yearly / (HOURS * hours) + energy_price * power_kw * pue * load / hours / 1000.0


@equation
def cost_of_power(cost: float, power_kw: float, hours: float) -> float:
    """Yearly cost of a gigawatt of new chips, billion USD: `8.76 hours cost / power_kw`.

    Cost of owning an H100 equivalent in USD for each of the `hours` sold, its power in kW.
    """
    return HOURS * hours * cost / max(power_kw, 1e-6)


@equation
def people_needed(labour: float, under_way: float, lead_time: float, share: float) -> float:
    """Thousand people that work under way needs: `labour under_way / lead_time share / 1000`.

    Labour in worker-years/GW, spread evenly over the lead time.
    """
    return labour * under_way / lead_time * share / 1000.0


@equation
def start(p: Any, s: Any) -> None:
    """Set the stocks at the start of 2023."""
    s.connection_index = 1.0
    s.permit_index = 1.0
    s.equipment_index = 1.0
    for r in range(len(s.shells)):
        s.connected[r] = p.connection.connected[r]
        s.shells[r] = p.shells.capacity[r]
        for stage in range(3):
            s.study[r][stage] = p.connection.under_way[r] / 3.0
            s.halls[r][stage] = p.shells.under_way[r] / 3.0
        for k in range(len(s.wage[r])):
            s.workforce[r][k] = p.trades.workforce[r][k]
            s.drawn[r][k] = p.trades.reach[k]
            s.wage[r][k] = 1.0
            for stage in range(3):
                s.apprentices[r][k][stage] = (
                    p.trades.entry[k] * p.trades.workforce[r][k] * p.trades.apprenticeship[k] / 3.0
                )


@equation
def supply(p: Any, s: Any, f: Any, energy: Any, chips: Any) -> None:
    """The ceilings: IT nameplate that each thing alone would allow."""
    for r in range(len(s.shells)):
        pue = p.cooling.peak_pue[r]
        f.ceiling_energy[r] = energy.firm_power[r] / pue
        f.ceiling_connection[r] = (s.connected[r] * p.ease.connection + energy.on_site[r]) / pue
        f.ceiling_shells[r] = s.shells[r] * p.ease.shells
        f.ceiling_operators[r] = 1e6
        for k in range(len(s.wage[r])):
            f.available[r][k] = s.workforce[r][k] * s.drawn[r][k] * p.ease.trades
            if p.trades.staff[k] > 0.0:
                most = f.available[r][k] * 1000.0 / p.trades.staff[k]
                if most < f.ceiling_operators[r]:
                    f.ceiling_operators[r] = most
                    f.operator[r] = k
        f.ceiling_chips[r] = chips.nameplate[r]
        wires = min(f.ceiling_connection[r], f.ceiling_shells[r])
        f.ceiling_infrastructure[r] = min(wires, f.ceiling_operators[r])
        f.physical[r] = min(f.ceiling_infrastructure[r], f.ceiling_energy[r], f.ceiling_chips[r])


@equation
def cost(p: Any, f: Any, energy_price: Any, chips: Any, life: float, load: float, money: Any) -> None:
    """What it costs to own compute, new and of the 2023 vintage."""
    for r in range(len(f.owning_cost)):
        f.owning_cost[r] = owning_cost(
            chips.new_price[r],
            chips.new_power[r],
            p.shells.cost[r],
            energy_price[r],
            p.pue_mean[r],
            p.operation_cost,
            money.cost_of_capital,
            life,
            p.shells.life,
            load,
            money.utilisation,
        )
        f.owning_cost_of_power[r] = cost_of_power(f.owning_cost[r], chips.new_power[r], money.utilisation)
        f.capital_of_power[r] = ratio(chips.new_price[r], chips.new_power[r], 0.0) + p.shells.cost[r]
        f.owning_cost_h100[r] = owning_cost(
            money.h100_price,
            1.453,
            p.shells.cost[r],
            energy_price[r],
            p.pue_mean[r],
            p.operation_cost,
            money.cost_of_capital,
            life,
            p.shells.life,
            load,
            money.utilisation,
        )


@equation
def run(p: Any, f: Any, chips: Any, load: float) -> None:
    """What the running load means at the meter, in water and as usable compute."""
    for r in range(len(f.running)):
        f.facility_load[r] = f.running[r] * p.cooling.peak_pue[r]
        f.water[r] = f.running[r] * load * HOURS * p.cooling.water
        f.usable[r] = chips.in_operation[r] * p.network.allocation


@equation
def demand(
    p: Any,
    s: Any,
    f: Any,
    energy: Any,
    chips: Any,
    plant_labour: Any,
    wanted: Any,
    growth: Any,
    horizon: float,
    rest_growth: Any,
) -> None:
    """Orders of halls and connections towards what buyers want; what stands when chips arrive."""
    f.horizon = horizon
    wish = 0.0
    for r in range(len(s.shells)):
        f.wanted[r] = wanted[r]
        f.growth[r] = growth[r]
        in_sight = chips.nameplate[r] + chips.in_transit[r]
        f.planned[r] = min(wanted[r], max(p.shells.ahead * in_sight, FIRST * wanted[r]))
        f.facility[r] = f.planned[r] * p.cooling.peak_pue[r]
        f.power_asked[r] = wanted[r] * p.cooling.peak_pue[r]
        f.chips_asked[r] = wanted[r]
        f.under_way[r] = s.halls[r][0] + s.halls[r][1] + s.halls[r][2] + s.slipped[r]
        connect(p, s, f, energy, r, rest_growth[r])
        people(p, s, f, r, plant_labour[r])
        wish_halls(p, s, f, energy, r)
        wish += f.permitted[r]
    output = p.equipment.output * s.equipment_index * (1.0 - p.equipment.other_share)
    equipped = between(0.0, ratio(output, wish, 1.0), 1.0)
    for r in range(len(s.shells)):
        f.hall_starts[r] = f.permitted[r] * equipped
        f.capital_cost[r] = f.hall_starts[r] * p.shells.cost[r]
        moving = s.halls[r][0] + s.halls[r][1] + s.halls[r][2]
        f.spending[r] = moving / p.shells.lead_time[r] * p.shells.cost[r] * f.speed[r]
        ready(p, s, f, energy, chips, r)


@equation
def people(p: Any, s: Any, f: Any, r: int, plant_labour: float) -> None:
    """Trades needed and available; work moves at the pace of the scarcest trade.

    A connection takes people when it is made, not while it waits or is studied. Operators are needed for
    all that would run with enough of them, so that a shortage shows and raises their wage.
    """
    load = min(f.ceiling_connection[r], f.ceiling_shells[r], f.ceiling_energy[r], f.ceiling_chips[r])
    load = max(f.running[r], min(load, f.wanted[r]))
    halls = s.halls[r][0] + s.halls[r][1] + s.halls[r][2]
    f.speed[r] = 1.0
    f.scarce[r] = 0.0
    f.jobs[r] = 0.0
    for k in range(len(s.wage[r])):
        share = p.trades.share[k]
        need = people_needed(p.shells.labour, halls, p.shells.lead_time[r], share)
        need += p.connection.labour * f.connections[r] * share / 1000.0
        need += plant_labour * share / 1000.0
        running = f.running[r] * p.trades.staff[k] / 1000.0
        f.needed[r][k] = need + load * p.trades.staff[k] / 1000.0
        f.jobs[r] += min(f.needed[r][k], f.available[r][k])
        if share > 0.0 and f.needed[r][k] > 0.0:
            pace = between(0.02, ratio(f.available[r][k] - running, need, 1.0), 1.0)
            if pace < f.speed[r]:
                f.speed[r] = pace
                f.scarce[r] = k


@equation
def connect(p: Any, s: Any, f: Any, energy: Any, r: int, rest_growth: float) -> None:
    """Requests, and what can be connected beside everyone else's growth."""
    lead_time = p.connection.lead_time[r]
    study = s.study[r][0] + s.study[r][1] + s.study[r][2]
    load = expected(f.facility[r], f.growth[r], f.horizon, lead_time)
    coming = s.connected[r] + study + s.waiting[r] + energy.on_site[r]
    limit = p.connection.build_limit[r] * s.connection_index
    places = max(0.0, limit * p.connection.patience - study - s.waiting[r])
    f.requests[r] = min(max(0.0, load - coming), places) / p.planning
    due = s.study[r][2] / (lead_time / 3.0) + s.waiting[r] / QUEUE_TIME
    f.connection_limit[r] = limit * ratio(due, due + rest_growth, 1.0)
    f.connections[r] = min(f.connection_limit[r], due)
    f.wires[r] = s.connected[r]
    f.wires_queued[r] = study + s.waiting[r]
    f.wires_ahead[r] = min(f.connection_limit[r], ratio(study + s.waiting[r], lead_time, 0.0))
    f.connection_wait[r] = lead_time + ratio(s.waiting[r], max(f.connection_limit[r], 0.01), 0.0)


@equation
def wish_halls(p: Any, s: Any, f: Any, energy: Any, r: int) -> None:
    """Halls wanted, held to what will be connected, and what gets land and permits."""
    lead_time = p.shells.lead_time[r] / max(f.speed[r], 0.1)
    study = s.study[r][0] + s.study[r][1] + s.study[r][2] + s.waiting[r]
    wires = s.connected[r] + energy.on_site[r] + min(study, f.connection_limit[r] * lead_time)
    want = expected(f.planned[r], f.growth[r], f.horizon, lead_time)
    target = min(want, SPECULATION * wires / p.cooling.peak_pue[r])
    have = s.shells[r] + f.under_way[r]
    worn = s.shells[r] / p.shells.life
    f.hall_want[r] = max(0.0, (want - have) / p.planning + worn)
    f.hall_wish[r] = max(0.0, (target - have) / p.planning + worn)
    f.permitted[r] = min(f.hall_wish[r], p.permits.limit[r] * s.permit_index)


@equation
def ready(p: Any, s: Any, f: Any, energy: Any, chips: Any, r: int) -> None:
    """What buyers of chips count on to stand, connected and powered, when chips ordered now arrive.

    They plan with promised dates and foresee no slips, so chips can stand idle before a late hall.
    """
    ahead = chips.horizon
    pue = p.cooling.peak_pue[r]
    due = s.halls[r][2] / (p.shells.lead_time[r] / 3.0)
    late = s.slipped[r] / p.shells.slip_time
    f.shells_ready[r] = f.ceiling_shells[r] + (due + late) * ahead
    f.connection_ready[r] = f.ceiling_connection[r] + f.connections[r] * ahead / pue
    f.power_ready[r] = f.ceiling_energy[r] + energy.additions_ahead[r] * ahead / pue


@equation
def rates(p: Any, s: Any, f: Any, d: Any, funded: float, slowed: float, chips: Any) -> None:
    """Hand the flows to the integrator, and what each limit refused or held back."""
    for r in range(len(s.shells)):
        d.requests[r] = f.requests[r] * funded
        d.study_time[r] = p.connection.lead_time[r]
        d.connections_most[r] = f.connection_limit[r]
        d.hall_starts[r] = f.hall_starts[r] * funded
        d.hall_time[r] = p.shells.lead_time[r]
        d.speed[r] = f.speed[r] * slowed
        train(p, s, f, d, r)
        book(p, s, f, d, funded, slowed, chips, r)


@equation
def equipment_blame(most: float, permitted: float, starts: float) -> float:
    """Equipment's part of the blame for halls not started: `ln(permitted / starts) / ln(most / starts)`.

    GW/yr: `most` if nothing were short, `permitted` if equipment were not; it scales what others leave.
    """
    least = max(starts, 1e-9)
    left = math.log(max(permitted, least) / least)
    return between(0.0, ratio(left, math.log(max(most, least) / least), 0.0), 1.0)


@equation
def book(p: Any, s: Any, f: Any, d: Any, funded: float, slowed: float, chips: Any, r: int) -> None:
    """Book what each limit refused or held back, GW of IT a year.

    Halls wanted and not started are blamed on land and permits where those are tighter than the wires, else
    on the connection: easing the other would start no hall; equipment takes its part. Chips not ordered for
    want of halls are shared out over that and slips. What slow work explains goes to the scarcest trade.
    """
    for q in range(len(d.booking[r])):
        d.booking[r][q] = 0.0
        d.booking_time[r][q] = p.shells.lead_time[r]
    pue = p.cooling.peak_pue[r]
    due = s.study[r][2] / (d.study_time[r] / 3.0) + s.waiting[r] / QUEUE_TIME
    late = max(0.0, due - f.connection_limit[r])
    moving = (s.halls[r][0] + s.halls[r][1] + s.halls[r][2]) / p.shells.lead_time[r]
    slips = s.halls[r][2] / (p.shells.lead_time[r] / 3.0) * p.shells.slip_share
    short = max(0.0, f.hall_want[r] - f.hall_starts[r])
    cut = ratio(chips.cut_shells[r], short + slips, 0.0)
    permits = 0.0
    unwired = chips.cut_connection[r] + late / pue
    most = f.hall_want[r]
    if f.permitted[r] < f.hall_wish[r]:
        most = f.hall_wish[r]
    equipment = short * (1.0 + cut) * equipment_blame(most, f.permitted[r], f.hall_starts[r])
    if f.permitted[r] < f.hall_wish[r]:
        permits = short * (1.0 + cut) - equipment
    else:
        unwired += short * (1.0 + cut) - equipment
    unbuilt = slips * (1.0 + cut)
    d.booking[r][CONNECTION] = unwired * f.speed[r]
    d.booking[r][SHELLS] = unbuilt * f.speed[r]
    d.booking[r][PERMITS] = permits
    d.booking[r][EQUIPMENT] = equipment
    d.booking[r][CAPITAL] = f.hall_starts[r] * (1.0 - funded) + moving * (1.0 - slowed)
    scarce = TRADE + int(f.scarce[r])
    d.booking[r][scarce] = (moving + unwired + unbuilt) * (1.0 - f.speed[r])
    d.booking_time[r][CONNECTION] = 0.5
    d.booking_time[r][SHELLS] = 0.5
    d.booking_time[r][scarce] = 0.5


@equation
def train(p: Any, s: Any, f: Any, d: Any, r: int) -> None:
    """Wages follow shortage; higher wages draw people from other building and into apprenticeships."""
    for k in range(len(s.wage[r])):
        short = max(1.0, ratio(f.needed[r][k], f.available[r][k], 1.0))
        d.wage_target[r][k] = 1.0
        if short > 1.0:
            d.wage_target[r][k] = min(HIGHEST_WAGE, power(short, p.labour.wage_response))
        d.draw_target[r][k] = min(MOST_DRAWN, p.trades.reach[k] * s.wage[r][k])
        d.entry[r][k] = p.trades.entry[k] * s.workforce[r][k] * s.wage[r][k]


@equation
def advance(p: Any, s: Any, d: Any, clock: Any, h: float, n: Any) -> None:
    """Move the stocks over a step of `h` years; `n` takes the new state."""
    kept = math.exp(-h)
    after = clock.after * h
    n.connection_index = s.connection_index * math.exp(p.connection.growth * after)
    n.permit_index = s.permit_index * math.exp(p.permits.growth * after)
    n.equipment_index = s.equipment_index * math.exp(p.equipment.growth * after)
    for r in range(len(s.shells)):
        inflow = through(s.study[r], n.study[r], d.requests[r], d.study_time[r], h, d.speed[r])
        built = min(d.connections_most[r], s.waiting[r] / h + inflow)
        n.waiting[r] = max(0.0, s.waiting[r] + h * (inflow - built))
        n.connected[r] = s.connected[r] + h * built
        advance_halls(p, s, d, r, h, n)
        advance_people(p, s, d, r, h, n)
        for q in range(len(d.booking[r])):
            booked(s.booked[r][q], n.booked[r][q], d.booking[r][q], d.booking_time[r][q], h, kept)


@equation
def advance_halls(p: Any, s: Any, d: Any, r: int, h: float, n: Any) -> None:
    """Halls: three stages, a slip, and the stock."""
    inflow = through(s.halls[r], n.halls[r], d.hall_starts[r], d.hall_time[r], h, d.speed[r])
    slips = inflow * p.shells.slip_share
    held = lagged(s.slipped[r], slips, p.shells.slip_time, h)
    late = passed_on(s.slipped[r], slips, held, h)
    n.slipped[r] = held
    n.shells[r] = lagged(s.shells[r], inflow - slips + late, p.shells.life, h)


@equation
def advance_people(p: Any, s: Any, d: Any, r: int, h: float, n: Any) -> None:
    """Trades: apprentices become workers, workers retire, wages and draw follow."""
    stay = math.exp(-h * p.labour.retirement)
    wage = math.exp(-h / WAGE_TIME)
    drawn = math.exp(-h / p.labour.redirection_time)
    for k in range(len(s.wage[r])):
        trained = p.trades.apprenticeship[k]
        inflow = through(s.apprentices[r][k], n.apprentices[r][k], d.entry[r][k], trained, h, 1.0)
        n.workforce[r][k] = s.workforce[r][k] * stay + inflow * h
        n.wage[r][k] = d.wage_target[r][k] + (s.wage[r][k] - d.wage_target[r][k]) * wage
        n.drawn[r][k] = d.draw_target[r][k] + (s.drawn[r][k] - d.draw_target[r][k]) * drawn
