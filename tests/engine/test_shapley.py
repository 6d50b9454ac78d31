"""Shapley values keep their axioms: they add up, know no order, and give nothing for nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import permutations

import numpy as np
import pytest

from stackdesk.engine.shapley import EXACT, Array, Worth, _spread, combinations, shapley

MANY = [f"change {letter}" for letter in "abcdefghijklmno"]


def game(sizes: dict[str, float], *, pairs: float = 0.3) -> Worth:
    """Give outcomes that are not additive: a power, and a product of what is made."""

    def worth(made: Collection[str]) -> Array:
        total = sum(sizes[name] for name in sorted(made))
        product = float(np.prod([1.0 + pairs * sizes[name] for name in sorted(made)]))
        return np.array([total**2 + 5.0, 1e19 * product])

    return worth


def counted(worth: Worth) -> tuple[Worth, list[frozenset[str]]]:
    """Keep what is asked."""
    asked: list[frozenset[str]] = []

    def told(made: frozenset[str]) -> Array:
        asked.append(made)
        return worth(made)

    return told, asked


@pytest.mark.parametrize("count", [1, 2, 5, EXACT, EXACT + 1, len(MANY)])
def test_parts_add_up_to_the_gap(count: int) -> None:
    sizes = {name: (-1.0) ** i * (0.2 + i / 7.0) for i, name in enumerate(MANY[:count])}
    worth = game(sizes)
    parts = shapley(worth, sizes, runs=200)
    gap = worth(frozenset(sizes)) - worth(frozenset())
    assert sum(parts.values()) == pytest.approx(gap, rel=1e-12)


def test_a_part_is_the_mean_over_all_orders() -> None:
    sizes = {"a": 1.0, "b": 2.5, "c": -0.7, "d": 4.0}
    worth = game(sizes)
    orders = list(permutations(sizes))
    for name, part in shapley(worth, sizes).items():
        marginal = [
            worth(frozenset(order[: order.index(name) + 1])) - worth(frozenset(order[: order.index(name)]))
            for order in orders
        ]
        assert part == pytest.approx(np.mean(marginal, axis=0))


def test_what_is_left_over_is_spread_in_proportion() -> None:
    parts = np.array([[3.0, 1e19], [-1.0, 0.0], [0.0, 2e19]])
    spread = _spread(parts, np.array([4.0, 3e19 + 3e5]))
    assert spread.sum(axis=0) == pytest.approx([4.0, 3e19 + 3e5], rel=1e-15)
    assert spread[:, 0] == pytest.approx([4.5, -0.5, 0.0])
    assert spread[1, 1] == 0.0
    assert (_spread(np.zeros((2, 1)), np.zeros(1)) == 0.0).all()


@pytest.mark.parametrize("names", [MANY[:4], MANY])
def test_the_order_in_which_changes_are_named_is_of_no_account(names: list[str]) -> None:
    sizes = {name: 0.3 * i for i, name in enumerate(names)}
    one = shapley(game(sizes), names, runs=100)
    other = shapley(game(sizes), names[::-1], runs=100)
    assert one.keys() == other.keys()
    for name in names:
        assert (one[name] == other[name]).all()


@pytest.mark.parametrize("names", [MANY[:4], MANY])
def test_a_change_without_effect_gets_nothing(names: list[str]) -> None:
    sizes = {name: 0.0 if i == 2 else 0.3 + i for i, name in enumerate(names)}
    parts = shapley(game(sizes), names, runs=100)
    assert (parts[names[2]] == 0.0).all()
    assert all((part != 0.0).all() for name, part in parts.items() if name != names[2])


def test_changes_that_do_the_same_get_equal_parts() -> None:
    sizes = {"a": 1.3, "b": 0.4, "c": 1.3}
    parts = shapley(game(sizes), sizes)
    assert parts["a"] == pytest.approx(parts["c"], rel=1e-12)
    assert not np.allclose(parts["a"], parts["b"])


def test_swapping_two_changes_swaps_their_parts() -> None:
    swapped: Callable[[str], str] = {"a": "b", "b": "a", "c": "c"}.__getitem__
    sizes = {"a": 1.3, "b": 0.4, "c": 2.0}
    one = shapley(game(sizes), sizes)
    other = shapley(game({swapped(name): size for name, size in sizes.items()}), sizes)
    for name in sizes:
        assert other[swapped(name)] == pytest.approx(one[name], rel=1e-12)


def test_every_combination_is_asked_once_and_a_sample_keeps_to_its_runs() -> None:
    sizes = dict.fromkeys(MANY[:6], 0.5)
    worth, asked = counted(game(sizes))
    shapley(worth, sizes)
    assert len(asked) == len(set(asked)) == 2**6
    worth, asked = counted(game(dict.fromkeys(MANY, 0.5)))
    shapley(worth, MANY, runs=150)
    assert len(asked) == len(set(asked)) <= 150


def test_a_sample_comes_near_the_exact_parts() -> None:
    sizes = {name: 0.1 + 0.05 * i for i, name in enumerate(MANY[:9])}
    exact, sampled = shapley(game(sizes), sizes), shapley(game(sizes), sizes, exact=0, runs=400)
    for name in sizes:
        assert sampled[name] == pytest.approx(exact[name], rel=0.1)
        assert (sampled[name] != exact[name]).any()


def test_parts_that_cancel_add_up_to_nothing() -> None:
    parts = shapley(lambda made: np.array([1e19 * (("a" in made) - ("b" in made))]), ["a", "b"])
    assert parts["a"][0] == 1e19
    assert parts["a"][0] + parts["b"][0] == 0.0
    assert shapley(lambda _: np.array([3.0]), []) == {}


@pytest.mark.parametrize("count", [0, 1, 4, EXACT, EXACT + 1, 15])
def test_the_number_of_combinations_is_told_beforehand(count: int) -> None:
    names = MANY[:count]
    worth, asked = counted(game({name: 1.0 + place for place, name in enumerate(names)}))
    shapley(worth, names)
    foretold = combinations(count)
    assert len(asked) <= foretold
    assert len(asked) >= 0.5 * foretold
