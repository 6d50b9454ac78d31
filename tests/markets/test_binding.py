"""What stops it: layer and cause, by region and for the World."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers import LAYERS
from stackdesk.layers.applications.equations import AFFORDABILITY, CAPABILITY, RELIABILITY, SKILLS
from stackdesk.markets import bind
from stackdesk.markets.binding import (
    APPLICATIONS,
    CHIPS,
    ENERGY,
    INFRASTRUCTURE,
    MODELS,
    bind_world,
    largest,
    lowest,
    ordered_for,
)
from tests.layers.rooms import furnished
from tests.markets.room import market

CAUSES = {layer.key: [key for key, _ in layer.causes] for layer in LAYERS}
VOCABULARY = {
    "energy": ["firm_power", "turbines", "capital", "build_limit:{source}"],
    "chips": ["logic", "packaging", "memory", "assembly", "access", "capital"],
    "infrastructure": ["connection", "shells", "permits", "equipment", "capital", "trade:{trade}"],
    "models": ["capability", "reliability"],
    "applications": ["need", "skills", "affordability"],
}


class World:
    """Regions with ceilings of 10 GW each, of which a test lowers some, and bookings that it fills in.

    At a rent that pays, buyers want 20 GW in each; 5 GW of chips a year are ordered.
    """

    def __init__(self, regions: int = 1) -> None:
        self.markets = market(regions)
        self.orders = [5.0] * regions
        rooms = {layer.key: furnished(layer, {}, region=regions, source=3, trade=2) for layer in LAYERS}
        self.energy, self.chips = rooms["energy"].s, rooms["chips"].s
        self.infrastructure = rooms["infrastructure"].s
        self.ceilings, self.applications = rooms["infrastructure"].f, rooms["applications"].f
        for r in range(regions):
            self.set(r, energy=10.0, chips=10.0, connection=10.0, shells=10.0, operators=1e6, need=10.0)
            self.applications.weakest[r], self.applications.factor[r] = SKILLS, 0.5
            self.markets.f.wanted[r] = 20.0

    def set(self, region: int, **ceilings: float) -> None:
        """Set ceilings of a region, GW of IT."""
        for name, value in ceilings.items():
            getattr(self.ceilings, f"ceiling_{name}")[region] = value
        c = self.ceilings
        c.ceiling_infrastructure[region] = min(
            c.ceiling_connection[region], c.ceiling_shells[region], c.ceiling_operators[region]
        )
        c.physical[region] = min(
            c.ceiling_infrastructure[region], c.ceiling_energy[region], c.ceiling_chips[region]
        )
        c.running[region] = min(c.physical[region], c.ceiling_need[region])

    def book(self, room: Any, place: int, amount: float, region: int = 0) -> None:
        """Remember that a limit refused an amount, GW a year."""
        room.booked[region][place][3] = amount

    def bound(self) -> SimpleNamespace:
        """Name what binds."""
        bind(
            self.markets.f,
            self.energy,
            self.chips,
            self.infrastructure,
            self.applications,
            self.ceilings,
            self.orders,
        )
        found: SimpleNamespace = self.markets.f
        return found


def test_the_vocabulary_of_causes_is_closed() -> None:
    assert CAUSES == VOCABULARY


def test_layers_are_numbered_from_the_power_plant_up() -> None:
    numbers = (ENERGY, CHIPS, INFRASTRUCTURE, MODELS, APPLICATIONS)

    assert [layer.key for layer in LAYERS] == list(VOCABULARY)
    assert [layer.number for layer in LAYERS] == list(numbers) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("lowered", "layer"),
    [("energy", ENERGY), ("chips", CHIPS), ("connection", INFRASTRUCTURE), ("shells", INFRASTRUCTURE)],
)
def test_the_lowest_ceiling_binds(lowered: str, layer: float) -> None:
    world = World()
    world.set(0, **{lowered: 6.0})

    assert world.bound().layer == [layer]


@pytest.mark.parametrize("before", [ENERGY, CHIPS, INFRASTRUCTURE])
def test_ceilings_within_two_per_cent_keep_what_bound_before(before: float) -> None:
    ceilings = dict.fromkeys((ENERGY, CHIPS, INFRASTRUCTURE), 10.0)
    close, apart = ceilings | {before: 10.19}, ceilings | {before: 10.21}

    assert lowest(before, *close.values()) == before
    assert lowest(before, *apart.values()) != before


@pytest.mark.parametrize("before", [MODELS, APPLICATIONS, 0.0])
def test_need_leaves_no_memory_behind(before: float) -> None:
    assert lowest(before, 10.1, 10.0, 10.1) == CHIPS


def test_need_binds_only_when_more_than_two_per_cent_below() -> None:
    world = World()
    world.set(0, need=9.81)
    assert world.bound().layer[0] in (ENERGY, CHIPS, INFRASTRUCTURE)

    world.set(0, need=9.79)
    assert world.bound().layer == [APPLICATIONS]


def test_demand_binds_where_need_at_a_rent_that_pays_is_below_what_stands() -> None:
    # at the going rent need fills all that stands, at one that pays for more it would not
    world = World()
    world.markets.f.wanted = [9.81]
    assert world.bound().layer[0] in (ENERGY, CHIPS, INFRASTRUCTURE)

    world.markets.f.wanted = [9.79]
    assert world.bound().layer == [APPLICATIONS]
    assert CAUSES["applications"][int(world.markets.f.cause[0])] == "skills"


def test_what_buyers_want_is_held_against_what_can_run_and_not_against_what_runs() -> None:
    world = World()
    world.set(0, chips=6.0)
    world.markets.f.wanted = [5.9]
    assert world.bound().layer == [CHIPS]

    world.markets.f.wanted = [5.8]
    assert world.bound().layer == [APPLICATIONS]


def test_demand_binds_everywhere_when_the_world_wants_less_than_stands() -> None:
    world = World(2)
    world.set(0, energy=8.0)
    world.set(1, chips=2.0)  # 10 GW stand
    world.markets.f.wanted = [0.0, 9.81]
    assert world.bound().layer == [ENERGY, CHIPS]  # what is wanted may be served from anywhere

    world.markets.f.wanted = [9.79, 0.0]
    found = world.bound()
    assert found.layer == [APPLICATIONS, APPLICATIONS]
    assert found.world_layer == APPLICATIONS


def test_need_at_the_going_rent_binds_in_its_own_region_alone() -> None:
    world = World(2)
    world.set(0, energy=8.0, need=7.8)
    world.set(1, chips=3.0, need=9.0)
    found = world.bound()

    assert found.layer == [APPLICATIONS, CHIPS]
    assert found.world_layer == CHIPS


@pytest.mark.parametrize(
    ("cut", "energy", "infrastructure", "layer"),
    [
        ([0.0, 0.0, 0.0], 7.0, 7.0, CHIPS),  # ordered for all that is wanted
        ([1.0, 0.0, 0.0], 7.0, 7.0, ENERGY),
        ([0.0, 1.0, 0.0], 7.0, 7.0, INFRASTRUCTURE),
        ([0.0, 0.0, 1.0], 7.0, 7.0, INFRASTRUCTURE),
        ([1.0, 0.6, 0.6], 7.0, 7.0, INFRASTRUCTURE),  # wires and halls together
        ([1.0, 0.4, 0.4], 7.0, 7.0, ENERGY),
        ([1.0, 0.4, 0.4], 7.6, 7.0, INFRASTRUCTURE),  # power for a quarter more than the chips there
        ([1.0, 0.0, 0.0], 7.6, 7.0, CHIPS),
        ([0.0, 1.0, 0.0], 7.0, 7.6, CHIPS),
    ],
)
def test_chips_that_next_to_nobody_refuses_are_short_of_what_they_were_not_ordered_for(
    cut: list[float], energy: float, infrastructure: float, layer: float
) -> None:
    world = World()
    world.set(0, chips=6.0, energy=energy, shells=infrastructure)
    world.chips.cut = [cut]
    world.book(world.chips, 0, 0.2)
    world.book(world.chips, 2, 0.29)  # of 5 ordered
    assert world.bound().layer == [layer]

    world.book(world.chips, 2, 0.31)
    found = world.bound()
    assert found.layer == [CHIPS]
    assert CAUSES["chips"][int(found.cause[0])] == "memory"


@pytest.mark.parametrize(("orders", "layer"), [(0.0, CHIPS), (4.9, CHIPS), (5.1, ENERGY), (500.0, ENERGY)])
def test_what_chips_refuse_is_held_against_their_orders_and_not_against_what_was_cut(
    orders: float, layer: float
) -> None:
    for cut in (0.01, 1.0, 100.0):
        assert ordered_for([cut, 0.0, 0.0], [[0.0, 0.0, 0.0, 0.5]], orders, 7.0, 6.0, 7.0) == layer


@pytest.mark.parametrize(
    ("cut", "energy", "infrastructure", "layer"),
    [
        ([1.0, 0.0, 0.0], 6.29, 9.0, ENERGY),
        ([1.0, 0.0, 0.0], 6.31, 9.0, CHIPS),
        ([0.0, 0.6, 0.6], 9.0, 6.29, INFRASTRUCTURE),
        ([0.0, 0.6, 0.6], 9.0, 6.31, CHIPS),
        ([1.0, 0.6, 0.6], 6.29, 6.29, INFRASTRUCTURE),
        ([0.0, 0.0, 0.0], 6.29, 6.29, CHIPS),
    ],
)
def test_a_ceiling_next_to_that_of_chips_binds_however_much_chips_refuse(
    cut: list[float], energy: float, infrastructure: float, layer: float
) -> None:
    world = World()
    world.set(0, chips=6.0, energy=energy, shells=infrastructure)  # a twentieth above 6 is 6.3
    world.chips.cut = [cut]
    world.book(world.chips, 1, 4.0)

    assert world.bound().layer == [layer]


def test_each_region_is_held_against_its_own_orders() -> None:
    world = World(2)
    world.orders = [4.0, 6.0]
    for r in range(2):
        world.set(r, chips=6.0, energy=7.0)
        world.chips.cut[r] = [1.0, 0.0, 0.0]
        world.book(world.chips, 1, 0.5, region=r)

    assert world.bound().layer == [CHIPS, ENERGY]


@pytest.mark.parametrize(
    ("weakest", "factor", "layer", "cause"),
    [
        (CAPABILITY, 0.5, "models", "capability"),
        (RELIABILITY, 0.5, "models", "reliability"),
        (SKILLS, 0.5, "applications", "skills"),
        (AFFORDABILITY, 0.5, "applications", "affordability"),
        (SKILLS, 0.9, "applications", "need"),
        (CAPABILITY, 0.9, "applications", "need"),  # nothing holds adoption back: users want no more
    ],
)
def test_too_little_need_is_blamed_on_its_weakest_factor(
    weakest: float, factor: float, layer: str, cause: str
) -> None:
    world = World()
    world.set(0, need=5.0)
    world.applications.weakest, world.applications.factor = [weakest], [factor]
    found = world.bound()

    assert LAYERS[int(found.layer[0]) - 1].key == layer
    assert CAUSES[layer][int(found.cause[0])] == cause


def test_the_largest_remembered_refusal_is_the_cause() -> None:
    world = World()
    world.set(0, energy=6.0)
    world.book(world.energy, 0, 0.4)
    world.book(world.energy, 1, 0.7)
    world.book(world.energy, 4, 0.6)

    assert CAUSES["energy"][int(world.bound().cause[0])] == "turbines"


@pytest.mark.parametrize(
    ("lowered", "layer", "cause"),
    [
        ("energy", "energy", "firm_power"),
        ("chips", "chips", "packaging"),
        ("connection", "infrastructure", "connection"),
        ("shells", "infrastructure", "shells"),
    ],
)
def test_without_a_refusal_worth_naming_the_plainest_cause_stands(
    lowered: str, layer: str, cause: str
) -> None:
    world = World()
    world.set(0, **{lowered: 6.0})

    assert CAUSES[layer][int(world.bound().cause[0])] == cause


def test_a_refusal_below_a_megawatt_a_year_is_not_worth_naming() -> None:
    assert largest([[0, 0, 0, 0.0009], [0, 0, 0, 0.0005]], 0, 1) == 1
    assert largest([[0, 0, 0, 0.0011], [0, 0, 0, 0.0005]], 0, 1) == 0


@pytest.mark.parametrize("trade", [0, 1])
def test_people_who_run_halls_can_be_the_cause(trade: int) -> None:
    world = World()
    world.set(0, operators=4.0)
    world.ceilings.operator = [trade]
    world.book(world.infrastructure, 0, 9.0)  # whatever else was refused
    found = world.bound()

    assert found.layer == [INFRASTRUCTURE]
    assert found.cause == [CAUSES["infrastructure"].index("trade:{trade}") + trade]


def test_the_world_is_bound_by_the_layer_that_holds_back_the_most_need() -> None:
    world = World(3)
    world.set(0, energy=4.0, need=12.0)
    world.set(1, chips=2.0, need=6.5)
    world.set(2, chips=5.0, need=7.0)  # 13.5 with the other, of which 7 run
    world.book(world.chips, 1, 1.0, region=1)
    world.book(world.chips, 2, 1.0, region=2)
    found = world.bound()

    assert found.layer == [ENERGY, CHIPS, CHIPS]
    assert found.world_layer == CHIPS
    assert CAUSES["chips"][int(found.world_cause)] == "memory"  # of the region that needs the most


@pytest.mark.parametrize(("need", "layer"), [(8.9, CHIPS), (9.1, ENERGY)])
def test_need_counts_for_the_world_and_not_what_is_missing_of_it(need: float, layer: float) -> None:
    world = World(2)
    world.set(0, energy=1.0, need=need)
    world.set(1, chips=8.0, need=9.0)

    assert world.bound().world_layer == layer


@pytest.mark.parametrize(("runs", "layer"), [(5.9, CHIPS), (6.1, ENERGY)])
def test_what_runs_for_need_abroad_counts_where_it_runs(runs: float, layer: float) -> None:
    world = World(2)
    world.set(0, energy=runs, need=runs)
    world.ceilings.ceiling_need[0] = 0.0  # none of its own that is left over
    world.set(1, chips=2.0, need=6.0)
    world.markets.f.layer = [ENERGY, CHIPS]
    bind_world(world.markets.f, world.ceilings)

    assert world.markets.f.world_layer == layer


def test_a_world_that_lacks_nothing_is_bound_where_the_most_runs() -> None:
    world = World(2)
    world.set(0, energy=8.0, need=8.0)
    world.set(1, chips=3.0, need=3.0)

    assert world.bound().world_layer == ENERGY


@pytest.mark.parametrize(("need", "layer"), [(2.0, CHIPS), (8.9, CHIPS), (9.1, APPLICATIONS)])
def test_regions_that_want_less_than_they_have_count_with_what_they_want(need: float, layer: float) -> None:
    world = World(2)
    world.set(0, need=need)
    world.set(1, chips=3.0, need=9.0)
    found = world.bound()

    assert found.layer == [APPLICATIONS, CHIPS]
    assert found.world_layer == layer


@pytest.mark.parametrize(
    ("booked", "cause"),
    [
        ({"shells": 0.8, "permits": 0.9, "equipment": 0.7}, "connection"),  # these keep halls back
        ({"capital": 0.8}, "capital"),
        ({"capital": 0.4}, "connection"),
        ({"trade:{trade}": 0.8, "capital": 0.7}, "trade:{trade}"),
    ],
)
def test_a_connection_that_is_short_is_blamed_on_itself_money_or_people(
    booked: dict[str, float], cause: str
) -> None:
    world = World()
    world.set(0, connection=6.0, shells=9.0)
    for key, amount in ({"connection": 0.5} | booked).items():
        world.book(world.infrastructure, CAUSES["infrastructure"].index(key), amount)

    assert CAUSES["infrastructure"][int(world.bound().cause[0])] == cause


def test_halls_that_are_short_can_be_blamed_on_the_connection_they_waited_for() -> None:
    world = World()
    world.set(0, connection=9.0, shells=6.0)
    world.book(world.infrastructure, 0, 0.5)
    world.book(world.infrastructure, 1, 0.3)

    assert CAUSES["infrastructure"][int(world.bound().cause[0])] == "connection"
