"""Shares of one whole keep their sum, whichever of them is moved, and locked ones stay."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario import (
    SHIPPED,
    Scenario,
    Trajectory,
    lock_key,
    reset_share,
    sums_off,
    with_move,
    with_share,
)
from stackdesk.scenario.shares import Group, Member
from stackdesk.scenario.toml_in import loads_with_warnings
from stackdesk.scenario.trajectory import value_at

NEWEST = SHIPPED.newest()
GROUPS = list(dict.fromkeys(NEWEST.shares.values()))
TRADES = NEWEST.shares["infrastructure.trades.electricians.share"]
HOSTS = NEWEST.shares["capital.hosting"]
YEARS = (2026.75, 2027.5, 2029.0, 2031.3, 2040.0)


def share(scenario: Scenario, member: Member, year: float = 2035.0) -> float:
    """Give one share in a year."""
    return scenario.at(member[0], year, member[1])


def total(scenario: Scenario, group: Group, year: float) -> float:
    """Add the shares of a group up."""
    return sum(share(scenario, member, year) for member in group.members)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.whole.label)
def test_any_sequence_of_moves_and_locks_keeps_the_sum(group: Group) -> None:
    chance = random.Random(7)
    scenario = Scenario(NEWEST)
    for _ in range(60):
        member = chance.choice(group.members)
        others = [one for one in group.members if one != member]
        held = chance.sample(others, chance.randrange(len(others)))
        now = {one: [share(scenario, one, year) for year in YEARS] for one in held}
        wanted: object = round(chance.random(), 3)
        if chance.random() < 0.3:
            wanted = {2028.0: round(chance.random(), 3), 2033.5: round(chance.random(), 3)}
        scenario = with_share(
            scenario, member[0], wanted, member[1], [lock_key(one) for one in held], nearest=True
        )
        for year in YEARS:
            assert total(scenario, group, year) == pytest.approx(group.total, abs=1e-5)
        for one in held:
            assert [share(scenario, one, year) for year in YEARS] == pytest.approx(now[one], abs=1e-9)
    assert not sums_off(scenario, group)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.whole.label)
def test_the_others_keep_their_proportions_and_come_back_to_the_reference(group: Group) -> None:
    before, member = Scenario(NEWEST), group.members[0]
    moved = with_share(before, member[0], share(before, member) * 0.6, member[1])
    others = [one for one in group.members[1:] if share(before, one) > 0.0]
    ratios = [share(moved, one) / share(before, one) for one in others]
    assert ratios[0] > 1.01
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-3)
    assert reset_share(moved, *member) == before


def test_what_locked_ones_fill_is_refused_with_how_far_it_goes() -> None:
    scenario, (address, _) = Scenario(NEWEST), TRADES.members[0]
    locked = [lock_key(one) for one in TRADES.members[2:]]
    most = share(scenario, TRADES.members[0]) + share(scenario, TRADES.members[1])
    with pytest.raises(ValueRefusedError, match=rf"{most * 100:.3g} % is left, since .* are locked"):
        with_share(scenario, address, most + 0.01, None, locked)
    nearest = with_share(scenario, address, most + 0.01, None, locked, nearest=True)
    assert share(nearest, TRADES.members[0]) == pytest.approx(most)
    with pytest.raises(ValueRefusedError):
        with_share(scenario, address, 0.1, None, [lock_key(one) for one in TRADES.members[1:]])


def test_a_path_takes_the_others_along_at_each_of_its_dates() -> None:
    address = TRADES.members[0][0]
    path = Trajectory(((2028.0, 0.3), (2032.0, 0.6)))
    scenario = with_share(Scenario(NEWEST), address, path)
    assert scenario.values[address] == path
    for year in YEARS:
        assert total(scenario, TRADES, year) == pytest.approx(TRADES.total, abs=1e-5)
    assert total(scenario, TRADES, 2024.0) == pytest.approx(TRADES.total), "history is the reference's"
    with pytest.raises(ValueRefusedError, match="begins at the present"):
        with_share(scenario, address, {2024.0: 0.2, 2030.0: 0.3})


def test_the_sum_of_the_regions_is_no_share_to_be_moved() -> None:
    with pytest.raises(ValueRefusedError, match="choose a region"):
        with_share(Scenario(NEWEST), HOSTS.members[0][0], 0.5)


def test_what_is_no_share_is_set_as_ever() -> None:
    address = "energy.losses"
    scenario = with_share(Scenario(NEWEST), address, 0.1)
    assert scenario == Scenario(NEWEST).with_value(address, 0.1)
    assert reset_share(scenario, address) == Scenario(NEWEST)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.whole.label)
def test_shares_act_at_once_and_start_from_plain_values(group: Group) -> None:
    """What the arithmetic of groups takes for granted."""
    for address, region in group.members:
        assert NEWEST.catalogue.parameter(address).quantity.ramp == 0.0
        assert value_at(NEWEST.value(address, region), 2023.0) == NEWEST.value(address, region)
    assert group.total == pytest.approx(1.0) or (group.whole.rest and group.total < 1.0)


HEAD = 'schema = 1\nreference = "2026.2"\n'


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("[infrastructure.trades.electricians]\nshare = 0.6\n", 4, "sum to 1.02 in 2026.75, more than 1"),
        (
            "[infrastructure.trades.electricians.share]\n2028 = 0.4\n2030 = 0.7\n",
            3,
            "sum to 1.12 in 2030, more than 1",
        ),
        (
            '[[events]]\ndate = 2028-01-01\ntitle = "x"\n'
            'parameter = "infrastructure.trades.plumbers.share"\nadd = 0.5\n',
            3,
            "sum to 1.34 in 2028, more than 1",
        ),
    ],
)
def test_a_file_whose_shares_do_not_add_up_is_warned_about(body: str, line: int, words: str) -> None:
    _, warnings = loads_with_warnings(HEAD + body)
    assert [(one.line, one.warning) for one in warnings] == [(line, True)]
    assert words in warnings[0].message


@pytest.mark.parametrize(
    "body", ["[energy]\nlosses = 0.1\n", "[infrastructure.trades.electricians]\nshare = 0.5\n"]
)
def test_a_file_without_shares_or_with_less_of_the_rest_is_in_order(body: str) -> None:
    assert not loads_with_warnings(HEAD + body)[1]


def test_only_proportions_of_relative_shares_count_and_their_sum_stays() -> None:
    loose = Scenario(NEWEST).with_value("capital.hosting", 0.6, "us")
    assert not sums_off(loose, HOSTS)
    strict = replace(HOSTS, whole=replace(HOSTS.whole, relative=False))
    assert sums_off(loose, strict)[0][1] == pytest.approx(0.73)
    moved = with_share(loose, "capital.hosting", 0.5, "us")
    assert total(moved, HOSTS, 2035.0) == pytest.approx(0.73, abs=1e-5)


def test_a_smaller_rest_of_a_file_stays_as_it_is() -> None:
    address = TRADES.members[0][0]
    fuller = Scenario(NEWEST).with_value(address, 0.5)
    moved = with_share(fuller, address, 0.4)
    assert total(moved, TRADES, 2035.0) == pytest.approx(total(fuller, TRADES, 2035.0), abs=1e-5)


def test_a_search_moves_shares_as_far_as_they_go_and_the_world_as_ever() -> None:
    scenario, address = Scenario(NEWEST), TRADES.members[0][0]
    assert with_move(scenario, address, 0.5) == with_share(scenario, address, 0.5)
    far = with_move(scenario, address, 1.0)
    assert share(far, TRADES.members[0]) == pytest.approx(TRADES.total)
    hosting = HOSTS.members[0][0]
    assert with_move(scenario, hosting, 0.5) == scenario.with_value(hosting, 0.5)
