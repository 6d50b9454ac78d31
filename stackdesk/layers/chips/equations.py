"""What happens in the chips layer: supply chains, orders, vintages.

Packages in million a year, compute in million H100e, power in GW, prices in thousand USD per H100e
(which is billion USD per million H100e). The four inputs stand in the order logic, packaging,
memory, assembly; chains are asked last to first, so a domestic chain serves before the global one.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import between, booked, expected, passed_on, ratio, through, weibull_hazard
from stackdesk.core.equation import equation
from stackdesk.core.series import FIRST_VINTAGE

LOGIC, PACKAGING, MEMORY, ASSEMBLY = 0, 1, 2, 3
ACCESS, CAPITAL = 4, 5
PER_RACK = 72.0


@equation
def packages_from_packaging(capacity: float, per_wafer: float, used: float) -> float:
    """Packages, million/yr, that packaging allows: `12 capacity per_wafer used / 1000` (k wafers/month)."""
    return 12.0 * capacity * per_wafer * used / 1000.0


@equation
def packages_from_memory(capacity: float, per_package: float, used: float) -> float:
    """Packages, million/yr, that memory allows: capacity in Gb billion/yr, 8 Gb a GB."""
    return 1000.0 * capacity * used / (8.0 * per_package)


@equation
def packages_from_assembly(capacity: float) -> float:
    """Packages, million/yr, that the computer plants allow: 72 in each of `capacity` thousand racks."""
    return capacity * PER_RACK / 1000.0


@equation
def expansion(book: float, allowed: float, response: float, greatest: float) -> float:
    """Expansion decided, share of capacity a year: `clip(response (book / allowed - 1), 0, greatest)`.

    After `dK/dt = K clip(a (book / K - 1), -d, g_max)` of the reference notes, with K what stands and
    is being built, since a supplier counts both; book and allowed in packages a year.
    """
    return between(0.0, response * (ratio(book, allowed, 1.0) - 1.0), greatest)


@equation
def start(p: Any, s: Any) -> None:
    """Set the stocks at the start of 2023."""
    s.performance_index = 1.0
    s.efficiency_index = 1.0
    s.price_index = 1.0
    s.memory_index = 1.0
    for c in range(len(s.capacity)):
        s.capacity[c][LOGIC] = p.chains.logic[c]
        s.capacity[c][PACKAGING] = p.chains.packaging[c]
        s.capacity[c][MEMORY] = p.chains.memory[c]
        s.capacity[c][ASSEMBLY] = p.chains.assembly[c]
    total = 0.0
    for r in range(len(s.sold)):
        total += p.fleet_2023[r]
    for r in range(len(s.sold)):
        s.fleet[r][0][0] = p.fleet_2023[r]
        s.fleet[r][0][1] = p.fleet_2023[r] * p.chains.power[0]
        s.fleet[r][0][2] = p.fleet_2023[r] * p.chains.bandwidth[0]
        s.sold[r] = p.sold_before * ratio(p.fleet_2023[r], total, 0.0)


@equation
def supply(p: Any, s: Any, f: Any) -> None:
    """What each chain could make, and what stands in each region."""
    f.horizon = p.order_lead + p.transit
    f.limits_logic = 0.0
    f.limits_packaging = 0.0
    f.limits_memory = 0.0
    f.limits_assembly = 0.0
    for c in range(len(s.capacity)):
        f.performance[c] = p.chains.performance[c] * s.performance_index
        f.power[c] = p.chains.power[c] / s.efficiency_index
        f.bandwidth[c] = p.chains.bandwidth[c]
        f.price[c] = p.chains.price[c] / s.price_index
        wafers = s.capacity[c][LOGIC] * p.ease.logic
        f.limit[c][LOGIC] = packages_from_packaging(
            wafers, p.chains.packages_per_logic_wafer[c], p.chains.logic_share[c]
        )
        wafers = s.capacity[c][PACKAGING] * p.ease.packaging
        f.limit[c][PACKAGING] = packages_from_packaging(
            wafers, p.chains.packages_per_wafer[c], p.chains.packaging_use[c]
        )
        held = p.chains.memory_per_package[c] * s.memory_index
        f.limit[c][MEMORY] = packages_from_memory(
            s.capacity[c][MEMORY] * p.ease.memory, held, p.chains.memory_use[c]
        )
        f.limit[c][ASSEMBLY] = packages_from_assembly(s.capacity[c][ASSEMBLY] * p.ease.assembly)
        f.limits_logic += f.limit[c][LOGIC]
        f.limits_packaging += f.limit[c][PACKAGING]
        f.limits_memory += f.limit[c][MEMORY]
        f.limits_assembly += f.limit[c][ASSEMBLY]
    f.logic = s.capacity[0][LOGIC] * p.ease.logic
    f.packaging = s.capacity[0][PACKAGING] * p.ease.packaging
    f.memory = s.capacity[0][MEMORY] * p.ease.memory
    f.assembly = s.capacity[0][ASSEMBLY] * p.ease.assembly
    for r in range(len(s.sold)):
        main = 0
        for c in range(len(s.capacity)):
            if p.chains.access[r][c] > p.chains.access[r][main]:
                main = c
        f.new_power[r] = f.power[main]
        f.new_price[r] = f.price[main]
        f.new_per_megawatt[r] = ratio(1000.0, f.power[main], 0.0)
        f.nameplate[r] = 0.0
        f.fleet[r] = 0.0
        f.in_transit[r] = 0.0
        f.transit[r] = 0.0
        for v in range(len(s.fleet[r])):
            f.fleet[r] += s.fleet[r][v][0] * p.ease.fleet
            f.nameplate[r] += s.fleet[r][v][1] * p.ease.fleet
            f.transit[r] += s.transit[r][v][0]
            f.in_transit[r] += s.transit[r][v][1]


@equation
def plug_in(p: Any, s: Any, f: Any, physical: Any, weight: float) -> None:
    """Fill the physical ceiling with chips, newest first; how well they serve.

    Serving value of a chip is `(1 - weight) H100e + weight bandwidth equivalents`.
    """
    for r in range(len(s.sold)):
        room = physical[r]
        running = 0.0
        bandwidth = 0.0
        for back in range(len(s.fleet[r])):
            v = len(s.fleet[r]) - 1 - back
            power = s.fleet[r][v][1] * p.ease.fleet
            share = between(0.0, ratio(room, power, 0.0), 1.0)
            running += s.fleet[r][v][0] * p.ease.fleet * share
            bandwidth += s.fleet[r][v][2] * p.ease.fleet * share
            room -= power * share
        f.runnable[r] = running
        f.density[r] = ratio(running, physical[r] - room, 0.69)
        f.serving[r] = (1.0 - weight) + weight * ratio(bandwidth, running, 1.0)


@equation
def run(f: Any, running: Any) -> None:
    """Book what runs (GW) and what stands idle."""
    for r in range(len(f.idle)):
        f.in_operation[r] = min(running[r] * f.density[r], f.runnable[r])
        f.idle[r] = max(0.0, f.fleet[r] - f.in_operation[r])
        f.per_megawatt[r] = f.density[r] * 1000.0


@equation
def demand(p: Any, s: Any, f: Any, ask: Any, on_board: float) -> None:
    """Orders of chips: what is wanted and can be plugged in, asked of the chains that may serve."""
    for c in range(len(s.capacity)):
        f.book[c] = on_board * ratio(f.limit[c][PACKAGING], f.limits_packaging, 0.0)
    f.book_horizon = ask.horizon
    f.book_growth = 0.0
    orders = 0.0
    for r in range(len(s.sold)):
        order_region(p, s, f, ask, r)
        orders += f.orders[r]
        f.book_growth += f.orders[r] * ask.growth[r]
    f.book_growth = ratio(f.book_growth, orders, 0.0)
    for c in range(len(s.capacity)):
        most = tightest(f.limit[c])
        f.attainable[c] = min(most, f.book[c])
    for r in range(len(s.sold)):
        f.capital_cost[r] = 0.0
        for c in range(len(s.capacity)):
            served = f.chain_orders[c][r] * ratio(f.attainable[c], f.book[c], 0.0)
            f.capital_cost[r] += served * f.price[c]


@equation
def tightest(limits: Any) -> float:
    """Packages, million/yr, that the scarcest of the four inputs allows."""
    return min(limits[LOGIC], limits[PACKAGING], limits[MEMORY], limits[ASSEMBLY])


@equation
def order_region(p: Any, s: Any, f: Any, ask: Any, r: int) -> None:
    """Orders of one region, limited by the powered halls that will stand when the chips arrive.

    Halls are filled in GW, chain by chain, last to first, as far as the region has access to each;
    every chain but the first is asked for at most 1.5 times what it can make.
    """
    have = f.nameplate[r] + f.in_transit[r]
    wanted = expected(ask.wanted[r], ask.growth[r], ask.horizon, f.horizon)
    gap = max(0.0, wanted - have)
    shells = max(0.0, min(gap, ask.shells_ready[r] - have))
    wires = max(0.0, min(gap, ask.connection_ready[r] - have))
    power = max(0.0, min(gap, ask.power_ready[r] - have))
    placed = min(shells, wires, power)
    f.cut_shells[r] = 0.0
    f.cut_connection[r] = 0.0
    f.cut_power[r] = 0.0
    if placed < gap:
        if power <= placed:
            f.cut_power[r] = (gap - placed) / p.order_time
        elif wires <= placed:
            f.cut_connection[r] = (gap - placed) / p.order_time
        else:
            f.cut_shells[r] = (gap - placed) / p.order_time
    left = placed / p.order_time
    f.ordered[r] = left
    f.orders[r] = 0.0
    for back in range(len(s.capacity)):
        c = len(s.capacity) - 1 - back
        allowed = left * p.chains.access[r][c]
        if c > 0:
            most = tightest(f.limit[c]) * f.performance[c] * f.power[c]
            allowed = min(allowed, 1.5 * most)
        f.chain_orders[c][r] = allowed / f.power[c]
        f.orders[r] += f.chain_orders[c][r]
        f.book[c] += f.chain_orders[c][r] / f.performance[c]
        left -= allowed
    f.refused_access[r] = left


@equation
def rates(p: Any, s: Any, f: Any, d: Any, funded: float) -> None:
    """Sales, expansion of the chains, and what each limit refused in GW of IT a year."""
    f.packages = 0.0
    f.revenue = 0.0
    for r in range(len(s.sold)):
        f.shipments[r] = 0.0
        for k in range(3):
            d.sales[r][k] = 0.0
        for q in range(len(d.booking[r])):
            d.booking[r][q] = 0.0
        d.cut[r][0] = f.cut_power[r]
        d.cut[r][1] = f.cut_connection[r]
        d.cut[r][2] = f.cut_shells[r]
        d.booking[r][ACCESS] = f.refused_access[r] * funded
    for c in range(len(s.capacity)):
        make(p, s, f, d, c, funded)


@equation
def make(p: Any, s: Any, f: Any, d: Any, c: int, funded: float) -> None:
    """What one chain makes, for whom, which input refused the rest, and how it expands."""
    book = f.book[c] * funded
    scarcest = LOGIC
    for i in range(len(s.capacity[c])):
        if f.limit[c][i] < f.limit[c][scarcest]:
            scarcest = i
    made = min(f.book[c], f.limit[c][scarcest]) * funded
    f.packages += made
    share = ratio(made, f.book[c], 0.0)
    for r in range(len(s.sold)):
        sold = f.chain_orders[c][r] * share
        f.shipments[r] += sold
        f.revenue += sold * f.price[c] * p.supplier_share
        d.sales[r][0] += sold
        d.sales[r][1] += sold * f.power[c]
        d.sales[r][2] += sold * f.bandwidth[c]
        d.booking[r][scarcest] += f.chain_orders[c][r] * max(0.0, funded - share) * f.power[c]
        d.booking[r][CAPITAL] += f.chain_orders[c][r] * min(1.0 - funded, 1.0) * f.power[c]
    for i in range(len(s.capacity[c])):
        coming = s.capacity[c][i] + s.pipe[c][i][0] + s.pipe[c][i][1] + s.pipe[c][i][2]
        allowed = f.limit[c][i] * ratio(coming, s.capacity[c][i], 1.0)
        asked = expected(book, f.book_growth, f.book_horizon, p.inputs.lead_time[i])
        d.expand[c][i] = coming * expansion(asked, allowed, p.inputs.response[i], p.inputs.greatest_growth[i])
        unused = max(0.0, 1.0 - ratio(made, f.limit[c][i], 1.0))
        d.shrink[c][i] = 0.0
        if i != LOGIC:  # phones and computers use the logic that AI leaves
            d.shrink[c][i] = p.idle_shrink * unused


@equation
def advance(p: Any, s: Any, d: Any, clock: Any, h: float, n: Any) -> None:
    """Move the stocks over a step of `h` years; `n` takes the new state."""
    kept = math.exp(-h)
    after = clock.after * h
    n.performance_index = s.performance_index * math.exp(after * math.log(p.performance_growth))
    n.efficiency_index = s.efficiency_index * math.exp(after * math.log(p.efficiency_growth))
    n.price_index = s.price_index * math.exp(after * math.log(p.price_performance_growth))
    n.memory_index = s.memory_index * math.exp(after * math.log(p.memory_growth))
    for c in range(len(s.capacity)):
        for i in range(len(s.capacity[c])):
            inflow = through(s.pipe[c][i], n.pipe[c][i], d.expand[c][i], p.inputs.lead_time[i], h, 1.0)
            n.capacity[c][i] = s.capacity[c][i] * math.exp(-d.shrink[c][i] * h) + h * inflow
    vintage = int(clock.year) - FIRST_VINTAGE
    arrived = math.exp(-h / p.transit)
    for v in range(len(s.fleet[0])):
        age = max(0.0, clock.year + 0.5 * h - (FIRST_VINTAGE + v + 0.5))
        survive = math.exp(-h * weibull_hazard(age, p.life))
        for r in range(len(s.sold)):
            for k in range(3):
                inflow = 0.0
                if v == vintage:
                    inflow = d.sales[r][k]
                held = s.transit[r][v][k] * arrived + inflow * p.transit * (1.0 - arrived)
                delivered = passed_on(s.transit[r][v][k], inflow, held, h)
                n.transit[r][v][k] = held
                n.fleet[r][v][k] = s.fleet[r][v][k] * survive + h * delivered
    for r in range(len(s.sold)):
        n.sold[r] = s.sold[r] + h * d.sales[r][0]
        before = 0.0
        later = 0.0
        for v in range(len(s.fleet[r])):
            before += s.fleet[r][v][0] + s.transit[r][v][0]
            later += n.fleet[r][v][0] + n.transit[r][v][0]
        n.retired[r] = s.retired[r] + max(0.0, before + h * d.sales[r][0] - later)
        for k in range(3):
            n.cut[r][k] = s.cut[r][k] * kept + d.cut[r][k] * (1.0 - kept)
        for q in range(len(d.booking[r])):
            booked(s.booked[r][q], n.booked[r][q], d.booking[r][q], p.transit, h, kept)
