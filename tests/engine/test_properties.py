"""Rules that hold anywhere in the box of allowed inputs, whatever the numbers."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stackdesk.engine import Result, Runner
from stackdesk.scenario import SHIPPED, WORLD, Library, Scenario, reference
from tests.engine.box import Box, Change, apart, numbers, worst

SIGNED = {
    "capital.trend": "a logarithm",
    "capital.growth": "a growth, negative in a bust",
    "chips.book_growth": "a growth",
    "infrastructure.growth": "a growth",
    "models.capability": "a logarithm over GPT-4's",
    "models.target": "the same",
}
"""What may be negative, and why."""

assert SHIPPED.folder is not None
FOLDER = SHIPPED.folder / "2026.2"

PARAMETERS = list(reference().catalogue.parameters.values())
REGIONS = reference().catalogue.regions


def broken(result: Result) -> list[str]:
    """Say which rules a run breaks."""
    found = []
    for records in (result.states, result.flows):
        for name, values in numbers(records):
            if not np.isfinite(values).all():
                found.append(f"{name}: not finite")
            elif name not in SIGNED and values.min() < 0.0:
                found.append(f"{name}: {values.min():.3g}")
    return found + worst(balances(result))


def balances(result: Result) -> list[tuple[str, float]]:
    """Give what must balance in every quarter: chips, compute, trade, electricity, tokens, money."""
    stocks, chips, capital = result.states["chips"], result.flows["chips"], result.flows["capital"]
    here = stocks["fleet"][..., 0].sum(-1) + stocks["transit"][..., 0].sum(-1) + stocks["retired"]
    models = result.flows["models"]
    work = models["training"] + models["inference"] + models["other"]
    energy, tokens = result.flows["energy"], result.flows["applications"]
    over = result.world("capital.capex") - result.world("capital.budget")
    return [
        ("chips by region", apart(stocks["sold"] - stocks["sold"][0], here - here[0], 1.0)),
        ("chips stand or run", apart(chips["in_operation"] + chips["idle"], chips["fleet"], 1.0)),
        ("compute served runs", apart(work.sum(1), chips["in_operation"].sum(1), 1e-3)),
        ("imports are exports", apart(capital["imports"].sum(1), capital["exports"].sum(1), 1e-3)),
        ("electricity by source", apart(energy["by_source"].sum(2), energy["electricity_use"], 1e-3)),
        ("tokens above need", float((tokens["delivered"] / np.maximum(tokens["wanted"], 1.0)).max()) - 1.0),
        ("capex above budget", float((over / np.maximum(result.world("capital.budget"), 1.0)).max())),
    ]


@pytest.mark.parametrize("limit", ["low", "high"])
@pytest.mark.parametrize("layer", ["energy", "chips", "infrastructure", "models", "applications", "capital"])
def test_every_parameter_may_stand_at_its_limit(coarse: Box, layer: str, limit: str) -> None:
    """Odd ones over all years, so that stocks start there too; even ones from the present on."""
    wrong = {}
    for index, parameter in enumerate(one for one in PARAMETERS if one.layer == layer):
        change = Change(parameter.address, getattr(parameter, limit), history=index % 2 == 1)
        if found := broken(coarse.run(change)):
            wrong[change] = found
    assert wrong == {}


@st.composite
def anywhere(draw: st.DrawFn) -> Change:
    """Draw one parameter set anywhere between its limits, more often at them."""
    parameter = draw(st.sampled_from(PARAMETERS))
    share = draw(st.sampled_from([0.0, 1.0]) | st.floats(0.0, 1.0))
    region = draw(st.none() | st.sampled_from(REGIONS))
    value = parameter.low + (parameter.high - parameter.low) * share
    return Change(parameter.address, value, region, draw(st.booleans()))


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(changes=st.lists(anywhere(), min_size=1, max_size=60))
def test_anything_may_be_set_together(coarse: Box, changes: list[Change]) -> None:
    assert broken(coarse.run(*changes)) == []


# ------------------------------------------------------------------------------------------ what follows


def every(box: Box, ending: str, value: float) -> list[Change]:
    """Set every parameter whose address ends so, over all years."""
    return [Change(address, value, history=True) for address in box.parameters if address.endswith(ending)]


def test_without_any_need_nothing_is_ordered(box: Box) -> None:
    still = every(box, ".adoption", 0.0) + every(box, "applications.innovation", 0.0)
    still += every(box, "models.race_budget", 0.0) + every(box, "models.nontoken", 0.0)
    result = box.run(*still)
    infrastructure = result.flows["infrastructure"]
    assert infrastructure["requests"].max() == 0.0
    assert infrastructure["hall_starts"].max() == 0.0
    assert result.flows["chips"]["orders"].max() == 0.0
    assert result.flows["energy"]["starts"].max() == 0.0
    assert result.world("applications.tokens_delivered").max() == 0.0
    assert broken(result) == []


@pytest.mark.parametrize("history", [True, False])
def test_without_capital_nothing_grows(box: Box, history: bool) -> None:
    """Halls, plant and fleet only wear out, once late halls and chips on their way have come."""
    nothing = [Change(one, 0.0, history=history) for one in ("capital.external", "capital.revenue_share")]
    result = box.run(*nothing)
    after = result.years >= (2023.0 if history else 2026.75)
    year_later = result.years >= (2024.0 if history else 2027.75)
    chips = result.states["chips"]
    assert result.world("capital.capex")[after].max() == 0.0
    assert np.ptp(chips["sold"].sum(1)[after]) == 0.0
    plant = result.states["energy"]["capacity"].sum(axis=(1, 2))
    for stock in (
        result.world("infrastructure.shell_capacity"),
        plant,
        chips["fleet"][..., 0].sum(axis=(1, 2)),
    ):
        assert (np.diff(stock[year_later]) <= 0.0).all()


def test_more_capital_never_buys_fewer_chips(box: Box) -> None:
    """While money is short in most years; above that, swings of building decide, not the budget."""
    sold = [
        box.run(Change("capital.external", float(money))).world("chips.sold")
        for money in range(200, 801, 100)
    ]
    for poorer, richer in pairwise(sold):
        assert (richer >= poorer * (1.0 - 1e-9)).all()


@pytest.mark.parametrize("money", [100.0, 300.0, 500.0, 900.0])
def test_chips_that_are_delivered_are_paid(box: Box, money: float) -> None:
    """Suppliers earn what the build-out spends on chips, also where the budget cuts orders."""
    result = box.run(Change("capital.external", money))
    share = box.inputs.parameters["chips"]["supplier_share"][:: box.inputs.every]
    earned = result.world("chips.accelerator_revenue") / share
    assert apart(result.world("capital.capex.chips"), earned, 1e-3) < 1e-9


def test_prices_clear_in_the_baseline(baseline: Result) -> None:
    later = baseline.years >= 2027.0
    needed, delivered = (baseline[f"applications.tokens_{word}"][later] for word in ("needed", "delivered"))
    assert (needed.sum(1) / delivered.sum(1)).max() < 3.0
    assert (needed / delivered).max() < 3.0


def test_less_than_half_of_the_fleet_stands_idle_in_the_baseline(baseline: Result) -> None:
    idle, running = baseline["chips.idle"], baseline["chips.in_operation"]
    assert (idle / (idle + running)).max() < 0.5


def test_regions_may_stand_in_any_order(baseline: Result, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "2026.2")
    lists = tmp_path / "2026.2" / "lists.toml"
    head, *items = re.split(r"(?m)^(?=\[\[)", lists.read_text(encoding="utf-8"))
    items.sort(key=lambda item: item if item.startswith("[[region]]") else "", reverse=True)
    lists.write_text(head + "".join(items), encoding="utf-8")
    other = Runner("compiled").run(Scenario(Library(tmp_path).open("2026.2")))
    assert other.regions != baseline.regions
    for address in baseline.addresses:
        for region in (WORLD, *baseline.regions):
            one, two = baseline.get(address, region), other.get(address, region)
            if address.startswith("binding"):
                assert (one == two).all()
            else:
                assert np.abs(one - two).max() <= 1e-9 * np.abs(one).max() + 1e-12, (address, region)
