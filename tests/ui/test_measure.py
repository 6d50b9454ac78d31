"""Rulers: positions, steps, reach; and how typed numbers are read."""

from __future__ import annotations

import pytest

from stackdesk.scenario import SHIPPED
from stackdesk.ui.measure import Measure, Shape
from stackdesk.ui.subject import subject
from stackdesk.ui.valuebox import read_number
from stackdesk.ui.view import WORLD

LINEAR = Measure(0.25, 8.0, 0.05, log=False)
LOG = Measure(1.0, 1000.0, 0.5, log=True)


@pytest.mark.parametrize(
    "ruler", [LINEAR, LOG, Measure(0.0, 1e5, 0.1, log=True), Measure(0, 1e9, 0.1, log=False)]
)
def test_ends_are_exact_and_positions_ascend(ruler: Measure) -> None:
    assert ruler.value(0) == ruler.low
    assert ruler.value(ruler.positions) == ruler.high
    values = [ruler.value(round(ruler.positions * share / 50)) for share in range(51)]
    assert values == sorted(values)


@pytest.mark.parametrize("value", [0.25, 2.6, 4.0, 8.0])
def test_a_value_on_a_step_survives_the_slider(value: float) -> None:
    assert LINEAR.value(LINEAR.position(value)) == pytest.approx(value, abs=1e-12)


def test_steps_leave_no_binary_dust() -> None:
    value = 0.25
    for _ in range(40):
        value = LINEAR.stepped(value, 1.0)
    assert value == 2.25
    assert LINEAR.stepped(2.25, 0.1) == 2.255


def test_steps_stop_at_the_limits() -> None:
    assert LINEAR.stepped(7.99, 10.0) == 8.0
    assert LOG.stepped(1.001, -10.0) == 1.0


def test_a_logarithmic_step_multiplies() -> None:
    assert LOG.stepped(100.0, 1.0) == pytest.approx(107.0)
    assert LOG.stepped(100.0, -10.0) == pytest.approx(50.1)


def test_reach_is_the_whole_ruler_unless_limits_are_far_apart() -> None:
    assert LINEAR.around((2.0, 7.0), (4.0, 4.0)) is LINEAR
    far = Measure(0.0, 2100.0, 0.5, log=False)
    near = far.around((20.0, 50.0), (31.0, 31.0))
    assert (near.low, near.high) == (0.0, 80.0)
    assert far.around((20.0, 50.0), (31.0, 500.0)).high > 500.0
    assert far.around(None, (31.0, 31.0)).high < 200.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.6", 2.6),
        ("2.6 yr", 2.6),
        ("−1.5", -1.5),
        ("1,152", 1152.0),
        ("100k", 1e5),
        ("7.1 × 10³⁰", 7.1e30),
        ("nonsense", None),
        ("", None),
        ("nan", None),
    ],
)
def test_typed_numbers(text: str, value: float | None) -> None:
    assert read_number(text, Shape(1.0, "yr"), "yr") == value


@pytest.mark.parametrize(("text", "value"), [("34", 0.34), ("34 %", 0.34), ("33.3", 0.333)])
def test_shares_are_typed_as_they_read(text: str, value: float) -> None:
    assert read_number(text, Shape(100.0, "%"), "1") == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("30 months", "years", 2.5),
        ("500 MW", "GW", 0.5),
        ("2 TW", "GW", 2000.0),
        ("900 GWh/yr", "TWh/yr", 0.9),
    ],
)
def test_other_units_of_the_same_kind_are_read(text: str, unit: str, value: float) -> None:
    assert read_number(text, Shape(1.0, unit), unit) == pytest.approx(value)


def test_a_step_suits_what_is_published_in_every_region() -> None:
    for version in SHIPPED.versions():
        known = SHIPPED.open(version)
        for address, parameter in known.catalogue.parameters.items():
            for region in (WORLD, *(known.catalogue.regions if parameter.quantity.regional else ())):
                one = subject(known, address, region)
                around, ruler = one.published, one.measure
                if around is None or around[1] <= around[0]:
                    continue
                moved = ruler.stepped(around[0], 1.0) - around[0]
                assert 0.0 < moved <= (around[1] - around[0]) / 3.0, (version, address, region)


def test_a_step_that_suits_is_left_as_it_is_declared() -> None:
    ruler = Measure(0.0, 10.0, 0.25, log=False)
    assert ruler.suited(2.0) is ruler
    assert ruler.suited(0.0) is ruler
    assert ruler.suited(0.5).step == 0.02
    assert Measure(1.0, 100.0, 5.0, log=True).suited(1e-3).step == 5.0
