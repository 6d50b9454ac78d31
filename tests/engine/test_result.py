"""Results: World values worked by hand, values between quarters, what binds over time, errors."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from stackdesk.core.errors import AddressError
from stackdesk.engine import Result, Stretch

SUMS = ("infrastructure.running_load", "chips.sold", "capital.capex", "applications.tokens_delivered")
MEANS = {
    "infrastructure.rental_price": "infrastructure.running_load",
    "energy.price": "energy.electricity_use",
    "models.token_price": "applications.tokens_delivered",
    "infrastructure.connection_wait": "infrastructure.connected",
}


@pytest.mark.parametrize("address", SUMS)
def test_an_amount_of_the_world_is_the_sum_of_its_regions(baseline: Result, address: str) -> None:
    by_hand = [sum(row) for row in baseline[address].tolist()]
    assert baseline.world(address).tolist() == pytest.approx(by_hand)


@pytest.mark.parametrize(("address", "weight"), MEANS.items())
def test_a_price_of_the_world_is_a_weighted_mean(baseline: Result, address: str, weight: str) -> None:
    for quarter in (0, 20, 68):
        values, weights = baseline[address][quarter].tolist(), baseline[weight][quarter].tolist()
        products = [value * part for value, part in zip(values, weights, strict=True)]
        assert baseline.world(address)[quarter] == pytest.approx(sum(products) / sum(weights))


def test_weights_of_a_list_are_those_of_the_item(baseline: Result) -> None:
    """Adoption is weighed by the sector's own potential users."""
    users = baseline["applications.potential.legal"][10]
    adoption = baseline["applications.adoption.legal"][10]
    by_hand = float((users * adoption).sum() / users.sum())
    assert baseline.at("applications.adoption.legal", 2025.5) == pytest.approx(by_hand)


def test_a_mean_without_any_weight_is_the_plain_one(baseline: Result) -> None:
    """Tokens are priced even where none are delivered."""
    flows = baseline.flows.copy()
    flows["applications"]["delivered"][:] = 0.0
    nothing = replace(baseline, flows=flows, _worlds={})
    assert nothing.world("models.token_price") == pytest.approx(baseline["models.token_price"].mean(axis=1))


def test_what_has_no_regions_is_the_same_everywhere(baseline: Result) -> None:
    assert baseline["capital.budget"].shape == (69, 1)
    assert (baseline.region("capital.budget", "us") == baseline.world("capital.budget")).all()


def test_every_series_can_be_read(baseline: Result) -> None:
    assert len(baseline.years) == 69
    for address in baseline.addresses:
        assert baseline.world(address).shape == (69,), address
        assert baseline[address].shape in ((69, 7), (69, 1)), address


def test_values_between_quarters_lie_on_a_line(baseline: Result) -> None:
    two, three = baseline.world("chips.sold")[[12, 13]]
    assert baseline.years[12] == 2026.0
    assert baseline.at("chips.sold", 2026.0) == two
    assert baseline.at("chips.sold", 2026.1) == pytest.approx(two + 0.4 * (three - two))
    assert baseline.at("chips.sold", 2050.0) == baseline.world("chips.sold")[-1]


def test_a_text_holds_until_the_next_quarter(baseline: Result) -> None:
    layers = baseline.region("binding.layer", "us")
    change = int(np.flatnonzero(layers[1:] != layers[:-1])[0]) + 1
    year = float(baseline.years[change])
    assert baseline.at("binding.layer", year, "us") == layers[change]
    assert baseline.at("binding.layer", year - 0.01, "us") == layers[change - 1]


def binding(result: Result, layers: list[float], causes: list[float]) -> tuple[Stretch, ...]:
    """Give what binds where the first region's layers and causes are these, a quarter each."""
    flows = result.flows[: len(layers)].copy()
    flows["capital"]["layer"][:, 0], flows["capital"]["cause"][:, 0] = layers, causes
    short = replace(result, flows=flows, years=result.years[: len(layers)], _worlds={})
    return short.binding(result.regions[0])


def test_quarters_of_one_layer_and_cause_are_one_stretch(baseline: Result) -> None:
    """Energy, then chips for want of packaging, then of memory; the last quarter ends the span."""
    found = binding(baseline, [1, 1, 2, 2, 2, 2], [0, 0, 1, 1, 2, 2])
    assert [(one.start, one.end, one.layer, one.cause) for one in found] == [
        (2023.0, 2023.5, "energy", "firm_power"),
        (2023.5, 2024.0, "chips", "packaging"),
        (2024.0, 2024.25, "chips", "memory"),
    ]
    assert found[0].label == baseline.cause_label("energy", "firm_power")


def test_stretches_cover_the_span_without_gaps(baseline: Result) -> None:
    for region in ("World", *baseline.regions):
        found = baseline.binding(region)
        assert found[0].start == 2023.0
        assert found[-1].end == 2040.0
        assert all(one.end == two.start for one, two in pairwise(found))


def test_unknown_names_are_told(baseline: Result) -> None:
    with pytest.raises(AddressError, match=r"chips\.sould: no such series"):
        baseline["chips.sould"]
    with pytest.raises(AddressError, match=r"chips\.sould: no such series"):
        baseline.world("chips.sould")
    with pytest.raises(AddressError, match=r"mars: no such region; there are us, china"):
        baseline.region("chips.sold", "mars")
    with pytest.raises(AddressError, match=r"mars"):
        baseline.at("chips.sold", 2030.0, "mars")


def test_capital_is_told_where_it_cuts_orders(baseline: Result) -> None:
    cut = baseline.capital_cut()
    assert (cut == (baseline.world("capital.funded") < 0.995)).all()
