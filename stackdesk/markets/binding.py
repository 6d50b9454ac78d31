"""What stops it: the layer whose ceiling is lowest, and the limit inside it that refused the most."""

from __future__ import annotations

from typing import Any

from stackdesk.core.equation import equation

ENERGY, CHIPS, INFRASTRUCTURE, MODELS, APPLICATIONS = 1.0, 2.0, 3.0, 4.0, 5.0
CONNECTION, BUDGET, TRADE = 0, 4, 5  # places among the causes of infrastructure
SAME = 0.02  # ceilings this close keep the layer that bound before
AMPLE = 0.8  # a factor of adoption above this is no cause of its own
NEXT = 1.05  # a ceiling within this of the chips' holds them back even where chip supply refuses much
CLOSE = 1.25  # a ceiling within this of the chips' can be the one that chips were not ordered beyond
OWN = 0.1  # chips bind by themselves when their own limits refuse more than this share of the orders
BOOKED = 3  # where the remembered booking stands
WORTH_NAMING = 0.001  # GW/yr


@equation
def lowest(before: float, energy: float, chips: float, infrastructure: float) -> float:
    """The layer of the lowest physical ceiling; within 2 % the one that bound before stays."""
    least = min(energy, chips, infrastructure)
    edge = least * (1.0 + SAME)
    if before == ENERGY and energy <= edge:
        return ENERGY
    if before == CHIPS and chips <= edge:
        return CHIPS
    if before == INFRASTRUCTURE and infrastructure <= edge:
        return INFRASTRUCTURE
    if infrastructure <= least:
        return INFRASTRUCTURE
    if chips <= least:
        return CHIPS
    return ENERGY


@equation
def largest(booked: Any, first: int, otherwise: int) -> int:
    """The cause with the largest remembered booking from `first` on, else `otherwise`."""
    best = otherwise
    most = WORTH_NAMING
    for q in range(first, len(booked)):
        if booked[q][BOOKED] > most:
            most = booked[q][BOOKED]
            best = q
    return best


@equation
def ordered_for(
    cut: Any, booked: Any, orders: float, energy: float, chips: float, infrastructure: float
) -> float:
    """The layer that keeps chips from being ordered where chips are the lowest ceiling.

    Chips follow the power and the halls that will stand, so their ceiling lies just below those. Where it
    lies next to them, or chip supply refuses next to nothing of the orders, GW/yr, the layer they were not
    ordered for binds.
    """
    near = CLOSE
    own = 0.0
    for q in range(len(booked)):
        own += booked[q][BOOKED]
    if own > OWN * orders:
        near = NEXT
    if cut[0] > cut[1] + cut[2] and energy < near * chips:
        return ENERGY
    if cut[1] + cut[2] > 0.0 and infrastructure < near * chips:
        return INFRASTRUCTURE
    return CHIPS


@equation
def bind(
    f: Any, energy: Any, chips: Any, infrastructure: Any, applications: Any, ceilings: Any, orders: Any
) -> None:
    """Name the layer and cause for each region, then for the World by the GW held back.

    Demand binds where need at the going rent stays below what stands, and everywhere when need at the rent
    that pays for new capacity does so for the World: rent may fall until need fills what stands, but nobody
    would build more. `energy`, `chips` and `infrastructure` are the rooms' states, `ceilings` the
    infrastructure flows, `orders` those of chips in GW/yr.
    """
    wanted = 0.0
    stands = 0.0
    for r in range(len(f.layer)):
        wanted += f.wanted[r]
        stands += ceilings.physical[r]
    sated = wanted < stands * (1.0 - SAME)
    for r in range(len(f.layer)):
        physical = ceilings.physical[r]
        if sated or ceilings.ceiling_need[r] < physical * (1.0 - SAME):
            name_demand(f, applications.weakest[r], applications, r)
        else:
            power, halls = ceilings.ceiling_energy[r], ceilings.ceiling_infrastructure[r]
            f.layer[r] = lowest(f.layer[r], power, ceilings.ceiling_chips[r], halls)
            if f.layer[r] == CHIPS:
                f.layer[r] = ordered_for(
                    chips.cut[r], chips.booked[r], orders[r], power, ceilings.ceiling_chips[r], halls
                )
            name_supply(f, energy, chips, infrastructure, ceilings, r)
    bind_world(f, ceilings)


@equation
def name_demand(f: Any, weakest: float, applications: Any, r: int) -> None:
    """Models bind where capability or reliability is the smallest factor, else applications.

    Where even the smallest factor is ample, nothing holds adoption back: need itself is the cause.
    """
    f.layer[r] = APPLICATIONS
    if applications.factor[r] > AMPLE:
        f.cause[r] = 0.0
    elif weakest < 1.5:
        f.layer[r] = MODELS
        f.cause[r] = weakest
    else:
        f.cause[r] = weakest - 1.0


@equation
def name_supply(f: Any, energy: Any, chips: Any, infrastructure: Any, ceilings: Any, r: int) -> None:
    """The cause inside the layer that binds.

    A short connection is blamed on itself, money or people; short halls on whatever refused most.
    """
    if f.layer[r] == ENERGY:
        f.cause[r] = largest(energy.booked[r], 0, 0)
    elif f.layer[r] == CHIPS:
        f.cause[r] = largest(chips.booked[r], 0, 1)
    elif ceilings.ceiling_operators[r] <= ceilings.ceiling_infrastructure[r]:
        f.cause[r] = TRADE + ceilings.operator[r]
    elif ceilings.ceiling_connection[r] <= ceilings.ceiling_shells[r]:
        f.cause[r] = CONNECTION
        best = largest(infrastructure.booked[r], BUDGET, CONNECTION)
        if infrastructure.booked[r][best][BOOKED] > infrastructure.booked[r][CONNECTION][BOOKED]:
            f.cause[r] = best
    else:
        f.cause[r] = largest(infrastructure.booked[r], 0, 1)


@equation
def bind_world(f: Any, ceilings: Any) -> None:
    """The layer that holds back the most need, GW of IT, over the regions in which it binds.

    Compute for need abroad is built where providers choose, so a region can be held back without need of
    its own that is left over: what runs there counts.
    """
    best = -1.0
    for layer in range(1, 6):
        held = 0.0
        most = -1.0
        cause = 0.0
        for r in range(len(f.layer)):
            if f.layer[r] == layer:
                back = max(ceilings.running[r], ceilings.ceiling_need[r])
                held += back
                if back > most:
                    most = back
                    cause = f.cause[r]
        if held > best:
            best = held
            f.world_layer = layer
            f.world_cause = cause
