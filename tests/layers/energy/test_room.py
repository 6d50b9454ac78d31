"""The energy room: firm power, orders of plant, what power costs and emits."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.energy import ENERGY, advance, demand, per_token, rates, start, supply, use
from stackdesk.layers.energy.equations import ROUNDS, dispatch, firm_of, pass_on
from tests.layers.rooms import clock, furnished

GRID, NUCLEAR, ON_SITE = 0, 1, 2

NUMBERS: dict[str, Any] = {
    "losses": 0.1,
    "reserve": 0.0,
    "load_factor": 0.5,
    "rest_electricity": 100.0,
    "rest_growth": 0.0,
    "scarcity": 1.0,
    "scarcity_reserve": 0.1,
    "waiting_cost": 10.0,
    "choice": 0.05,
    "adjustment": 1.0,
    "grid.headroom": 10.0,
    "grid.additions": 0.0,
    "grid.price": 50.0,
    "grid.intensity": 400.0,
    "sources.capacity": 0.0,
    "sources.firm_share": [1.0, 0.9, 0.8],
    "sources.capacity_factor": [1.0, 0.9, 0.5],
    "sources.lead_time": [[1.0, 6.0, 2.0]],
    "sources.build_limit": [[0.0, 100.0, 100.0]],
    "sources.lifetime": 1e6,
    "sources.cost": [50.0, 90.0, 90.0],
    "sources.capital_cost": [0.0, 6000.0, 1000.0],
    "sources.running_cost": [50.0, 10.0, 40.0],
    "sources.intensity": [400.0, 10.0, 500.0],
    "sources.buyer_paid": [0.0, 0.5, 1.0],
    "sources.on_site": [0.0, 0.0, 1.0],
    "sources.turbines": [0.0, 0.0, 1.0],
    "sources.labour": [0.0, 2000.0, 500.0],
    "turbines.output": 60.0,
    "turbines.growth": 0.1,
    "turbines.other_demand": 60.0,
    "turbines.backlog": 150.0,
    "turbines.normal_backlog": 2.5,
    "turbines.price_response": 1.0,
}


def energy(**numbers: Any) -> SimpleNamespace:
    """Give a room of one region with grid, nuclear and on-site gas, at the start of 2023."""
    room = furnished(ENERGY, NUMBERS | {key.replace("__", "."): value for key, value in numbers.items()})
    start(room.p, room.s)
    return room


def asked(
    facility: float,
    growth: float = 0.0,
    wires: float = 1e3,
    wires_ahead: float = 0.0,
    wires_queued: float = 1e3,
) -> SimpleNamespace:
    """Give what infrastructure asks for, GW at the meter, with plenty of wires unless said."""
    return SimpleNamespace(
        facility=[facility],
        growth=[growth],
        horizon=1.5,
        wires=[wires],
        wires_ahead=[wires_ahead],
        wires_queued=[wires_queued],
    )


def test_firm_power_counts_accredited_capacity_less_losses() -> None:
    room = energy()
    room.s.capacity = [[0.0, 4.0, 2.0]]
    supply(room.p, room.s, room.f)

    # grid 10 x 0.9; nuclear 4 x 0.9 x 0.9; on-site 2 x 0.8 without losses
    assert room.f.firm_by_source[0] == pytest.approx([9.0, 3.24, 1.6])
    assert room.f.firm_power == pytest.approx([13.84])
    assert room.f.on_site == pytest.approx([1.6])


def test_plant_under_way_costs_money_and_work_evenly_over_its_lead_time() -> None:
    room = energy()
    room.s.pipe[0][NUCLEAR] = [1.0, 1.0, 1.0]
    supply(room.p, room.s, room.f)

    # 3 GW over 6 years: half a GW a year; 6,000 USD/kW, half paid by the buyer: 3 bn USD/GW
    assert room.f.pipeline == pytest.approx([3.0 * 0.81])
    assert room.f.spending == pytest.approx([1.5])
    assert room.f.labour == pytest.approx([1000.0])
    assert room.f.additions_ahead == pytest.approx([0.5 * 0.81])  # the last stage, 1 GW, within 2 years


def test_other_data_centres_take_connections_as_they_grow() -> None:
    room = energy(rest_growth=0.0876)
    supply(room.p, room.s, room.f)

    # 100 TWh x 8.76 % = 8.76 TWh = 1 GW on average, 2 GW connected
    assert room.f.rest_growth == pytest.approx([2.0])


def test_a_turbine_backlog_raises_lead_time_and_price() -> None:
    room = energy(turbines__backlog=300.0)
    supply(room.p, room.s, room.f)

    # 300 / 60 = 5 years, 2.5 more than normal: twice the price, 2 + 2.5 years for on-site gas
    assert room.f.turbine_wait == pytest.approx(5.0)
    assert room.f.turbine_price == pytest.approx(2.0)
    assert room.f.lead_time[0][1:] == pytest.approx([6.0, 4.5])


def test_a_turbine_backlog_raises_what_gas_plant_costs_and_no_other() -> None:
    room = energy(turbines__backlog=300.0)
    room.s.pipe[0] = [[0.0] * 3, [1.0, 1.0, 1.0], [0.0] * 3]
    supply(room.p, room.s, room.f)
    assert room.f.spending == pytest.approx([1.5])

    room.s.pipe[0] = [[0.0] * 3, [0.0] * 3, [1.5, 1.5, 1.5]]
    supply(room.p, room.s, room.f)
    assert room.f.spending == pytest.approx([1.3])  # 1 GW a year at 1,000 USD/kW x 1.3


def test_orders_close_the_gap_and_prefer_what_comes_sooner() -> None:
    room = energy()
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    # 20 - 9 = 11 GW; equal cost, 4 years' wait at 10 USD/MWh: e^(0.05 x 40) = e^2 to 1 for on-site gas
    on_site = 1.0 / (1.0 + math.exp(-2.0))
    assert room.f.wanted[0][ON_SITE] == pytest.approx(11.0 * on_site / 0.8)
    # nuclear power loses a tenth on the way to the campus
    assert room.f.wanted[0][NUCLEAR] == pytest.approx(11.0 * (1.0 - on_site) / (0.9 * 0.9))
    assert room.f.turbine_orders == pytest.approx(room.f.starts[0][ON_SITE])
    # on-site gas 1 bn USD/GW, all paid; nuclear 6, half paid
    assert room.f.capital_cost == pytest.approx([room.f.starts[0][ON_SITE] + 3.0 * room.f.starts[0][NUCLEAR]])


@pytest.mark.parametrize("source", [NUCLEAR, ON_SITE])
def test_what_is_ordered_closes_the_gap_once_it_stands(source: int) -> None:
    limit = [0.0, 0.0, 0.0]
    limit[source] = 100.0
    room = energy(sources__build_limit=[limit])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    room.s.capacity[0][source] = room.f.starts[0][source]  # a year of orders, all built
    supply(room.p, room.s, room.f)

    assert room.f.firm_power == pytest.approx([20.0])


def test_dear_turbines_turn_orders_away_from_gas() -> None:
    room = energy(turbines__backlog=300.0, sources__lead_time=[[1.0, 6.0, 3.5]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    # turbines twice as dear: gas 90 x 1.08 = 97.2, against 90; both take 6 years
    assert room.f.lead_time[0][1:] == pytest.approx([6.0, 6.0])
    assert room.f.weight[0][ON_SITE] / room.f.weight[0][NUCLEAR] == pytest.approx(math.exp(-0.05 * 7.2))
    # capital 1 bn USD/GW x 1.3 for gas, 6 x half for nuclear
    starts = room.f.starts[0]
    assert room.f.capital_cost == pytest.approx([1.3 * starts[ON_SITE] + 3.0 * starts[NUCLEAR]])


def test_plant_under_way_and_a_full_grid_leave_nothing_to_order() -> None:
    room = energy()
    room.s.pipe[0][NUCLEAR] = [5.0, 5.0, 5.0]  # 12.15 GW firm
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    assert room.f.wanted[0] == [0.0, 0.0, 0.0]


def test_a_reserve_is_ordered_beyond_the_load() -> None:
    room = energy(reserve=0.2, sources__build_limit=[[0.0, 0.0, 100.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    # 20 x 1.2 - 9 = 15 GW firm, 18.75 GW nameplate, all on-site
    assert room.f.starts[0] == pytest.approx([0.0, 0.0, 18.75])


def test_a_source_is_never_started_beyond_its_build_limit() -> None:
    room = energy(sources__build_limit=[[0.0, 0.0, 3.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    assert room.f.starts[0] == [0.0, 0.0, 3.0]
    assert room.f.wanted[0][ON_SITE] == pytest.approx(11.0 / 0.8)


def test_firm_power_of_a_gigawatt_counts_losses_of_what_comes_over_the_grid() -> None:
    room = energy(sources__on_site=[0.0, 0.5, 1.0])

    # nuclear, half of it on campus: 0.9 x (1 - 0.05); gas on campus 0.8
    assert [firm_of(room.p, g) for g in (GRID, NUCLEAR, ON_SITE)] == pytest.approx([0.9, 0.855, 0.8])


def firm_wanted(room: SimpleNamespace) -> float:
    """Give the firm power wanted of all sources of the region, GW."""
    return float(sum(room.f.wanted[0][g] * firm_of(room.p, g) for g in range(1, len(room.f.wanted[0]))))


def offered(limits: list[float], wanted: list[float], weights: list[float]) -> SimpleNamespace:
    """Give four sources with limits, weights and what is wanted of each, GW, before anything is passed on."""
    room = furnished(
        ENERGY,
        {
            "losses": 0.1,
            "sources.firm_share": [1.0, 0.9, 0.8, 0.5],
            "sources.on_site": [0.0, 0.0, 0.0, 0.0],
            "sources.build_limit": [[0.0, *limits]],
        },
        source=4,
    )
    room.f.wanted, room.f.weight = [[0.0, *wanted]], [[0.0, *weights]]
    room.f.starts = [[0.0, *(min(w, most) for w, most in zip(wanted, limits, strict=True))]]
    return room


def test_what_plant_on_campus_refuses_stays_its_own() -> None:
    """It may stand in for wires, which a plant elsewhere would need."""
    room = energy(sources__build_limit=[[0.0, 100.0, 3.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    assert room.f.starts[0][ON_SITE] == 3.0
    assert room.f.wanted[0][ON_SITE] > 3.0
    assert room.f.starts[0][NUCLEAR] == room.f.wanted[0][NUCLEAR]
    assert firm_wanted(room) == pytest.approx(11.0)
    assert room.f.turbine_orders == pytest.approx(3.0)


def test_gas_that_takes_what_others_refuse_needs_its_turbines_and_money() -> None:
    room = energy(sources__build_limit=[[0.0, 1.0, 100.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    gas = (11.0 - 0.81) / 0.8
    assert room.f.starts[0] == pytest.approx([0.0, 1.0, gas])
    assert room.f.turbine_orders == pytest.approx(gas)
    assert room.f.capital_cost == pytest.approx([gas + 3.0])


def test_what_is_refused_is_shared_by_weights() -> None:
    room = offered([2.0, 100.0, 100.0], [12.0, 1.0, 1.0], [5.0, 3.0, 1.0])
    pass_on(room.p, room.f, 0)

    # 10 GW refused, 8.1 firm: three quarters to one at 0.72 firm a GW, a quarter to one at 0.45
    expected = [0.0, 2.0, 1.0 + 6.075 / 0.72, 1.0 + 2.025 / 0.45]
    assert room.f.wanted[0] == room.f.starts[0] == pytest.approx(expected)


def test_what_is_refused_again_is_offered_again() -> None:
    room = offered([2.0, 1.5, 100.0], [12.0, 1.0, 1.0], [5.0, 3.0, 1.0])
    for _ in range(2):
        pass_on(room.p, room.f, 0)

    # of 8.1 GW firm the second source takes 0.36; all else goes to the third
    assert room.f.starts[0] == room.f.wanted[0] == pytest.approx([0.0, 2.0, 1.5, 1.0 + 7.74 / 0.45])


LIMITS = [[2.0, 100.0, 100.0], [2.0, 1.5, 100.0], [2.0, 1.5, 3.0], [0.0, 0.0, 0.0], [12.0, 0.5, 4.0]]


@pytest.mark.parametrize("rounds", [1, 2, ROUNDS, 10])
@pytest.mark.parametrize("limits", LIMITS)
def test_firm_power_wanted_is_conserved_and_limits_are_kept(limits: list[float], rounds: int) -> None:
    room = offered(limits, [12.0, 1.0, 6.0], [5.0, 3.0, 1.0])
    before = firm_wanted(room)
    for _ in range(rounds):
        started = list(room.f.starts[0])
        pass_on(room.p, room.f, 0)

        assert firm_wanted(room) == pytest.approx(before)
        for g, most in enumerate([0.0, *limits]):
            assert started[g] <= room.f.starts[0][g] <= most
            assert room.f.starts[0][g] <= room.f.wanted[0][g]


@pytest.mark.parametrize("limits", LIMITS)
def test_firm_power_is_refused_only_where_no_source_has_room(limits: list[float]) -> None:
    room = offered(limits, [12.0, 1.0, 6.0], [5.0, 3.0, 1.0])
    for _ in range(ROUNDS):
        pass_on(room.p, room.f, 0)

    possible = sum(most * firm_of(room.p, g) for g, most in enumerate(limits, start=1))
    started = sum(room.f.starts[0][g] * firm_of(room.p, g) for g in range(1, 4))
    assert started == pytest.approx(min(firm_wanted(room), possible))


def test_where_nothing_is_refused_nothing_is_passed_on() -> None:
    room = offered([12.0, 1.5, 6.0], [12.0, 1.0, 6.0], [5.0, 3.0, 1.0])
    pass_on(room.p, room.f, 0)

    assert room.f.wanted[0] == room.f.starts[0] == [0.0, 12.0, 1.0, 6.0]


def test_what_nobody_can_take_stays_wanted_of_those_that_refused_it() -> None:
    room = offered([2.0, 1.0, 3.0], [12.0, 1.0, 6.0], [5.0, 3.0, 1.0])
    pass_on(room.p, room.f, 0)

    assert room.f.wanted[0] == [0.0, 12.0, 1.0, 6.0]
    assert room.f.starts[0] == [0.0, 2.0, 1.0, 3.0]


@pytest.mark.parametrize(
    ("nuclear", "gas"), [(0.0, 0.0), (1.0, 3.0), (1.0, 100.0), (100.0, 1.0), (50.0, 50.0)]
)
def test_orders_ask_for_the_gap_whatever_the_limits(nuclear: float, gas: float) -> None:
    room = energy(sources__build_limit=[[0.0, nuclear, gas]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))

    assert firm_wanted(room) == pytest.approx(11.0 if nuclear + gas > 0.0 else 0.0)
    assert room.f.starts[0][NUCLEAR] <= nuclear
    assert room.f.starts[0][ON_SITE] <= gas
    assert room.f.turbine_orders == pytest.approx(room.f.starts[0][ON_SITE])
    assert room.f.capital_cost == pytest.approx([3.0 * room.f.starts[0][NUCLEAR] + room.f.starts[0][ON_SITE]])


def test_plant_on_campus_stands_in_for_wires_that_come_late() -> None:
    room = energy(grid__headroom=100.0)  # power enough, wires for 14 of 20 GW
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=14.0))

    # 6 GW on campus; a power plant elsewhere is of no use without wires
    assert room.f.wanted[0] == pytest.approx([0.0, 0.0, 6.0 / 0.8])
    assert room.f.turbine_orders == pytest.approx(6.0 / 0.8)
    assert room.f.capital_cost == pytest.approx([6.0 / 0.8])


def test_wires_in_the_queue_count_as_far_as_they_come_before_the_plant() -> None:
    room = energy(grid__headroom=100.0)
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=14.0, wires_ahead=1.25))

    # 1.25 GW a year over the 2 years that gas on campus takes: 16.5 of 20 GW
    assert room.f.wanted[0] == pytest.approx([0.0, 0.0, 3.5 / 0.8])

    demand(room.p, room.s, room.f, asked(20.0, wires=14.0, wires_ahead=3.0))
    assert room.f.wanted[0] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("queued", "counted"), [(0.0, 0.0), (1.5, 1.5), (2.5, 2.5), (9.0, 2.5)])
def test_no_more_wires_come_than_stand_in_the_queue(queued: float, counted: float) -> None:
    room = energy(grid__headroom=100.0)
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=14.0, wires_ahead=1.25, wires_queued=queued))

    # 1.25 GW a year over 2 years are 2.5 GW, if as many are queued
    assert room.f.wanted[0] == pytest.approx([0.0, 0.0, (6.0 - counted) / 0.8])


def test_plant_that_stands_or_is_under_way_on_campus_needs_no_wires() -> None:
    room = energy(grid__headroom=100.0)
    room.s.capacity[0] = [0.0, 4.0, 2.0]  # 1.6 GW firm on campus
    room.s.pipe[0][NUCLEAR] = [2.0, 2.0, 2.0]
    room.s.pipe[0][ON_SITE] = [0.5, 0.25, 0.25]  # 0.8 GW firm
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=14.0))

    assert room.f.on_site == pytest.approx([1.6])
    assert room.f.on_site_pipeline == pytest.approx([0.8])  # and nothing of the nuclear plant
    assert room.f.wanted[0] == pytest.approx([0.0, 0.0, (20.0 - 14.0 - 1.6 - 0.8) / 0.8])


@pytest.mark.parametrize(("wires", "gap"), [(12.0, 8.0), (17.0, 0.0)])
def test_plant_on_campus_is_wanted_for_the_larger_of_two_gaps(wires: float, gap: float) -> None:
    room = energy(sources__lead_time=[[1.0, 2.0, 2.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=wires))

    # 11 GW of firm power are missing, half of them for either source: 5.5, against 8 or 3 GW of wires
    assert room.f.wanted[0][ON_SITE] == pytest.approx(max(5.5, gap) / 0.8)
    assert room.f.wanted[0][NUCLEAR] == pytest.approx(5.5 / 0.81)


def test_late_wires_are_made_up_for_once_by_all_plant_on_campus() -> None:
    room = energy(
        grid__headroom=100.0,
        sources__on_site=[0.0, 0.5, 1.0],
        sources__lead_time=[[1.0, 2.0, 2.0]],
    )
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, wires=14.0))

    # alike in cost and wait; half of one stands on campus: weights 0.5 and 1, hence 4 GW firm of each
    starts = room.f.starts[0]
    assert starts[ON_SITE] == pytest.approx(4.0 / 0.8)
    assert starts[NUCLEAR] == pytest.approx(4.0 / (0.9 * 0.95))
    room.s.capacity[0] = [0.0, starts[NUCLEAR], starts[ON_SITE]]  # a year of orders, all built
    supply(room.p, room.s, room.f)
    assert room.f.on_site == pytest.approx([6.0])


def test_wires_that_are_short_ask_for_no_reserve_and_for_growth_ahead() -> None:
    room = energy(grid__headroom=1000.0, reserve=0.2, adjustment=2.0)
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0, growth=0.3, wires=14.0))

    # growth fades over the horizon of 1.5 years; the gap is closed over two
    ahead = 20.0 * math.exp(0.3 * 1.5 * (1.0 - math.exp(-2.0 / 1.5)))
    assert room.f.wanted[0] == pytest.approx([0.0, 0.0, (ahead - 14.0) / 2.0 / 0.8])


def test_contracted_plant_is_used_before_the_grid() -> None:
    room = energy()
    room.s.capacity = [[0.0, 2.0, 1.0]]
    supply(room.p, room.s, room.f)
    use(room.p, room.s, room.f, [10.0], [1.2], [12.0])

    # 10 GW x 0.5 x 8.76 = 43.8 TWh of IT, x 1.2 = 52.56 at the meter
    assert room.f.it_electricity == pytest.approx([43.8])
    assert room.f.electricity_use == pytest.approx([52.56])
    assert room.f.datacentre_electricity == pytest.approx([152.56])
    # nuclear 2 x 0.9 x 8.76; on-site 1 x 0.5 x 8.76; the grid the rest
    assert room.f.by_source[0] == pytest.approx([32.412, 15.768, 4.38])


@pytest.mark.parametrize(
    ("need", "used"),
    [
        (2.0, [0.0, 0.0, 2.0]),  # without fuel first, though it stands last
        (10.0, [0.0, 5.62, 4.38]),  # then gas
        (30.0, [9.852, 15.768, 4.38]),  # then the grid
    ],
)
def test_plant_without_fuel_runs_before_gas_and_gas_before_the_grid(need: float, used: list[float]) -> None:
    room = energy(sources__turbines=[0.0, 1.0, 0.0])
    room.s.capacity = [[0.0, 2.0, 1.0]]  # gas 2 x 0.9 x 8.76 = 15.768, the other 1 x 0.5 x 8.76 = 4.38
    use(room.p, room.s, room.f, [need / 4.38], [1.0], [1.0])

    assert room.f.electricity_use == pytest.approx([need])
    assert room.f.by_source[0] == pytest.approx(used)


def test_a_kind_of_plant_is_run_as_far_as_needed() -> None:
    room = energy()
    room.s.capacity = [[0.0, 2.0, 1.0]]
    room.f.by_source = [[20.0, 0.0, 0.0]]
    dispatch(room.p, room.s, room.f, 0, 1.0)

    # gas alone: 4.38 TWh at 40 USD/MWh and 500 g/kWh
    assert room.f.by_source[0] == pytest.approx([15.62, 0.0, 4.38])
    assert (room.f.contracts, room.f.emissions) == ([pytest.approx(175.2)], [pytest.approx(2.19)])

    dispatch(room.p, room.s, room.f, 0, 0.0)
    # then 15.62 of nuclear, half on contract at 90, half own at 10: 50 USD/MWh; 10 g/kWh
    assert room.f.by_source[0] == pytest.approx([0.0, 15.62, 4.38])
    assert room.f.contracts == pytest.approx([175.2 + 781.0])
    assert room.f.emissions == pytest.approx([2.19 + 0.1562])


def test_the_sources_used_add_up_to_the_electricity_used() -> None:
    for running in (0.0, 0.5, 3.0, 40.0):
        room = energy()
        room.s.capacity = [[0.0, 2.0, 1.0]]
        use(room.p, room.s, room.f, [running], [1.2], [1.2 * running])

        assert sum(room.f.by_source[0]) == pytest.approx(room.f.electricity_use[0])
        assert min(room.f.by_source[0]) >= 0.0


def test_price_and_carbon_follow_the_mix() -> None:
    room = energy()
    room.s.capacity = [[0.0, 2.0, 1.0]]
    room.f.firm_power = [24.0]
    use(room.p, room.s, room.f, [10.0], [1.2], [20.0])

    # nuclear half contract (90), half own (10): 50; on-site own: 40
    contracts = 15.768 * 50.0 + 4.38 * 40.0
    assert room.f.contracts == pytest.approx([contracts])
    # grid 50; reserve 24 / 20 - 1 = 0.2, two scales of 0.1: 1 + e^-2
    grid = 32.412 * 50.0 * (1.0 + math.exp(-2.0))
    assert room.f.price_target == pytest.approx([(contracts + grid) / 52.56])
    # (15.768 x 10 + 4.38 x 500 + 32.412 x 400) kt = 15.31248 Mt
    assert room.f.emissions == pytest.approx([15.31248])


def test_power_costs_twice_as_much_when_nothing_is_left() -> None:
    room = energy()
    room.f.firm_power = [12.0]
    use(room.p, room.s, room.f, [10.0], [1.2], [12.0])

    assert room.f.price_target == pytest.approx([100.0])


def test_scarcity_raises_the_price_of_the_grid_and_of_no_contract() -> None:
    room = energy()
    room.s.capacity = [[0.0, 2.0, 0.0]]
    room.f.firm_power = [1.0]
    use(room.p, room.s, room.f, [3.0], [1.2], [3.6])

    # 3 x 0.5 x 8.76 x 1.2 = 15.768 TWh, all of it nuclear at 50 USD/MWh
    assert room.f.price_target == pytest.approx([50.0])


def test_energy_per_million_tokens_is_the_share_of_inference() -> None:
    room = energy()
    room.f.electricity_use = [50.0]
    per_token(room.f, [0.16], [5.0], 0.8, 250.0)

    # 0.16 million H100e for 1e15 tokens a year, 0.2 running: of 5 that take 50 TWh, 2 TWh = 2e9 kWh
    # for 1e9 million tokens: 2 kWh
    assert room.f.per_million_tokens == pytest.approx([2.0])
    assert room.f.per_query == pytest.approx([0.5])  # 250 tokens at 2 mWh, in Wh


def test_where_nothing_runs_tokens_take_no_energy() -> None:
    room = energy()
    per_token(room.f, [0.16], [0.0], 0.8, 250.0)

    assert (room.f.per_million_tokens, room.f.per_query) == ([0.0], [0.0])


def test_the_energy_of_a_token_is_that_of_all_that_a_region_serves() -> None:
    # a region that serves for others: what is delivered at home does not count
    room = energy()
    room.s.capacity = [[0.0, 2.0, 1.0]]
    supply(room.p, room.s, room.f)
    use(room.p, room.s, room.f, [10.0], [1.2], [12.0])
    per_token(room.f, [0.4], [8.0], 0.8, 1000.0)

    # 8 million H100e running, all for tokens, serve 8 x 0.8 / 0.4 = 16e15 tokens with 52.56 TWh
    assert room.f.per_million_tokens == pytest.approx([52.56 / 16.0])
    assert room.f.per_query == pytest.approx(room.f.per_million_tokens)  # a thousand tokens, in Wh


def booked_rates(room: SimpleNamespace, **given: Any) -> None:
    """Hand the flows to the integrator with full funding and speed unless said otherwise."""
    terms: dict[str, Any] = {
        "funded": 1.0,
        "slowed": 1.0,
        "speed": [1.0],
        "cut": [0.0],
        "pue": [1.25],
        "year": 2027.0,
    } | given
    rates(
        room.p,
        room.s,
        room.f,
        room.d,
        clock(terms["year"]),
        terms["funded"],
        terms["slowed"],
        terms["speed"],
        terms["cut"],
        terms["pue"],
    )


def test_the_build_limit_books_what_it_refused() -> None:
    room = energy(sources__build_limit=[[0.0, 0.0, 3.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room)

    # 11 / 0.8 - 3 GW nameplate, of which 0.8 are firm: 11 - 2.4 = 8.6, over a PUE of 1.25
    causes = [key for key, _ in ENERGY.causes]
    assert causes[:3] == ["firm_power", "turbines", "capital"]
    assert room.d.booking[0][3 + ON_SITE] == pytest.approx(6.88)
    assert room.d.booking[0][3 + NUCLEAR] == 0.0
    assert room.d.starts[0] == pytest.approx([0.0, 0.0, 3.0])


def test_the_budget_books_what_it_cut() -> None:
    room = energy(sources__build_limit=[[0.0, 0.0, 100.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room, funded=0.25)

    assert room.d.starts[0][ON_SITE] == pytest.approx(11.0 / 0.8 * 0.25)
    assert room.d.booking[0][2] == pytest.approx(11.0 / 1.25 * 0.75)
    # everyone else's turbines are ordered all the same
    assert room.d.turbine_orders == pytest.approx(60.0 + 11.0 / 0.8 * 0.25)


def test_a_turbine_backlog_books_the_part_of_the_wait_that_it_makes() -> None:
    room = energy(turbines__backlog=300.0, sources__build_limit=[[0.0, 0.0, 100.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room)

    # of 4.5 years 2.5 are for turbines: 11 GW firm, over 1.25, x 2.5 / 4.5
    assert room.d.booking[0][1] == pytest.approx(11.0 / 1.25 * 2.5 / 4.5)


def test_power_that_chips_were_not_ordered_for_is_booked() -> None:
    room = energy()
    supply(room.p, room.s, room.f)
    booked_rates(room, cut=[1.7])

    assert room.d.booking[0][0] == pytest.approx(1.7)
    assert room.d.booking_time[0][0] == 0.5


def limited(**given: Any) -> SimpleNamespace:
    """Give rates where 3 of 11 / 0.8 GW of gas are allowed, a quarter paid for and turbines are late."""
    room = energy(turbines__backlog=300.0, sources__build_limit=[[0.0, 0.0, 3.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room, funded=0.25, **given)
    return room


# 11 GW firm wanted, 2.4 placed, over a PUE of 1.25; 2.5 of 4.5 years for turbines, three quarters unpaid
WANTED, REFUSED, UNPAID = 8.8, 6.88, 1.92 * 0.75
DELAYED = 1.92 * 2.5 / 4.5


def test_chips_not_ordered_blame_what_keeps_plant_from_being_there() -> None:
    room = limited(cut=[4.4])

    # half as much was cut as is wanted: less than the limits refused by themselves, so these stand
    assert room.d.booking[0][1:3] == pytest.approx([DELAYED, UNPAID])
    assert room.d.booking[0][3 + ON_SITE] == pytest.approx(REFUSED)
    assert room.d.booking_time[0][3 + ON_SITE] == pytest.approx(4.5)
    assert room.d.booking_time[0][0] == 0.5


def test_a_cut_larger_than_what_is_wanted_raises_the_blame_and_brings_it_forward() -> None:
    room = limited(cut=[2.0 * WANTED])

    assert room.d.booking[0][1:3] == pytest.approx([2.0 * DELAYED, 2.0 * UNPAID])
    assert room.d.booking[0][3 + ON_SITE] == pytest.approx(2.0 * REFUSED)
    assert room.d.booking_time[0] == [0.5, 0.5, 0.5, 1.0, 1.0 * room.f.lead_time[0][NUCLEAR], 0.5]
    assert room.d.booking[0][3 + NUCLEAR] == 0.0


@pytest.mark.parametrize("cut", [0.0, 1.0, WANTED, 30.0])
def test_of_a_cut_the_rest_is_for_plant_that_is_not_ready_yet(cut: float) -> None:
    room = energy(turbines__backlog=300.0, sources__build_limit=[[0.0, 0.0, 10.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room, cut=[cut])

    # of 8.8 GW wanted 6.4 are started: 2.4 refused, 6.4 x 2.5 / 4.5 late for turbines, the rest being built
    blamed = (2.4 + 6.4 * 2.5 / 4.5) / WANTED
    assert room.d.booking[0][0] == pytest.approx(cut * (1.0 - blamed), abs=1e-12)
    assert room.d.booking[0][3 + ON_SITE] == pytest.approx(2.4 * max(1.0, cut / WANTED))
    assert room.d.booking[0][1] == pytest.approx(6.4 * 2.5 / 4.5 * max(1.0, cut / WANTED))


@pytest.mark.parametrize("cut", [WANTED, 30.0])
def test_a_large_cut_is_blamed_in_full_and_once(cut: float) -> None:
    room = energy(sources__build_limit=[[0.0, 1.0, 3.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room, cut=[cut], funded=0.6)

    assert sum(room.d.booking[0]) == pytest.approx(cut)


def test_blame_never_turns_negative() -> None:
    # nothing paid for and turbines late: what is placed is blamed on both, on firm power nothing is left
    room = energy(turbines__backlog=300.0, sources__build_limit=[[0.0, 0.0, 100.0]])
    supply(room.p, room.s, room.f)
    demand(room.p, room.s, room.f, asked(20.0))
    booked_rates(room, cut=[5.0], funded=0.0)

    assert room.d.booking[0][0] == 0.0
    assert min(room.d.booking[0]) == 0.0


def test_turbine_output_grows_while_the_backlog_is_too_long_and_only_after_the_present() -> None:
    growth = {}
    for backlog, year in ((300.0, 2027.0), (300.0, 2026.0), (100.0, 2027.0)):
        room = energy(turbines__backlog=backlog)
        supply(room.p, room.s, room.f)
        booked_rates(room, year=year)
        growth[backlog, year] = room.d.turbine_growth

    assert growth == {(300.0, 2027.0): 0.1, (300.0, 2026.0): 0.0, (100.0, 2027.0): 0.0}


@pytest.mark.parametrize("speed", [1.0, 0.4])
def test_plant_that_is_started_comes_to_stand(speed: float) -> None:
    room = energy()
    room.d.starts = [[0.0, 1.2, 3.0]]
    room.d.lead_time = [[1.0, 6.0, 2.0]]
    room.d.speed = [speed]
    room.d.booking_time = [[1.0] * 6]
    for _ in range(16):
        advance(room.p, room.s, room.d, 0.125, room.n)
        room.s, room.n = room.n, room.s

    # two years of starts stand or are on their way
    assert sum(room.s.pipe[0][NUCLEAR]) + room.s.capacity[0][NUCLEAR] == pytest.approx(2.4, rel=1e-5)
    assert sum(room.s.pipe[0][ON_SITE]) + room.s.capacity[0][ON_SITE] == pytest.approx(6.0, rel=1e-5)


def test_turbines_ordered_are_delivered_or_wait() -> None:
    room = energy()
    room.d.turbine_orders, room.d.turbine_output = 80.0, 60.0
    room.d.lead_time, room.d.booking_time = [[1.0] * 3], [[1.0] * 6]
    advance(room.p, room.s, room.d, 0.125, room.n)

    assert room.n.backlog == pytest.approx(152.5)


def test_the_price_that_buyers_see_follows_within_a_quarter() -> None:
    room = energy()
    room.d.price_target = [100.0]
    room.d.lead_time, room.d.booking_time = [[1.0] * 3], [[1.0] * 6]
    advance(room.p, room.s, room.d, 0.25, room.n)

    # 100 + (50 - 100) e^-1
    assert room.n.price == pytest.approx([100.0 - 50.0 / math.e])


def test_grid_headroom_grows_by_what_the_system_adds() -> None:
    room = energy()
    room.d.additions = [4.0]
    room.d.lead_time, room.d.booking_time = [[1.0] * 3], [[1.0] * 6]
    advance(room.p, room.s, room.d, 0.125, room.n)

    assert room.n.headroom == pytest.approx([10.5])
