"""What is remembered of the layout, and how lengths are shared."""

from __future__ import annotations

import random

import pytest

from stackdesk.ui.layout.arrangement import CARDS, Arrangement, Sizes, read
from stackdesk.ui.layout.sharing import held_between, shared


def test_what_is_written_is_read_back() -> None:
    made = Arrangement()
    made.sizes["compact"] = Sizes(410, 0.6, 0.5, {"relief": 250, "tabs": 500})
    made.move("inspector", 0)
    made.hidden = {"tiles", "relief"}
    made.floating = {"layer": (10, -20, 300, 200)}
    made.places = {"pins": (1, 2, 3, 4)}
    assert read(made.write()) == made
    made.reset()
    assert made == Arrangement()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"order": ["relief", "relief", "layer"], "hidden": ["stack", 3], "floating": {"layer": [1, 2, 3]}}',
        '{"sizes": {"compact": {"stack": -4, "upper": 7.0, "row": {"relief": "wide"}}}, "places": []}',
        '{"floating": {"layer": [0, 0, 0, 10], "stack": [0, 0, 10, 10], "relief": [0, 0, 1e9, 10]}}',
    ],
)
def test_what_makes_no_sense_is_as_at_first(text: str) -> None:
    made = read(text)
    assert (made.order, made.hidden, made.floating, made.places) == (CARDS, set(), {}, {})
    assert made.of("compact") == Sizes()


def test_a_card_moves_among_the_others() -> None:
    made = Arrangement()
    made.move("relief", 2)
    assert made.order == ("layer", "inspector", "relief")
    made.move("relief", 99)
    assert made.order == ("layer", "inspector", "relief")
    made.move("inspector", -1)
    assert made.order == ("inspector", "layer", "relief")


def test_all_is_given_and_nothing_is_below_its_least() -> None:
    dice = random.Random(4)
    for _ in range(500):
        count = dice.randint(1, 5)
        weights = [dice.randint(1, 900) for _ in range(count)]
        least = [dice.randint(10, 200) for _ in range(count)]
        total = dice.randint(50, 2000)
        given = shared(total, weights, least)
        assert sum(given) == total
        if sum(least) <= total:
            assert all(one >= low for one, low in zip(given, least, strict=True))


def test_weights_hold_where_there_is_room() -> None:
    assert shared(1000, [300, 200, 500], [1, 1, 1]) == [300, 200, 500]
    assert shared(1000, [10, 490, 500], [100, 1, 1])[0] == 100


def test_the_least_gives_way_where_both_cannot_be() -> None:
    assert held_between(50, 100, 400) == 100
    assert held_between(500, 100, 400) == 400
    assert held_between(500, 100, 80) == 80
