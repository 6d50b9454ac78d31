"""Ensembles: what varies and by how much, that history stands, and that samples are repeatable."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stackdesk.engine import Result, Runner, run
from stackdesk.engine.bands import BATCH, Bands, Tally, steadied
from stackdesk.engine.drawing import shares
from stackdesk.engine.ensemble import Column, Ensemble, every_column
from stackdesk.engine.varied import Varied, variation, varied
from stackdesk.scenario import Scenario, Uncertainty, reference

GROWTH = "chips.performance_growth"
LOSSES = "energy.losses"
LEAD = "infrastructure.connection.lead_time"
LIMIT = "infrastructure.connection.build_limit"
REST = "energy.rest_growth"
RUNNING: Column = ("infrastructure.running_load", "World")
WANTED: tuple[Column, ...] = (RUNNING, ("applications.tokens_delivered", "us"), ("energy.price", "World"))


@pytest.fixture(scope="module")
def plain() -> Scenario:
    """Give the newest reference as it stands."""
    return Scenario(reference())


@pytest.fixture(scope="module")
def ensemble(plain: Scenario) -> Ensemble:
    """Give its ensemble."""
    return Ensemble(plain, 1, Runner("compiled"))


def found(scenario: Scenario, address: str) -> Varied:
    """Give how a parameter varies, by a judged range too."""
    one = variation(scenario, address, every=True)
    assert one is not None
    return one


def only(scenario: Scenario, address: str, low: float, high: float) -> Scenario:
    """Fix everything but one parameter, which lies between two ends."""
    fixed = {one.address: Uncertainty() for one in varied(scenario)}
    return replace(scenario, uncertainty={**fixed, address: Uncertainty(low, high, "uniform", (0.0, 1.0))})


# -------------------------------------------------------------------------------------------- what varies


def test_assumptions_vary_by_their_published_range(plain: Scenario) -> None:
    entry, one = plain.reference.entry(LOSSES), found(plain, LOSSES)
    assert one.source == "reference"
    assert one.distribution.value(0.1) == pytest.approx(entry.low, rel=0.02)
    assert one.distribution.value(0.5) == pytest.approx(one.centre)
    assert one.distribution.value(0.9) == pytest.approx(entry.high, rel=0.02)


def test_a_policy_varies_only_where_the_scenario_says_so(plain: Scenario) -> None:
    assert plain.catalogue.parameter(LIMIT).quantity.kind == "policy"
    assert variation(plain, LIMIT) is None
    told = plain.with_uncertainty(LIMIT, Uncertainty(40.0, 60.0, "uniform", (0.0, 1.0)))
    assert found(told, LIMIT).source == "scenario"


def test_what_the_scenario_says_holds_as_it_is_written(plain: Scenario) -> None:
    told = plain.with_uncertainty(GROWTH, Uncertainty(1.3, 1.6, "lognormal", (0.1, 0.9)))
    for one in (found(told, GROWTH), found(told.with_value(GROWTH, 1.2), GROWTH)):
        assert (one.distribution.value(0.1), one.distribution.value(0.9)) == pytest.approx(
            (1.3, 1.6), rel=1e-3
        )


def test_what_is_fixed_does_not_vary(plain: Scenario) -> None:
    assert variation(plain, GROWTH) is not None
    assert variation(plain.with_uncertainty(GROWTH, Uncertainty()), GROWTH) is None


def test_a_changed_parameter_keeps_its_relative_width(plain: Scenario) -> None:
    before, after = (
        found(plain, LOSSES),
        found(plain.with_value(LOSSES, 0.08), LOSSES),
    )
    assert after.distribution.low / after.centre == pytest.approx(before.distribution.low / before.centre)
    assert after.distribution.high / after.centre == pytest.approx(before.distribution.high / before.centre)


def test_a_changed_rate_that_may_be_negative_keeps_its_distances(plain: Scenario) -> None:
    before, after = found(plain, REST), found(plain.with_value(REST, -0.01), REST)
    assert after.distribution.high - after.centre == pytest.approx(before.distribution.high - before.centre)


# ------------------------------------------------------------------------------------------------ samples


def test_a_range_that_nobody_published_waits_to_be_asked_for(plain: Scenario) -> None:
    by_basis = dict.fromkeys(("measured", "derived", "assumed", "fitted"), False)
    for one in varied(plain, every=True):
        by_basis[plain.reference.entry(one.address).basis] |= variation(plain, one.address) is not None
    assert by_basis == {"measured": True, "derived": True, "assumed": False, "fitted": False}


def test_shares_of_one_whole_keep_their_sum(plain: Scenario) -> None:
    ensemble = Ensemble(plain, 1, Runner("compiled"), every=True)
    (group,) = {
        id(one): one for one in ensemble.scenario.reference.shares.values() if not one.whole.relative
    }.values()
    names = [one.address for one in ensemble.varied]
    mine = [names.index(address) for address, _ in group.members if address in names]
    assert len(mine) > 2
    ratios, _ = ensemble.change.moves(shares(names, 1, 0, 200))
    drawn = ratios[:, mine] * np.array([ensemble.varied[number].centre for number in mine])
    assert drawn.std(axis=0).min() > 0.0
    sums = drawn.sum(axis=1)
    if group.whole.rest:
        assert sums.max() <= 1.0 + 1e-9
    else:
        assert sums == pytest.approx(group.total)


def test_history_is_the_runs_own(ensemble: Ensemble) -> None:
    tally = Tally(ensemble, WANTED, 16)
    tally.add(ensemble.draw(0, 16, WANTED))
    bands = tally.bands()
    past = ensemble.base.years < ensemble.scenario.present
    for column, course in bands.quantiles.items():
        assert (course[:, past] == ensemble.base.get(*column)[past]).all()
        assert (course[4] > course[0])[~past].any()


def test_with_nothing_to_vary_every_sample_is_the_run(plain: Scenario) -> None:
    fixed = replace(plain, uncertainty={one.address: Uncertainty() for one in varied(plain)})
    still = Ensemble(fixed, 1, Runner("compiled"))
    draws = still.draw(0, 3, WANTED)
    for number, column in enumerate(WANTED):
        expected = still.base.get(*column)[still.row :, None]
        assert draws.numbers[number] == pytest.approx(np.tile(expected, 3), rel=1e-6)


@pytest.mark.parametrize(
    ("address", "low", "high"), [(GROWTH, 1.3, 1.6), (LIMIT, 40.0, 60.0), (LEAD, 2.0, 6.0)]
)
def test_a_sample_is_what_the_scenario_with_its_value_gives(
    plain: Scenario, address: str, low: float, high: float
) -> None:
    one = Ensemble(only(plain, address, low, high), 1, Runner("compiled"))
    draws = one.draw(0, 2, WANTED)
    for sample in range(2):
        value = found(one.scenario, address).distribution.value(shares([address], 1, 0, 2)[sample, 0])
        told = run(plain.with_value(address, value), engine="compiled")
        for number, column in enumerate(WANTED):
            assert draws.numbers[number, :, sample] == pytest.approx(told.get(*column)[one.row :], rel=1e-5)


def test_a_sample_does_not_depend_on_the_others(ensemble: Ensemble) -> None:
    together, alone = ensemble.draw(0, 12, WANTED), ensemble.draw(7, 2, WANTED[:1])
    assert np.array_equal(together.numbers[:1, :, 7:9], alone.numbers)


def test_turned_to_another_and_back_it_gives_the_same(ensemble: Ensemble, plain: Scenario) -> None:
    before = ensemble.draw(0, 4, WANTED)
    ensemble.turn_to(plain.with_value(GROWTH, 1.2))
    other = ensemble.draw(0, 4, WANTED)
    ensemble.turn_to(plain)
    again = ensemble.draw(0, 4, WANTED)
    assert np.array_equal(before.numbers, again.numbers)
    assert not np.array_equal(before.numbers, other.numbers)


def test_the_runs_own_inputs_are_left_as_they_were(ensemble: Ensemble) -> None:
    ensemble.draw(0, 2, WANTED)
    result: Result = ensemble.runner.run(ensemble.scenario)
    assert result.world(RUNNING[0]) == pytest.approx(ensemble.base.world(RUNNING[0]), rel=1e-12)


def test_every_series_has_its_columns(ensemble: Ensemble) -> None:
    columns = every_column(ensemble.base)
    assert {address for address, _ in columns} == set(ensemble.base.catalogue.series)
    draws = ensemble.draw(0, 1, columns)
    assert np.isfinite(draws.numbers).all()


# -------------------------------------------------------------------------------------------------- bands


def test_quantiles_are_those_of_the_samples(ensemble: Ensemble) -> None:
    draws = ensemble.draw(0, 48, WANTED)
    tally = Tally(ensemble, WANTED, 48)
    for start in (0, 16, 32):
        tally.add(
            replace(
                draws, first=start, numbers=draws.numbers[:, :, start : start + 16], binds=draws.binds // 3
            )
        )
    numbers = draws.numbers[0].astype(float)
    expected = np.quantile(numbers, (0.05, 0.25, 0.5, 0.75, 0.95), axis=1)[:, 1:]
    assert tally.bands().quantiles[RUNNING][:, ensemble.row + 1 :] == pytest.approx(expected, rel=1e-5)


def test_many_samples_are_sorted_batch_by_batch(ensemble: Ensemble) -> None:
    rng = np.random.default_rng(0)
    draws = ensemble.draw(0, 1, WANTED[:1])
    tally = Tally(ensemble, WANTED[:1], 3 * BATCH)
    rows = draws.numbers.shape[1]
    for _ in range(3 * BATCH // 512):
        numbers = rng.normal(10.0, 1.0, (1, rows, 512)).astype(np.float32)
        tally.add(replace(draws, numbers=numbers, binds=np.zeros_like(draws.binds)))
    found_here = tally.bands().quantiles[RUNNING][:, ensemble.row + 1 :].mean(axis=1)
    assert tally.count == 3 * BATCH
    assert found_here == pytest.approx([8.355, 9.326, 10.0, 10.674, 11.645], abs=0.02)


def test_shares_of_binding_add_up(ensemble: Ensemble) -> None:
    tally = Tally(ensemble, WANTED, 32)
    tally.add(ensemble.draw(0, 32, WANTED))
    for layers in tally.bands().binding.values():
        assert sum(layers.values()) == pytest.approx(np.ones(len(ensemble.base.years)))
    bound = ensemble.base.get("binding.layer", "World")[0]
    assert tally.bands().binding["World"][bound][0] == 1.0


def test_few_samples_are_steadied_by_what_many_gave_close_by(ensemble: Ensemble, plain: Scenario) -> None:
    def banded(count: int) -> Bands:
        tally = Tally(ensemble, WANTED, count)
        tally.add(ensemble.draw(0, count, WANTED))
        return tally.bands()

    few, many = banded(32), banded(512)
    ensemble.turn_to(plain.with_value("chips.life", 5.2))
    other_few, other_many = banded(32), banded(512)
    ensemble.turn_to(plain)
    steady = steadied(other_few, few, many)
    for column in WANTED:
        rough_gap = np.abs(other_few.quantiles[column] - other_many.quantiles[column]).mean()
        assert np.abs(steady.quantiles[column] - other_many.quantiles[column]).mean() < rough_gap / 2.0
        assert (np.diff(steady.quantiles[column], axis=0) >= 0.0).all()
