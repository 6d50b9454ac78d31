"""What happens in the applications layer: adoption, tokens wanted, value, work.

Users in million, tokens per user in million a year, prices in USD per million tokens, money in
billion USD a year, people in thousand.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import between, faded_growth, logistic, power, ratio
from stackdesk.core.equation import equation

CAPABILITY, RELIABILITY, SKILLS, AFFORDABILITY = 0, 1, 2, 3
FADING = 2.0  # years over which use falls back when its ceiling falls


@equation
def saturated(use: float, most: float) -> float:
    """Use that saturates: `use / (1 + use / most)`, both in the same unit."""
    return use / (1.0 + ratio(use, most, 0.0))


@equation
def affordable(value: float, cost: float, spread: float) -> float:
    """Share of users whose value exceeds the cost: `logistic(ln(value / cost) / spread)`."""
    return logistic(math.log(max(value / max(cost, 1e-9), 1e-12)) / spread)


@equation
def worth(value: float, grown: float, returns: float) -> float:
    """Worth to a user, USD/yr: `value grown^returns`, with tokens per task over those of 2023."""
    return value * power(grown, returns)


@equation
def adoption_rate(adoption: float, ceiling: float, innovation: float, imitation: float) -> float:
    """Bass (1969): `(p + q F / ceiling) (ceiling - F)`; above the ceiling use fades over two years."""
    if adoption > ceiling:
        return -(adoption - ceiling) / FADING
    return (innovation + imitation * ratio(adoption, ceiling, 0.0)) * (ceiling - adoption)


@equation
def work_left(adoption: float, automation: float, elasticity: float) -> float:
    """People needed over those without AI: work left times the growth of the volume.

    A share `a = adoption automation` of the hours is taken over; the output becomes cheaper by as
    much and its volume grows by `(1 - a)^-elasticity`: jobs grow where the elasticity is above one.
    """
    return power(1.0 - between(0.0, adoption * automation, 0.95), 1.0 - elasticity)


@equation
def start(p: Any, s: Any) -> None:
    """Set the stocks at the start of 2023."""
    for r in range(len(s.skills)):
        s.skills[r] = p.skills.start[r]
        for i in range(len(s.adoption[r])):
            s.adoption[r][i] = p.sectors.adoption[i]
    for i in range(len(s.headcount_index)):
        s.headcount_index[i] = 1.0
    s.use_index = 1.0


@equation
def supply(p: Any, s: Any, f: Any, models: Any, levers: Any, links: Any) -> None:
    """How far capability, reliability and skills let each sector go, and tokens per user."""
    for i in range(len(f.use)):
        reached = 0.0
        trusted = 0.0
        for m in range(len(models.capability)):
            reached += links.sector_family[i][m] * models.capability[m]
            trusted += links.sector_family[i][m] * models.reliability[m]
        f.capability_factor[i] = logistic(p.sharpness * (reached - p.sectors.threshold[i]))
        f.reliability_factor[i] = logistic(p.sharpness * 2.0 * (trusted - p.sectors.reliability[i]))
        agents = levers.agentic_share * p.sectors.agentic[i] * (levers.agentic_factor - 1.0)
        grown = levers.reasoning_steps * (1.0 + agents) * s.use_index
        f.use[i] = p.sectors.intensity[i] * grown * p.sectors.cloud_share[i]
        f.worth[i] = worth(p.sectors.value[i], saturated(grown, p.saturation), p.returns)
    for r in range(len(s.skills)):
        bridged = levers.open_weight_share * levers.open_reach
        for i in range(len(f.use)):
            missing = p.sectors.skills[i] * (1.0 - s.skills[r])
            f.skills_factor[r][i] = 1.0 - missing * (1.0 - bridged)


@equation
def demand(p: Any, s: Any, f: Any, price: Any, rent: Any, reference_rent: float, paying_rent: Any) -> None:
    """Tokens wanted at the going rent, at the reference rent and at a rent that pays.

    The price of tokens moves one to one with rent, so one price gives all three.
    """
    f.on_board = 0.0
    for r in range(len(s.skills)):
        going = power(price[r] / p.reference_price, -p.elasticity)
        reference = going * power(reference_rent / rent[r], -p.elasticity)
        paying = going * power(paying_rent[r] / rent[r], -p.elasticity)
        f.wanted[r] = 0.0
        f.at_reference[r] = 0.0
        f.at_cost[r] = 0.0
        f.unlocked[r] = 0.0
        f.response[r] = 0.0
        for i in range(len(f.use)):
            want_sector(
                p, s, f, r, i, price[r], going, reference, paying, rent[r], reference_rent, paying_rent[r]
            )
        f.response[r] = ratio(f.response[r], f.wanted[r], p.elasticity)
        f.unlocked[r] = max(1.0, ratio(f.unlocked[r], f.wanted[r], 1.0))
        find_weakest(p, s, f, r)


@equation
def capped(use: float, most: float) -> float:
    """Tokens held softly below what may be spent: `use / sqrt(1 + (use / most)^2)`, in the same unit.

    Users differ in what they may spend, so that some are held long before the average one is.
    """
    near = ratio(use, most, 0.0)
    return use / math.sqrt(1.0 + near * near)


@equation
def tokens_of_user(use: float, response: float, most: float, cap: float, price: float) -> float:
    """Million tokens a year of a user: `saturated(use response, most)`, held below `cap / price`.

    `use` at the reference price and `most` in million tokens a year, `response` that to the price,
    `cap` in USD a year.
    """
    return capped(saturated(use * response, most), cap / max(price, 1e-9))


@equation
def held_by_cap(wanted: float, now: float) -> float:
    """How far the spend cap rules, 0 to 1: `1 - (now / wanted)^2`, tokens with the cap over without."""
    with_cap = ratio(now, wanted, 1.0)
    return between(0.0, 1.0 - with_cap * with_cap, 1.0)


@equation
def answer(use: float, most: float, now: float, elasticity: float) -> float:
    """How tokens answer their price at the going one, as a positive number.

    Saturation damps the elasticity by `1 / (1 + use / most)`; as far as the spend cap rules, a user
    answers one to one. `use` and `most` are million tokens a year before saturation and at most, `now`
    what is used. The logarithmic derivative of `tokens_of_user`.
    """
    ruled = held_by_cap(saturated(use, most), now)
    return (1.0 - ruled) * elasticity / (1.0 + ratio(use, most, 0.0)) + ruled


@equation
def want_sector(
    p: Any,
    s: Any,
    f: Any,
    r: int,
    i: int,
    price: float,
    going: float,
    reference: float,
    paying: float,
    rent: float,
    reference_rent: float,
    paying_rent: float,
) -> None:
    """Tokens that one sector of one region wants, and how many could afford them.

    The spend cap is on what is paid: tokens that are free or in-house do not count against it.
    """
    users = p.sectors.units[r][i] * s.adoption[r][i] * p.ease.need
    value = f.worth[i] * p.income[r]
    spent = power(p.income[r], p.income_elasticity)
    use = f.use[i] * spent
    base = p.sectors.intensity[i] * p.sectors.cloud_share[i] * spent
    most = base * p.saturation
    cap = p.spend_cap * value / max(p.paid_share, 0.01)
    now = tokens_of_user(use, going, most, cap, price)
    f.grown[r][i] = ratio(now, base, 0.0)
    f.wanted[r] += users * now * 1e12
    f.response[r] += users * now * 1e12 * answer(use * going, most, now, p.elasticity)
    f.at_reference[r] += (
        users * tokens_of_user(use, reference, most, cap, price * reference_rent / rent) * 1e12
    )
    f.at_cost[r] += users * tokens_of_user(use, paying, most, cap, price * paying_rent / rent) * 1e12
    freely = saturated(use * min(1.0, going), most) * price * p.paid_share
    set_ceiling(p, f, r, i, value, freely)
    f.unlocked[r] += users * now * 1e12 / max(0.05, f.skills_factor[r][i] * f.affordability[r][i])
    if p.sectors.on_board[i] > 0.0:
        f.on_board += max(0.0, growth_of(p, s, f, r, i)) * p.sectors.units[r][i] * p.sectors.on_board[i]


@equation
def set_ceiling(p: Any, f: Any, r: int, i: int, value: float, cost: float) -> None:
    """How far a sector of a region could go: capable, reliable, skilled, and worth its cost.

    The cost, USD/yr, is that of what users would use without the spend cap, at prices no lower than the
    reference's: what they use more because it got cheaper is their choice.
    """
    f.affordability[r][i] = affordable(value, cost, p.spread)
    able = f.capability_factor[i] * f.reliability_factor[i]
    f.ceiling[r][i] = able * f.skills_factor[r][i] * f.affordability[r][i]


@equation
def growth_of(p: Any, s: Any, f: Any, r: int, i: int) -> float:
    """Adoption gained in a year, no faster than equipment turns over."""
    rate = adoption_rate(s.adoption[r][i], f.ceiling[r][i], p.innovation, p.imitation)
    return min(rate, p.sectors.turnover[i])


@equation
def find_weakest(p: Any, s: Any, f: Any, r: int) -> None:
    """Which factor of the adoption ceiling is smallest, over sectors weighted by their users' use.

    Use at the reference price, before saturation and spend cap.
    """
    capability = 0.0
    reliability = 0.0
    afford = 0.0
    skilled = 0.0
    total = 0.0
    for i in range(len(f.use)):
        weight = p.sectors.units[r][i] * s.adoption[r][i] * f.use[i]
        capability += weight * f.capability_factor[i]
        reliability += weight * f.reliability_factor[i]
        afford += weight * f.affordability[r][i]
        skilled += weight * f.skills_factor[r][i]
        total += weight
    smallest = skilled
    f.weakest[r] = SKILLS
    if capability < smallest:
        smallest = capability
        f.weakest[r] = CAPABILITY
    if reliability < smallest:
        smallest = reliability
        f.weakest[r] = RELIABILITY
    if afford < smallest:
        smallest = afford
        f.weakest[r] = AFFORDABILITY
    f.factor[r] = ratio(smallest, total, 1.0)


@equation
def run(p: Any, s: Any, f: Any, price: Any, met: Any) -> None:
    """Tokens delivered and what is paid for them."""
    for r in range(len(s.skills)):
        f.delivered[r] = f.wanted[r] * met[r]
        f.spend[r] = f.delivered[r] * p.paid_share * price[r] / 1e15


@equation
def report(p: Any, s: Any, f: Any, met: Any) -> None:
    """Value and work, on which nothing else depends."""
    for r in range(len(s.skills)):
        f.value[r] = 0.0
        for i in range(len(f.use)):
            each = worth(p.sectors.value[i] * p.income[r], f.grown[r][i] * met[r], p.returns)
            f.value[r] += p.sectors.units[r][i] * s.adoption[r][i] * each / 1000.0
            f.units[r][i] = p.sectors.units[r][i]
            people = p.sectors.headcount[r][i] * s.headcount_index[i]
            f.headcount[r][i] = people * work_left(
                s.adoption[r][i], p.sectors.automation[i], p.sectors.output_elasticity[i]
            )
        f.surplus[r] = max(0.0, f.value[r] - f.spend[r])


@equation
def rates(p: Any, s: Any, f: Any, d: Any) -> None:
    """Adoption towards its ceiling; skills by training."""
    for r in range(len(s.skills)):
        d.skills[r] = p.skills.training[r] * (1.0 - s.skills[r])
        for i in range(len(f.use)):
            d.adoption[r][i] = growth_of(p, s, f, r, i)


@equation
def advance(p: Any, s: Any, d: Any, clock: Any, h: float, n: Any) -> None:
    """Move the stocks over a step of `h` years; `n` takes the new state."""
    n.use_index = s.use_index * faded_growth(p.use_growth, p.use_fade, clock.since, h)
    for r in range(len(s.skills)):
        n.skills[r] = between(0.0, s.skills[r] + h * d.skills[r], 1.0)
        for i in range(len(s.adoption[r])):
            n.adoption[r][i] = between(0.0, s.adoption[r][i] + h * d.adoption[r][i], 1.0)
    for i in range(len(s.headcount_index)):
        n.headcount_index[i] = s.headcount_index[i] * math.exp(h * p.sectors.headcount_growth[i])
