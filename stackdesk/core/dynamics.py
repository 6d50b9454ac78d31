"""Equations that every room uses: safe division, lags, third-order delays, S-curves."""

from __future__ import annotations

import math

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
def stage_held(before: float, inflow: float, tau: float, h: float, speed: float) -> float:
    """Give what a stage of a delay holds after a step when it moves at `speed` (0 to 1) of its pace.

    The outflow is `speed` times the exact one of a first-order stage, so nothing is lost and the
    stage never moves more than it holds.
    """
    free = lagged(before, inflow, tau, h)
    return before + h * inflow - speed * (before + h * inflow - free)


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

    `factor^(h exp(-since / fade))` with the years since the present; 1 before it (since < 0).
    """
    if since < 0.0:
        return 1.0
    return math.exp(h * math.exp(-since / fade) * math.log(factor))


@equation
def weibull_hazard(age: float, mean_life: float) -> float:
    """Give the retirement rate, 1/yr, of a vintage: Weibull with shape 3 and the given mean life.

    `h = (3/b) (age/b)^2`, scale `b = mean / Gamma(4/3)`; validity: age and mean in years above zero.
    """
    scale = mean_life / 0.8929795
    return 3.0 / scale * (age / scale) * (age / scale)
