"""What happens in the models layer: what a token takes, who wants compute, how good models get.

Compute in million H100e running, FLOP at peak dense 8-bit, money in billion USD a year, rent in
USD per H100e-hour, token price in USD per million tokens.
"""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.dynamics import approached, faded_growth, power, ratio
from stackdesk.core.equation import equation

H100E = 1.979e15  # FLOP/s
YEAR = 3.15576e7  # seconds
HOURS = 8766.0
GPT4 = 2.1e25  # FLOP
DECADE = 2.302585092994046


@equation
def log10(value: float) -> float:
    """Decimal logarithm; a value of zero or below counts as 1e-12."""
    return math.log(max(value, 1e-12)) / DECADE


@equation
def compute_for_tokens(teraflop: float, serving: float) -> float:
    """Million H100e allocated for 1e15 tokens a year: `1e15 teraflop 1e12 / (H100e year 1e6 serving)`.

    `teraflop` is peak 8-bit compute behind one token, `serving` how well a chip serves (H100 = 1).
    """
    return 1e27 * teraflop / (H100E * YEAR * 1e6 * serving)


@equation
def token_price(compute: float, rent: float, margin: float) -> float:
    """Price of a million tokens, USD: H100e-hours behind them times rent times margin.

    `compute` is million H100e a year for 1e15 tokens, hence 1e6 x 8,766 hours / 1e9 a million tokens.
    """
    return compute * HOURS * rent * margin / 1000.0


@equation
def fixed_price(rent: float, algorithmic: float, serving: float) -> float:
    """Price of tokens at a capability held fixed, over that of 2023: `rent 10^(-algorithmic / 2) / serving`.

    A tenfold of effective training compute lets a model of a third of the size reach the same
    capability (compute grows with size and data alike, Hoffmann et al. 2022); rent and serving
    progress are over those of 2023.
    """
    return rent * power(10.0, -0.5 * algorithmic) / serving


@equation
def training_need(spend: float, rent: float) -> float:
    """Million H100e that a spend, billion USD a year, rents: `1000 spend / (8766 rent)`."""
    return 1000.0 * spend / (HOURS * rent)


@equation
def run_size(compute: float, fraction: float) -> float:
    """Largest run, FLOP: the useful fraction of a year's training and research compute that goes into it."""
    return compute * fraction


@equation
def capability(run: float, share: float, algorithmic: float) -> float:
    """log10 of effective training compute over GPT-4's: `log10(run share / 2.1e25) + algorithmic`."""
    return log10(run * share / GPT4) + algorithmic


@equation
def reliability(
    base: float,
    scale_gain: float,
    reached: float,
    reasoning: float,
    steps: float,
    grounding_gain: float,
    grounding: float,
) -> float:
    """-log10 of errors per task: base, plus scale, reasoning (per tenfold of steps) and grounding."""
    return max(0.0, base + scale_gain * reached + reasoning * log10(steps) + grounding_gain * grounding)


@equation
def start(p: Any, s: Any) -> None:
    """Set the stocks at the start of 2023; capability and reliability are set after the first walk."""
    s.serving_index = 1.0
    s.algorithmic = 0.0
    s.race_index = 1.0
    s.nontoken_index = 1.0


@equation
def settle(s: Any, f: Any) -> None:
    """Start capability and reliability where the first walk puts them."""
    for m in range(len(s.capability)):
        s.capability[m] = f.target[m]
        s.reliability[m] = f.reliability_target[m]


@equation
def supply(p: Any, s: Any, f: Any, chips: Any, rent: Any, start_rent: float) -> None:
    """What tokens take and cost at the going rent."""
    f.open_price = 1.0 - p.open_weight_share * (1.0 - p.open_price_ratio)
    for r in range(len(f.token_compute)):
        teraflop = p.compute_per_token[r] / s.serving_index
        f.token_compute[r] = compute_for_tokens(teraflop, chips.serving[r])
        f.fixed_price[r] = fixed_price(rent[r] / start_rent, s.algorithmic, s.serving_index)
        f.token_price[r] = token_price(f.token_compute[r], rent[r], p.margin * f.open_price)


@equation
def demand(
    p: Any,
    s: Any,
    f: Any,
    tokens: Any,
    rent: Any,
    reference_rent: float,
    paying_rent: Any,
    revenue: Any,
    allocation: float,
    supply: Any,
) -> None:
    """Need for compute at the going rent, at the reference rent, and at a rent that pays.

    Training money buys compute at the rent, so its need falls one to one; `tokens` holds the tokens
    wanted at the three rents. Need is stated as running compute: allocated over the allocation rate.
    """
    pool = 0.0
    spare = 0.0
    for r in range(len(f.need)):
        f.training_spend[r] = p.race_budget[r] * s.race_index + p.revenue_share * revenue[r]
        f.inference_wish[r] = tokens.wanted[r] / 1e15 * f.token_compute[r] / allocation
        f.other_wish[r] = other_need(p, s, r, rent[r] / reference_rent) / allocation
        pool += p.footloose * f.training_spend[r]
        spare += max(0.05 * supply[r], supply[r] - f.inference_wish[r] - f.other_wish[r])
    for r in range(len(f.need)):
        weight = max(0.05 * supply[r], supply[r] - f.inference_wish[r] - f.other_wish[r])
        spend = (1.0 - p.footloose) * f.training_spend[r] + pool * ratio(weight, spare, 0.0)
        f.training_wish[r] = training_need(spend, rent[r]) / allocation
        served = f.token_compute[r] / 1e15 / allocation
        own = training_need(f.training_spend[r], 1.0) / allocation
        f.need_reference[r] = (
            own / reference_rent + tokens.at_reference[r] * served + other_need(p, s, r, 1.0) / allocation
        )
        paying = other_need(p, s, r, paying_rent[r] / reference_rent) / allocation
        f.need_cost[r] = own / paying_rent[r] + tokens.at_cost[r] * served + paying
        f.staff[r] = p.staff_share * f.training_spend[r]


@equation
def let(p: Any, f: Any, tokens: Any, discount: Any) -> None:
    """Wishes at a discount on the rent they were stated at, and how the whole need answers a rent."""
    for r in range(len(f.need)):
        cheap = discount[r]
        response = tokens.response[r]
        if cheap != 1.0:
            f.training_wish[r] /= cheap
            f.inference_wish[r] *= power(cheap, -response)
            f.other_wish[r] *= power(cheap, -p.nontoken_elasticity)
            tokens.wanted[r] *= power(cheap, -response)
            f.token_price[r] *= cheap
            f.fixed_price[r] *= cheap
        f.need[r] = f.training_wish[r] + f.inference_wish[r] + f.other_wish[r]
        f.unlocked[r] = f.inference_wish[r] * (tokens.unlocked[r] - 1.0)
        answer = f.training_wish[r] + response * f.inference_wish[r]
        answer += p.nontoken_elasticity * f.other_wish[r]
        f.elasticity[r] = ratio(answer, f.need[r], 1.0)


@equation
def other_need(p: Any, s: Any, r: int, dear: float) -> float:
    """Need of recommenders and other work, million H100e, at `dear` times the reference rent."""
    return p.nontoken[r] * s.nontoken_index * power(dear, -p.nontoken_elasticity)


@equation
def run(p: Any, s: Any, f: Any, chips: Any, met: Any, allocation: float, goodput: float) -> None:
    """Served compute, rationed in proportion, and what it trains."""
    total = 0.0
    for r in range(len(f.need)):
        f.training[r] = f.training_wish[r] * met[r]
        f.inference[r] = f.inference_wish[r] * met[r]
        f.other[r] = f.other_wish[r] * met[r]
        year = allocation * 1e6 * H100E * YEAR
        f.training_compute[r] = f.training[r] * year
        f.inference_compute[r] = f.inference[r] * year
        f.inference_share[r] = ratio(f.inference[r], f.inference[r] + f.training[r], 0.0)
        f.token_capacity[r] = chips.runnable[r] * allocation / f.token_compute[r] * 1e15
        total += f.training_compute[r]
    f.largest_run = run_size(total, p.run_fraction * p.utilisation * goodput)
    for m in range(len(f.target)):
        f.target[m] = capability(f.largest_run, p.families.run_share[m], s.algorithmic)
        f.reliability_target[m] = reliability(
            p.families.reliability[m],
            p.scale_gain,
            s.capability[m],
            p.families.reasoning[m],
            p.reasoning_steps,
            p.grounding_gain,
            p.grounding,
        )


@equation
def rates(s: Any, f: Any, d: Any) -> None:
    """Hand the targets to the integrator; a model once trained is not unlearned."""
    for m in range(len(f.target)):
        d.capability_target[m] = max(s.capability[m], f.target[m])
        d.reliability_target[m] = f.reliability_target[m]


@equation
def advance(p: Any, s: Any, d: Any, clock: Any, h: float, n: Any) -> None:
    """Move the stocks over a step of `h` years; `n` takes the new state."""
    if clock.since < 0.0:
        n.serving_index = s.serving_index * math.exp(h * math.log(p.serving_efficiency))
    else:
        n.serving_index = s.serving_index * faded_growth(p.serving_efficiency, p.serving_fade, clock.since, h)
    n.algorithmic = s.algorithmic + h * log10(p.algorithmic_growth)
    n.race_index = s.race_index * math.exp(h * clock.after * p.race_growth)
    n.nontoken_index = s.nontoken_index * math.exp(h * clock.after * p.nontoken_growth)
    for m in range(len(s.capability)):
        n.capability[m] = approached(s.capability[m], d.capability_target[m], p.deployment_lag, h)
        n.reliability[m] = approached(s.reliability[m], d.reliability_target[m], p.deployment_lag, h)
