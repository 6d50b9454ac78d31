"""Equations that every room uses: safe division, lags, third-order delays, S-curves."""

from __future__ import annotations

import math
from typing import Any

from stackdesk.core.equation import equation


@equation
def ratio(numerator: float, denominator: float, otherwise: float) -> float:
    """Divide, or give `otherwise` where the denominator is not above 1e-12."""
    if denominator > 1e-12:
        return numerator / denominator
    return otherwise


@equation
def between(low: float, value: float, high: float) -> float:
    """Hold a value between two limits."""
    if value < low:
        return low
    if value > high:
        return high
    return value


@equation
def lagged(value: float, inflow: float, tau: float, h: float) -> float:
    """Advance dx/dt = inflow - x/tau exactly over a step `h` (years) under a constant inflow.

    `x' = x exp(-h/tau) + inflow tau (1 - exp(-h/tau))`; never negative for inflow >= 0.
    """
    kept = math.exp(-h / tau)
    return value * kept + inflow * tau * (1.0 - kept)


@equation
def approached(value: float, target: float, tau: float, h: float) -> float:
    """Advance dx/dt = (target - x)/tau exactly over a step `h` under a constant target."""
    return target + (value - target) * math.exp(-h / tau)


@equation
def passed_on(before: float, inflow: float, after: float, h: float) -> float:
    """Give the mean outflow of a stage over a step: what came in and is not held any more."""
    return max(0.0, inflow + (before - after) / h)


@equation
def through(before: Any, after: Any, inflow: float, lead_time: float, h: float, speed: float) -> float:
    """Move a third-order delay over a step and give its mean outflow.

    The three stages in `before` advance exactly under the constant inflow of each, with a mean of
    `lead_time` years in all; `after` takes them. Work that moves at `speed` (0 to 1) of its pace
    gives `speed` times the outflow, so nothing is lost and no stage moves more than it holds.
    """
    tau = lead_time / 3.0
    kept = math.exp(-h / tau)
    for k in range(3):
        held = before[k] + h * inflow
        free = before[k] * kept + inflow * tau * (1.0 - kept)
        out = max(0.0, speed * (held - free) / h)
        after[k] = max(0.0, held - h * out)
        inflow = out
    return inflow


@equation
def booked(before: Any, after: Any, booking: float, lead_time: float, h: float, kept: float) -> None:
    """Carry what a limit refused through the order's own delay into a memory of one year.

    The first three places are the delay, the fourth the memory, from which the cause is read;
    `kept` is the share of a memory that a step leaves, `exp(-h / 1 yr)`.
    """
    due = through(before, after, booking, lead_time, h, 1.0)
    after[3] = before[3] * kept + due * (1.0 - kept)


@equation
def logistic(x: float) -> float:
    """S-curve from 0 to 1, 0.5 at zero; argument limited so that exp never overflows."""
    return 1.0 / (1.0 + math.exp(-between(-40.0, x, 40.0)))


@equation
def power(base: float, exponent: float) -> float:
    """Raise a base above zero to any exponent; a base of zero or below counts as 1e-12."""
    return math.exp(exponent * math.log(max(base, 1e-12)))


@equation
def annuity(rate: float, years: float) -> float:
    """Capital recovery factor, 1/yr: `rate / (1 - (1 + rate)^-years)`, 1/years at zero rate."""
    if rate < 1e-6:
        return 1.0 / years
    return rate / (1.0 - power(1.0 + rate, -years))


@equation
def expected(today: float, growth: float, horizon: float, lead_time: float) -> float:
    """Extrapolate by a damped trend: `today exp(g horizon (1 - exp(-lead_time / horizon)))`.

    Growth in 1/yr fades with the horizon in years, so a short boom carried over a nuclear plant's
    lead time stays finite (Gardner and McKenzie 1985, damped trend).
    """
    return today * math.exp(growth * horizon * (1.0 - math.exp(-lead_time / horizon)))


@equation
def faded_growth(factor: float, fade: float, since: float, h: float) -> float:
    """Growth over a step of `h` years at a yearly factor that fades after the present.

    The exact integral, `factor^(fade (exp(-since / fade) - exp(-(since + h) / fade)))`, with the years
    since the present; 1 before it (since < 0).
    """
    if since < 0.0:
        return 1.0
    years = fade * (math.exp(-since / fade) - math.exp(-(since + h) / fade))
    return math.exp(years * math.log(factor))


@equation
def weibull_hazard(age: float, mean_life: float) -> float:
    """Give the retirement rate, 1/yr, of a vintage: Weibull with shape 3 and the given mean life.

    `h = (3/b) (age/b)^2`, scale `b = mean / Gamma(4/3)`; validity: age and mean in years above zero.
    """
    scale = mean_life / 0.8929795
    return 3.0 / scale * (age / scale) * (age / scale)
